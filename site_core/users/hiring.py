"""Staff accounts made on the server, where nobody is logged in: the first ones of a new site.

Whoever may do this holds the server; everybody else invites people in the admin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .errors import AccountClosed, AccountExists, InvalidAddress
from .models import User
from .services import confirm_email_of


@dataclass(frozen=True, slots=True)
class Hired:
    person: User
    is_new: bool
    # What this call gave that was not there before.
    roles: tuple[str, ...]
    became_superuser: bool
    has_new_password: bool


def ensure_staff(
    *,
    email: str,
    name: str,
    roles: Sequence[str],
    is_superuser: bool = False,
    password: str | None = None,
    language: str = "en",
) -> Hired:
    """An account with at least these roles. Safe to repeat: it never takes anything away.

    `roles` are codes of the table. A password that exists stays: `password` is for an account
    without one, and without it the person asks for a letter to choose one. Raises InvalidAddress,
    AccountClosed, or AccountExists for the account of a customer: only its owner makes it one of
    staff, by an invitation, since nobody may have read letters to that address so far.
    """
    address = address_of(email)
    taken = AccountExists(_("A customer has this address. Invite them: they accept logged in."))
    try:
        with transaction.atomic():
            person = User.objects.select_for_update().filter(email=address).first()
            if person is not None and not person.is_staff:
                raise taken
            if person is not None and not person.is_active:
                raise AccountClosed(_("This account was closed. A manager can open it again."))
            is_new = person is None
            if person is None:
                person = User.objects.create_user(
                    address, name=name.strip(), language=language, is_staff=True
                )
                confirm_email_of(person)
            return _give(person, is_new, roles, is_superuser, password)
    except IntegrityError as error:
        # Somebody signed up with the same address in this very moment.
        raise taken from error


def address_of(email: str) -> str:
    """As accounts keep it. Raises InvalidAddress."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise InvalidAddress(_("“%(email)s” is no e-mail address.") % {"email": email}) from error
    return address


def _give(
    person: User, is_new: bool, roles: Sequence[str], is_superuser: bool, password: str | None
) -> Hired:
    held = set(person.groups.values_list("name", flat=True))
    missing = tuple(role for role in dict.fromkeys(roles) if role not in held)
    person.groups.add(*Group.objects.filter(name__in=missing))
    rises = is_superuser and not person.is_superuser
    if rises:
        person.is_superuser = True
    gets_password = password is not None and not person.has_usable_password()
    if gets_password:
        person.set_password(password)
    person.save(update_fields=["is_superuser", "password"])
    if is_new or missing or rises:
        log(person, "users.hire", data={"roles": list(missing), "superuser": rises})
    return Hired(person, is_new, missing, rises, gets_password)
