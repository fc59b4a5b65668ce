"""Staff for tests: real accounts with real roles, logged in through the front door."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from site_core.users.models import User

PASSWORD = "umuneke-2026"
WITH_ADMIN = ("marketing", "menu_manager", "support", "manager", "ops")
WITHOUT_ADMIN = ("kitchen", "delivery")


def make_staff(role: str) -> User:
    """A member of staff with one role, or the superuser."""
    user = User.objects.create_user(
        email=f"{role}@example.org", password=PASSWORD, name=role.capitalize()
    )
    user.is_staff = True
    user.is_superuser = role == "superuser"
    user.save()
    if not user.is_superuser:
        user.groups.add(Group.objects.get(name=role))
    return user


def log_in(role: str) -> Client:
    """A browser in which somebody with this role has logged in."""
    user = make_staff(role)
    client = Client()
    response = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert response.status_code == 302, response.content[:500]
    return client


def count_queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
