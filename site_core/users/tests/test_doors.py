"""The staff's side: who gets in, and the second step."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.apps import apps
from django.contrib.auth.models import Group

from site_core.users.errors import DemoRefused
from site_core.users.models import User
from site_core.users.services import ensure_demo_accounts

from .people import PASSWORD, make_admin, make_customer, make_staff

pytestmark = pytest.mark.django_db


def totp_code(secret):
    return f"{hotp_value(secret, next(yield_hotp_counters_from_time())):06d}"


# --- The admin's door ----------------------------------------------------------------------------
def test_wagtails_own_log_in_leads_to_the_one_log_in(client):
    response = client.get("/cms/login/?next=/cms/pages/")
    assert response["Location"] == "/accounts/login/?next=/cms/pages/"
    response = client.post("/cms/login/?next=https://evil.example/")
    assert response["Location"] == "/accounts/login/?next=/cms/"


def test_a_stranger_at_the_admin_logs_in_first(client):
    assert client.get("/cms/")["Location"] == "/accounts/login/?next=/cms/"


@pytest.mark.parametrize("role", ["kitchen", "delivery", None])
def test_people_without_access_to_the_admin_are_told_so(client, role):
    client.force_login(make_staff(role) if role else make_customer())
    assert client.get("/cms/").status_code == 403


@pytest.mark.parametrize("role", ["marketing", "menu_manager", "support", "manager", "ops"])
def test_roles_with_access_see_the_admin(client, role):
    client.force_login(make_staff(role))
    assert client.get("/cms/").status_code == 200


# --- The second step -----------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/staff/kitchen/", "/fr/staff/kitchen/"])
def test_where_it_is_required_staff_set_it_up_first(client, settings, path):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    client.force_login(make_staff("manager"))

    response = client.get(path)

    prefix = "/fr" if path.startswith("/fr") else ""
    assert response["Location"].startswith(f"{prefix}/accounts/2fa/totp/activate/?next=")


def test_where_it_is_not_required_nothing_is_asked(client):
    client.force_login(make_staff("manager"))
    assert client.get("/cms/").status_code == 200


def test_customers_are_never_asked(client, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    client.force_login(make_customer())
    assert client.get("/accounts/profile/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(client, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    user = make_staff("manager")
    RecoveryCodes.activate(user)
    client.force_login(user)
    assert client.get("/cms/").status_code == 302


def test_setting_it_up_opens_the_door_and_log_in_asks_for_it(client, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    make_staff("manager")
    login = {"login": "manager@example.rw", "password": PASSWORD}
    client.post("/accounts/login/", login)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    response = client.post("/accounts/2fa/totp/activate/", {"code": totp_code(secret)})
    assert response["Location"] == "/accounts/2fa/recovery-codes/"
    assert client.get(response["Location"]).status_code == 200
    assert client.get("/cms/").status_code == 200

    client.post("/accounts/logout/")
    assert client.post("/accounts/login/", login)["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/cms/").status_code == 302


def test_staff_cannot_switch_it_off_where_it_is_required(client, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    user = make_staff("manager")
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    client.post("/accounts/2fa/totp/deactivate/")

    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


# --- Administrators and people -------------------------------------------------------------------
def person_form(user, **changes):
    return {
        "email": user.email or "",
        "name": user.name,
        "phone": user.phone or "",
        "language": user.language,
        "is_active": "on",
        "password1": "",
        "password2": "",
        **changes,
    }


def test_an_administrator_edits_a_person_and_gives_a_role(client):
    client.force_login(make_admin())
    user = make_customer()
    url = f"/cms/users/edit/{user.pk}/"
    page = client.get(url).content.decode()
    assert 'name="name"' in page
    assert 'name="first_name"' not in page

    kitchen = Group.objects.get(name="kitchen")
    response = client.post(url, person_form(user, name="Claudine U.", groups=[kitchen.pk]))

    assert response.status_code == 302
    user.refresh_from_db()
    assert (user.name, user.is_staff) == ("Claudine U.", True)
    client.post(url, person_form(user))
    user.refresh_from_db()
    assert not user.is_staff


def test_a_new_address_given_by_an_administrator_shuts_out_the_old_one(client):
    user = make_customer()
    client.force_login(make_admin())
    client.post(f"/cms/users/edit/{user.pk}/", person_form(user, email="new@example.rw"))
    client.logout()

    client.post("/accounts/login/", {"login": "uwase@example.rw", "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_the_list_of_people_opens(client):
    client.force_login(make_admin())
    make_customer(None, phone="0788123456")
    assert client.get("/cms/users/").status_code == 200
    assert client.get("/cms/users/new/").status_code == 200


@pytest.mark.parametrize("path", ["/cms/users/new/", "/cms/groups/new/"])
def test_a_manager_makes_no_users_and_edits_no_groups(client, path):
    client.force_login(make_staff("manager"))
    response = client.get(path)
    assert (response.status_code, response.get("Location")) == (302, "/cms/")


def test_a_manager_changes_no_person(client):
    user = make_customer()
    client.force_login(make_staff("manager"))
    client.post(f"/cms/users/edit/{user.pk}/", person_form(user, name="Somebody"))
    user.refresh_from_db()
    assert user.name == "Claudine Uwase"


# --- Demo accounts -------------------------------------------------------------------------------
def test_demo_accounts_are_one_per_role_and_twice_is_the_same(settings):
    settings.DEMO_ALLOWED = True
    first = ensure_demo_accounts(password=PASSWORD)
    again = ensure_demo_accounts(password=PASSWORD)

    assert [user.pk for user in first] == [user.pk for user in again]
    assert User.objects.count() == 8
    roles = {
        user.email.split("@")[0]: [group.name for group in user.groups.all()] for user in again
    }
    assert roles == {
        "customer": [],
        "marketing": ["marketing"],
        "menu": ["menu_manager"],
        "kitchen": ["kitchen"],
        "delivery": ["delivery"],
        "support": ["support"],
        "manager": ["manager"],
        "admin": [],
    }
    assert all(user.check_password(PASSWORD) for user in again)
    assert [user.email for user in again if user.is_superuser] == ["admin@demo.dusangire.rw"]


def test_demo_accounts_are_refused_in_production(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(DemoRefused):
        ensure_demo_accounts(password=PASSWORD)
    assert not User.objects.exists()


def test_account_pages_need_no_app_of_another_site():
    assert not apps.is_installed("allauth.socialaccount")
