"""`manage.py create_staff`: somebody who works here, with a role; the first ones of a new site."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone

from site_core.operations.reporting import ReportingCommand
from site_core.users.errors import AlreadyInvited
from site_core.users.hiring import Hired, address_of, ensure_staff
from site_core.users.invitations import invite_staff, renew_invitation, send_letter
from site_core.users.models import LANGUAGES, Invitation
from site_core.users.roles import ROLES

LETTER_STAYED = "The invitation is saved, but its letter could not leave: see EMAIL_URL, run again."


class Command(ReportingCommand):
    help = (
        "Make an account for somebody who works here, or invite them by letter with --invite. Safe "
        "to repeat: roles are added, none is taken away, a password that exists stays; a repeated "
        "invitation sends a fresh link and the earlier one stops working. Ends with 0 when the "
        "account or the letter is there, with 1 and a sentence otherwise."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True, help="as colleagues know them")
        parser.add_argument(
            "--role",
            action="append",
            default=[],
            choices=sorted(ROLES),
            help="may be given several times",
        )
        parser.add_argument("--language", default="en", choices=[code for code, _ in LANGUAGES])
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--invite", action="store_true", help="send a letter; the account is made by its link"
        )
        how.add_argument(
            "--superuser", action="store_true", help="may do everything; needs no role"
        )
        parser.add_argument(
            "--print-password",
            action="store_true",
            help="make a password and print it once, for a site that sends no mail yet",
        )

    def handle(
        self,
        *,
        email: str,
        name: str,
        role: list[str],
        language: str,
        invite: bool,
        superuser: bool,
        print_password: bool,
        **options: object,
    ) -> None:
        if not role and not superuser:
            raise CommandError(f"Say what they do: --role {', '.join(sorted(ROLES))}.")
        if invite and print_password:
            raise CommandError("Who is invited chooses a password: leave --print-password out.")
        if invite:
            self._invite(email, name, role, language)
            return
        password = secrets.token_urlsafe(12) if print_password else None
        hired = ensure_staff(
            email=email,
            name=name,
            roles=role,
            is_superuser=superuser,
            password=password,
            language=language,
        )
        self._tell(hired, password)

    def _invite(self, email: str, name: str, roles: list[str], language: str) -> None:
        now = timezone.now()
        address = address_of(email)
        try:
            invitation = invite_staff(
                email=address,
                name=name,
                roles=Group.objects.filter(name__in=roles),
                language=language,
                actor=None,
                now=now,
            )
        except AlreadyInvited:
            invitation = Invitation.objects.get(email=address, accepted_at=None, revoked_at=None)
            renew_invitation(invitation=invitation, actor=None, now=now)
        try:
            send_letter(invitation)
        except OSError as error:
            raise CommandError(LETTER_STAYED) from error
        self.report(
            {"email": address, "invited": True, "expires_at": invitation.expires_at},
            f"The letter is on its way to {address}. {_second_step()}",
        )

    def _tell(self, hired: Hired, password: str | None) -> None:
        given = [*hired.roles, *(["superuser"] if hired.became_superuser else [])]
        lines = [
            f"{hired.person.email}: {'made' if hired.is_new else 'was there'}; "
            f"new: {', '.join(given) or 'nothing'}."
        ]
        if hired.has_new_password:
            lines.append(f"Password, shown this once: {password}")
        elif hired.person.has_usable_password():
            lines.append("Their password stays as it is.")
        else:
            reset = f"{settings.SITE_BASE_URL}{reverse('account_reset_password')}"
            lines.append(f"They choose a password by a letter from {reset}")
        lines.append(_second_step())
        data = {
            "email": hired.person.email,
            "made": hired.is_new,
            "roles": hired.roles,
            "superuser": hired.became_superuser,
        }
        if hired.has_new_password:
            data["password"] = password
        self.report(data, "\n".join(lines))


def _second_step() -> str:
    if settings.STAFF_SECOND_FACTOR_REQUIRED:
        return "At the first log-in they set up a second step with their phone."
    return "No second step is asked of staff: STAFF_SECOND_FACTOR_REQUIRED=true asks for one."
