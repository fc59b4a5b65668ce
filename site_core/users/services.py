"""Writes about people that touch more than one row: proving a phone number, demo accounts."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from .errors import DemoRefused, PhoneTaken
from .models import User
from .roles import ROLES

DEMO_DOMAIN = "demo.dusangire.rw"
# The word before the @, the name, the role; None makes a customer.
DEMO_PEOPLE: tuple[tuple[str, str, str | None], ...] = (
    ("customer", "Claudine Uwase", None),
    ("marketing", "Eric Mugisha", "marketing"),
    ("menu", "Diane Mukamana", "menu_manager"),
    ("kitchen", "Jean Habimana", "kitchen"),
    ("delivery", "Patrick Nshimiyimana", "delivery"),
    ("support", "Alice Ingabire", "support"),
    ("manager", "Beatrice Umutoni", "manager"),
)


def prove_phone(*, user: User, phone: str, now: dt.datetime) -> None:
    """The code sent to `phone` was typed: the number is this account's and nobody else's.

    Accounts that only claimed it, and can be reached by e-mail, lose the claim. Safe to repeat.
    Raises PhoneTaken when another account proved the number first.
    """
    try:
        with transaction.atomic():
            claims = User.objects.filter(
                phone=phone, phone_verified_at__isnull=True, email__isnull=False
            )
            claims.exclude(pk=user.pk).update(phone=None)
            user.phone, user.phone_verified_at = phone, now
            user.save(update_fields=["phone", "phone_verified_at"])
    except IntegrityError as error:
        raise PhoneTaken(_("This phone number belongs to another account.")) from error


def confirm_email_of(user: User) -> None:
    """Make the account's e-mail address its only and confirmed one. Safe to repeat."""
    assert user.email is not None
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def ensure_demo_accounts(*, password: str) -> list[User]:
    """One account per role, a customer and an administrator, all with `password`.

    Safe to repeat: roles and password are set again, nothing else of an existing account changes.
    Raises DemoRefused unless settings.DEMO_ALLOWED.
    """
    if not settings.DEMO_ALLOWED:
        raise DemoRefused(_("Demo accounts are refused on a production site."))
    people = [
        _ensure_demo_account(word, name, password, role=role) for word, name, role in DEMO_PEOPLE
    ]
    admin = _ensure_demo_account("admin", "Josiane Admin", password, superuser=True)
    return [*people, admin]


def _ensure_demo_account(
    word: str, name: str, password: str, *, role: str | None = None, superuser: bool = False
) -> User:
    email = f"{word}@{DEMO_DOMAIN}"
    user = User.objects.filter(email=email).first() or User(email=email, name=name)
    user.is_staff = superuser or role is not None
    user.is_superuser = superuser
    user.is_active = True
    if not user.check_password(password):
        user.set_password(password)
    user.save()
    user.groups.set([Group.objects.get(name=ROLES[role].code)] if role else [])
    confirm_email_of(user)
    return user
