"""Staff made from the command line: what is given, what is never taken, and what stays secret."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client

from site_core.users.models import Invitation, User
from site_core.users.tests.people import make_customer

pytestmark = pytest.mark.django_db
ERIC = ("--email", "Eric@Example.rw", "--name", "Eric Mugisha")


def create(*arguments: str) -> str:
    out = StringIO()
    call_command("create_staff", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def as_json(*arguments: str) -> dict[str, Any]:
    return json.loads(create("--json", *arguments))


def test_an_account_with_its_role_and_no_password_until_its_owner_chooses_one(
    client: Client, mailoutbox: list[Any]
) -> None:
    said = create(*ERIC, "--role", "kitchen")

    person = User.objects.get()
    assert (person.email, person.is_staff, person.is_superuser) == ("eric@example.rw", True, False)
    assert [group.name for group in person.groups.all()] == ["kitchen"]
    assert not person.has_usable_password()
    assert EmailAddress.objects.get().verified
    assert "They choose a password by a letter" in said
    assert "No second step is asked" in said
    client.post("/accounts/password/reset/", {"email": "eric@example.rw"})
    assert "/accounts/password/reset/key/" in mailoutbox[0].body


def test_a_repeat_adds_roles_and_takes_nothing_away() -> None:
    create(*ERIC, "--role", "kitchen", "--print-password")
    before = User.objects.get().password

    again = as_json(*ERIC, "--role", "kitchen", "--role", "ops", "--print-password")

    assert (again["made"], again["roles"]) == (False, ["ops"])
    assert "password" not in again
    assert User.objects.get().password == before
    assert as_json(*ERIC, "--role", "ops")["roles"] == []
    assert User.objects.get().groups.count() == 2


def test_a_password_is_printed_only_when_asked_and_only_once() -> None:
    made = as_json(*ERIC, "--superuser", "--print-password")

    person = User.objects.get()
    assert person.check_password(made["password"])
    assert person.is_superuser
    assert "password" not in as_json(*ERIC, "--superuser", "--print-password")


def test_a_customer_is_never_made_staff_behind_their_back() -> None:
    customer = make_customer("eric@example.rw")

    with pytest.raises(CommandError, match="Invite them"):
        create(*ERIC, "--role", "kitchen")

    customer.refresh_from_db()
    assert not customer.is_staff


def test_a_closed_account_stays_closed() -> None:
    create(*ERIC, "--role", "kitchen")
    User.objects.update(is_active=False)

    with pytest.raises(CommandError, match="was closed"):
        create(*ERIC, "--role", "manager")

    assert [group.name for group in User.objects.get().groups.all()] == ["kitchen"]


def test_an_invitation_is_sent_and_sent_anew_with_another_link(
    mailoutbox: list[Any], settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    said = create(*ERIC, "--role", "kitchen", "--invite", "--language", "fr")
    first = Invitation.objects.get().code
    create(*ERIC, "--role", "kitchen", "--invite")

    assert Invitation.objects.get().code != first
    assert [letter.to for letter in mailoutbox] == [["eric@example.rw"]] * 2
    assert "set up a second step" in said
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((*ERIC,), "Say what they do"),
        (("--email", "eric", "--name", "E", "--role", "ops"), "is no e-mail address"),
        ((*ERIC, "--role", "ops", "--invite", "--print-password"), "chooses a password"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        create(*arguments)
    assert not User.objects.exists()
