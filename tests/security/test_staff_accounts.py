"""A manager shuts the door behind somebody who left; the second step guards it where it must."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from wagtail.models import ModelLogEntry

from site_core.users.errors import NotAllowed
from site_core.users.models import User
from site_core.users.staff import close_account, forget_second_step, reopen_account
from site_core.users.tests.people import NOW, PASSWORD, make_admin, make_customer, make_staff

pytestmark = pytest.mark.django_db

DEEDS = (close_account, reopen_account, forget_second_step)


@pytest.fixture
def manager(client: Client) -> User:
    person = make_staff("manager")
    client.force_login(person)
    return person


def test_who_left_is_out_at_once_and_stays_out(client: Client, manager: User) -> None:
    cook = make_staff("kitchen")
    theirs = Client()
    theirs.force_login(cook)
    assert theirs.get("/staff/kitchen/").status_code == 200

    response = client.post(f"/cms/staff-accounts/{cook.pk}/close/")

    assert response["Location"] == f"/cms/staff-accounts/{cook.pk}/"
    assert "/accounts/login/" in theirs.get("/staff/kitchen/")["Location"]
    theirs.post("/accounts/login/", {"login": cook.email, "password": PASSWORD})
    assert "_auth_user_id" not in theirs.session
    client.post(f"/cms/staff-accounts/{cook.pk}/close/")
    trail = ModelLogEntry.objects.filter(action="users.close")
    assert list(trail.values_list("user", flat=True)) == [manager.pk]


def test_an_account_opened_again_opens_no_forgotten_browser(manager: User) -> None:
    cook = make_staff("kitchen")
    forgotten = Client()
    forgotten.force_login(cook)
    close_account(person=cook, actor=manager, now=NOW)
    reopen_account(person=cook, actor=manager, now=NOW)

    assert "/accounts/login/" in forgotten.get("/staff/kitchen/")["Location"]
    forgotten.post("/accounts/login/", {"login": cook.email, "password": PASSWORD})
    assert forgotten.get("/staff/kitchen/").status_code == 200


def test_a_lost_phone_is_forgotten_and_another_one_set_up(
    client: Client, manager: User, settings: pytest.FixtureRequest
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    TOTP.activate(manager, generate_totp_secret())
    cook = make_staff("kitchen")
    TOTP.activate(cook, generate_totp_secret())

    client.post(f"/cms/staff-accounts/{cook.pk}/forget-second-step/")

    assert not Authenticator.objects.filter(user=cook).exists()
    theirs = Client()
    theirs.post("/accounts/login/", {"login": cook.email, "password": PASSWORD})
    assert "/2fa/totp/activate/" in theirs.get("/staff/kitchen/")["Location"]


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_does_it_to_themselves_a_customer_or_an_administrator(
    deed: Callable[..., None], manager: User
) -> None:
    admin, customer = make_admin(), make_customer()
    for person in (manager, customer, admin):
        with pytest.raises(NotAllowed):
            deed(person=person, actor=manager, now=NOW)
        person.refresh_from_db()
        assert person.is_active


@pytest.mark.parametrize("role", ["marketing", "menu_manager", "support", "kitchen", "ops"])
def test_who_is_no_manager_closes_nothing(client: Client, role: str) -> None:
    cook = make_staff("kitchen", "cook@example.rw")
    client.force_login(make_staff(role))

    for path in ("", "close/", "forget-second-step/"):
        assert client.post(f"/cms/staff-accounts/{cook.pk}/{path}").status_code in {302, 403, 405}

    cook.refresh_from_db()
    assert cook.is_active


def test_the_list_tells_who_has_a_second_step_and_names_no_customer(
    client: Client, manager: User, django_assert_max_num_queries: Callable
) -> None:
    make_customer(name="Somebody Else")
    TOTP.activate(make_staff("kitchen"), generate_totp_secret())

    page = client.get("/cms/staff-accounts/").content.decode()

    assert "kitchen@example.rw" in page
    assert "Somebody Else" not in page
    for number in range(5):
        make_staff("delivery", f"courier{number}@example.rw")
    with django_assert_max_num_queries(40):
        client.get("/cms/staff-accounts/")


@pytest.mark.parametrize(("role", "is_led_there"), [("manager", True), ("support", False)])
def test_the_sidebar_leads_managers_to_the_list(
    client: Client, role: str, is_led_there: bool
) -> None:
    client.force_login(make_staff(role))
    assert ("/cms/staff-accounts/" in client.get("/cms/").content.decode()) is is_led_there


def test_a_customers_page_is_not_there(client: Client, manager: User) -> None:
    customer = make_customer()
    assert client.get(f"/cms/staff-accounts/{customer.pk}/").status_code == 404


# --- The second step -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "role", ["marketing", "menu_manager", "kitchen", "delivery", "support", "manager"]
)
def test_where_it_is_required_no_role_works_without_a_second_step(
    client: Client, settings: pytest.FixtureRequest, role: str
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    client.force_login(make_staff(role))
    for path in (
        "/staff/",
        "/staff/kitchen/",
        "/staff/support/",
        "/cms/",
        "/cms/pages/",
        "/rw/staff/",
    ):
        answer = client.get(path)
        if answer.status_code != 403:
            assert "/accounts/2fa/totp/activate/" in answer["Location"], path


def test_a_password_alone_does_not_pass_the_second_step(client: Client) -> None:
    person = make_staff("manager")
    TOTP.activate(person, generate_totp_secret())
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})

    assert "_auth_user_id" not in client.session
    for code in ("000000", "", "abcdef"):
        client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/cms/").status_code == 302
