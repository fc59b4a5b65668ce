"""Staff come by invitation only: a signed link, good for some days, for one account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from site_core.base.codes import link_code
from site_core.base.mail import html_twin

from .errors import (
    AccountExists,
    AlreadyInvited,
    AlreadyStaff,
    InvitationExpired,
    InvitationInvalid,
    InvitationRevoked,
    InvitationUsed,
    NotAllowed,
    WrongAccount,
)
from .models import Invitation, User
from .roles import ROLES
from .services import confirm_email_of

SIGNER = Signer(salt="users.invitation")
ADD = "users.add_invitation"
USED = _("This invitation was used already. Log in with the password you chose.")
REVOKED = _("This invitation was withdrawn. Please ask whoever invited you.")
EXPIRED = _("This invitation has expired. Please ask for a new one.")


def token_of(invitation: Invitation) -> str:
    """What stands in the link: the code and its signature."""
    return SIGNER.sign(invitation.code)


def invite_staff(
    *,
    email: str,
    name: str,
    roles: Iterable[Group],
    language: str,
    actor: User | None,
    now: dt.datetime,
) -> Invitation:
    """Write an invitation; `send_letter` sends it. Without an actor the server itself invites.

    Raises NotAllowed, AlreadyInvited (an open one exists) or AlreadyStaff.
    """
    _require(actor)
    address = email.strip().lower()
    if User.objects.filter(email=address, is_staff=True).exists():
        raise AlreadyStaff(_("This address belongs to a member of staff already."))
    try:
        with transaction.atomic():
            Invitation.objects.filter(
                email=address, accepted_at=None, revoked_at=None, expires_at__lte=now
            ).update(revoked_at=now)
            invitation = Invitation.objects.create(
                email=address,
                name=name.strip(),
                language=language,
                invited_by=actor,
                created_at=now,
                expires_at=now + dt.timedelta(days=settings.INVITATION_DAYS),
            )
            invitation.roles.set(_only_roles(roles))
            log(invitation, "users.invite", user=actor)
    except IntegrityError as error:
        raise AlreadyInvited(
            _("This address has an open invitation. Send that one again instead.")
        ) from error
    return invitation


def renew_invitation(*, invitation: Invitation, actor: User | None, now: dt.datetime) -> None:
    """A new link, good for the full time again; the old one stops working.

    Raises NotAllowed, InvitationUsed or InvitationRevoked.
    """
    _require(actor)
    code = link_code()
    expires_at = now + dt.timedelta(days=settings.INVITATION_DAYS)
    with transaction.atomic():
        changed = Invitation.objects.filter(
            pk=invitation.pk, accepted_at=None, revoked_at=None
        ).update(code=code, expires_at=expires_at)
        if not changed:
            raise _why_closed(invitation, now)
        log(invitation, "users.renew", user=actor)
    invitation.code, invitation.expires_at = code, expires_at


def revoke_invitation(*, invitation: Invitation, actor: User, now: dt.datetime) -> None:
    """Close an invitation that nobody accepted. Raises NotAllowed, InvitationUsed or
    InvitationRevoked."""
    _require(actor)
    with transaction.atomic():
        changed = Invitation.objects.filter(
            pk=invitation.pk, accepted_at=None, revoked_at=None
        ).update(revoked_at=now)
        if not changed:
            raise _why_closed(invitation, now)
        log(invitation, "users.revoke", user=actor)


def send_letter(invitation: Invitation) -> None:
    """Mail the link, in the language of whoever is invited. Raises OSError when it cannot leave."""
    with translation.override(invitation.language):
        path = reverse("invitation", args=[token_of(invitation)])
        context = {
            "invitation": invitation,
            "inviter": invitation.invited_by,
            "days": settings.INVITATION_DAYS,
            "link": f"{settings.SITE_BASE_URL}{path}",
        }
        subject = render_to_string("users/email/invitation_subject.txt", context).strip()
        body = render_to_string("users/email/invitation_message.txt", context).strip()
        mail = EmailMultiAlternatives(subject, body, to=[invitation.email])
        mail.attach_alternative(
            html_twin(subject=subject, body=body, language=invitation.language), "text/html"
        )
    mail.send()


def open_invitation(*, token: str, now: dt.datetime) -> Invitation:
    """The invitation behind a link.

    Raises InvitationInvalid, InvitationExpired, InvitationRevoked or InvitationUsed.
    """
    try:
        code = SIGNER.unsign(token)
    except BadSignature as error:
        raise InvitationInvalid(
            _("This link is not complete. Open it from the letter once more.")
        ) from error
    invitation = Invitation.objects.select_related("invited_by").filter(code=code).first()
    if invitation is None:
        raise InvitationInvalid(_("This link is no longer good. Look for a newer letter from us."))
    if not invitation.is_open(now):
        raise _why_closed(invitation, now)
    return invitation


def has_account(invitation: Invitation) -> bool:
    """Whether the invited address belongs to a customer, who must log in to accept."""
    return User.objects.filter(email=invitation.email).exists()


def accept_as_new_person(
    *, invitation: Invitation, name: str, password: str, now: dt.datetime
) -> User:
    """Make the staff account. Two clicks make one: the second raises InvitationUsed.

    Raises AccountExists when the address has an account, InvitationExpired or InvitationRevoked.
    """
    account_exists = AccountExists(_("You have an account with this address. Log in to accept."))
    try:
        with transaction.atomic():
            _take(invitation, now)
            if has_account(invitation):
                raise account_exists
            user = User.objects.create_user(
                invitation.email, password, name=name.strip(), language=invitation.language
            )
            _make_staff(invitation, user)
    except IntegrityError as error:
        # Somebody signed up with the same address in this very moment.
        raise account_exists from error
    return user


def accept_with_account(*, invitation: Invitation, user: User, now: dt.datetime) -> None:
    """Make the customer who is logged in, with the invited address, a member of staff.

    Raises WrongAccount for any other person, InvitationUsed, InvitationExpired or
    InvitationRevoked.
    """
    if (user.email or "").lower() != invitation.email.lower():
        raise WrongAccount(_("This invitation is for another e-mail address. Log out first."))
    with transaction.atomic():
        _take(invitation, now)
        _make_staff(invitation, user)


def _require(actor: User | None) -> None:
    """Nobody is logged in where commands run: whoever holds the server may invite."""
    if actor is not None and not actor.has_perm(ADD):
        raise NotAllowed(_("Only people who may invite staff can do this."))


def _only_roles(groups: Iterable[Group]) -> list[Group]:
    """An invitation gives roles of the table and nothing else, whatever was posted."""
    return [group for group in groups if group.name in ROLES]


def _take(invitation: Invitation, now: dt.datetime) -> None:
    """Mark it accepted, if nobody did: the condition stops two clicks from making two accounts."""
    changed = Invitation.objects.filter(
        pk=invitation.pk,
        code=invitation.code,
        accepted_at=None,
        revoked_at=None,
        expires_at__gt=now,
    ).update(accepted_at=now)
    if not changed:
        raise _why_closed(invitation, now)


def _why_closed(
    invitation: Invitation, now: dt.datetime
) -> InvitationUsed | InvitationRevoked | InvitationExpired | InvitationInvalid:
    current = Invitation.objects.get(pk=invitation.pk)
    if current.accepted_at is not None:
        return InvitationUsed(USED)
    if current.revoked_at is not None:
        return InvitationRevoked(REVOKED)
    if current.expires_at <= now:
        return InvitationExpired(EXPIRED)
    return InvitationInvalid(_("This link is no longer good. Look for a newer letter from us."))


def _make_staff(invitation: Invitation, user: User) -> None:
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    user.groups.add(*invitation.roles.all())
    # The letter reached this address, so it is confirmed; other addresses that somebody once
    # added to a customer's account must not be able to reset a staff password.
    confirm_email_of(user)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    log(invitation, "users.accept", user=user)
