"""Plain helpers: people of every kind, for tests here and above."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from site_core.users.models import User

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
PASSWORD = "isombe-na-ubugali-7"


def make_customer(
    email: str | None = "uwase@example.rw",
    *,
    phone: str | None = None,
    phone_proved: bool = True,
    name: str = "Claudine Uwase",
    **fields: object,
) -> User:
    proved_at = NOW if phone and phone_proved else None
    user = User.objects.create_user(
        email, PASSWORD, phone=phone, name=name, phone_verified_at=proved_at, **fields
    )
    if email:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_staff(role: str, email: str | None = None) -> User:
    user = make_customer(email or f"{role}@example.rw", name=role.title(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def make_admin(email: str = "admin@example.rw") -> User:
    return make_customer(email, name="Admin", is_staff=True, is_superuser=True)
