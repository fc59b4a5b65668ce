"""Who is who: sessions, guesses at passwords, and what a stranger can learn about accounts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from site_core.settings import base
from site_core.users.models import User
from site_core.users.tests.people import PASSWORD, make_customer

pytestmark = pytest.mark.django_db

UNKNOWN = "nobody@example.rw"


@pytest.fixture
def limits(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS


def log_in(client: Client, login: str, password: str = PASSWORD) -> Any:
    return client.post("/accounts/login/", {"login": login, "password": password})


# --- Sessions ------------------------------------------------------------------------------------
def test_a_session_that_somebody_planted_is_not_the_one_that_is_logged_in(client: Client) -> None:
    make_customer()
    client.get("/accounts/login/")
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    log_in(client, "uwase@example.rw")

    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert "/accounts/login/" in thief.get("/account/")["Location"]


def test_logging_out_ends_the_session_for_whoever_copied_it(client: Client) -> None:
    make_customer()
    log_in(client, "uwase@example.rw")
    thief = Client()
    thief.cookies["sessionid"] = client.session.session_key
    assert thief.get("/account/").status_code == 200
    client.post("/accounts/logout/")
    assert thief.get("/account/").status_code == 302


def test_a_new_password_logs_out_every_other_browser(client: Client) -> None:
    make_customer()
    other = Client()
    log_in(other, "uwase@example.rw")
    log_in(client, "uwase@example.rw")
    fresh = "another-long-password-9"
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh},
    )
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_cookies_of_a_session_are_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    make_customer()
    log_in(client, "uwase@example.rw")
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


# --- Guesses ------------------------------------------------------------------------------------
def test_the_sixth_guess_is_refused_even_when_it_is_right(client: Client, limits: None) -> None:
    make_customer()
    for number in range(5):
        log_in(client, "uwase@example.rw", f"guess-{number}")
    answer = log_in(Client(), "UWASE@example.rw")
    assert "_auth_user_id" not in client.session
    assert "tried too often" in answer.content.decode()


def test_guessing_at_one_account_shuts_out_nobody_else(client: Client, limits: None) -> None:
    make_customer()
    make_customer("other@example.rw", phone="+250788123456")
    for number in range(6):
        log_in(client, "uwase@example.rw", f"guess-{number}")
    log_in(client, "0788123456")
    assert "_auth_user_id" in client.session


def test_the_code_of_a_phone_cannot_be_tried_through(client: Client, limits: None) -> None:
    client.post("/accounts/signup/", {"name": "A", "phone": "0788123456", "password1": PASSWORD})
    codes = [client.post("/accounts/phone/verify/", {"code": f"{n:06d}"}) for n in range(8)]
    assert not User.objects.filter(phone_verified_at__isnull=False).exists()
    assert codes[-1].status_code in {302, 429}


# --- What a stranger learns ----------------------------------------------------------------------
def words(answer: Any) -> str:
    """The page without what differs from one showing to the next."""
    page = answer.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    page = re.sub(r'nonce="[^"]*"', "", page)
    return page.replace(UNKNOWN, "X").replace("uwase@example.rw", "X")


def test_a_wrong_password_and_an_unknown_address_look_the_same() -> None:
    make_customer()
    known = log_in(Client(), "uwase@example.rw", "wrong-password-1")
    unknown = log_in(Client(), UNKNOWN, "wrong-password-1")
    assert (known.status_code, words(known)) == (unknown.status_code, words(unknown))


def test_a_forgotten_password_tells_nobody_who_has_an_account() -> None:
    make_customer()
    answers = [
        Client().post("/accounts/password/reset/", {"email": address})
        for address in ("uwase@example.rw", UNKNOWN)
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/accounts/password/reset/done/")
    }


def test_signing_up_with_a_taken_number_looks_like_signing_up() -> None:
    make_customer(None, phone="+250788123456")
    answers = [
        Client().post("/accounts/signup/", {"name": "A", "phone": number, "password1": PASSWORD})
        for number in ("0788123456", "0788765432")
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/accounts/phone/verify/")
    }


def test_signing_up_tells_of_taken_e_mail_addresses_only_slowly(
    client: Client, limits: None
) -> None:
    """Accepted in docs/threat-model.md: nobody who is hungry waits for a mail, so the form tells."""
    make_customer()
    form = {"name": "A", "email": "uwase@example.rw", "password1": PASSWORD}
    codes = [client.post("/accounts/signup/", form).status_code for _ in range(31)]
    assert codes == [200] * 30 + [429]
    assert User.objects.count() == 1


def test_an_open_account_is_not_handed_over_by_signing_up_with_its_number() -> None:
    owner = make_customer(None, phone="+250788123456")
    thief = Client()
    thief.post(
        "/accounts/signup/", {"name": "T", "phone": "0788123456", "password1": "thiefs-password-1"}
    )
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)
    assert "_auth_user_id" not in thief.session
