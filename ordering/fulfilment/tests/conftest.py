"""Staff at their boards, and the clock that they see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone, translation

from ordering.testing import NOON, make_user
from site_core.users.models import User


def make_staff(role: str, name: str = "Jean-Bosco Habimana") -> User:
    user = make_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A request in another language leaves it behind for the next test."""
    with translation.override("en"):
        yield


@pytest.fixture
def cook(db) -> User:
    return make_staff("kitchen")


@pytest.fixture
def courier(db) -> User:
    return make_staff("delivery", "Claudine Ingabire")


@pytest.fixture
def manager(db) -> User:
    return make_staff("manager", "Solange Mukamana")


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class Clock:
    """What time the views think it is."""

    def __init__(self) -> None:
        self.now = NOON

    def pass_minutes(self, minutes: float) -> dt.datetime:
        self.now += dt.timedelta(minutes=minutes)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(timezone, "now", lambda: found.now)
    return found
