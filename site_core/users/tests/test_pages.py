"""Every account page opens, keeps to the strict policy and has one heading."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from .people import PASSWORD, make_customer

pytestmark = pytest.mark.django_db

FOR_ANYBODY = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/zz-zz/",
    "/accounts/password/reset/key/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/nonsense/",
    "/accounts/inactive/",
    "/accounts/invitation/nonsense/",
]
FOR_CUSTOMERS = [
    "/accounts/profile/",
    "/accounts/email/",
    "/accounts/phone/change/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
]
LOOSE = re.compile(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)


def look_at(client, path):
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code in {200, 410}, path
    assert len(re.findall(r"<h1\b", page)) == 1
    main = page[page.index("<main") : page.index("</main>")]
    assert LOOSE.search(main) is None
    for label in re.findall(r"<(?:input|select|textarea)\b[^>]*\bid=\"([^\"]+)\"", main):
        assert f'for="{label}"' in main
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    return page


@pytest.mark.parametrize("path", FOR_ANYBODY)
def test_pages_for_anybody(client, path):
    look_at(client, path)


@pytest.mark.parametrize("path", FOR_CUSTOMERS)
def test_pages_for_customers(client, path):
    make_customer()
    client.post("/accounts/login/", {"login": "uwase@example.rw", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    look_at(client, path)


@pytest.mark.parametrize("path", FOR_CUSTOMERS)
def test_pages_for_customers_send_strangers_to_log_in(client, path):
    response = client.get(path)
    assert response.status_code == 302
    # Logging out leads home; all others ask who it is and lead back.
    expected = "/" if "logout" in path else f"/accounts/login/?next={path}"
    assert unquote(response["Location"]) == expected


def test_pages_of_one_person_are_not_kept_by_anybody(client):
    client.force_login(make_customer())
    assert "no-store" in client.get("/accounts/login/")["Cache-Control"]


def test_what_is_wrong_stands_beside_its_field(client):
    page = client.post("/accounts/signup/", {"name": "", "password1": PASSWORD}).content.decode()
    assert 'aria-invalid="true"' in page
    assert 'id="id_name_error" role="alert"' in page
    assert "Please fill this in." in page


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
)
def test_rubbish_gets_an_answer(client, path):
    rubbish = dict.fromkeys(
        ("login", "password", "email", "phone", "name", "password1"), "\x00<script>" * 200
    )
    assert client.post(path, rubbish).status_code == 200


def test_a_password_must_not_come_by_get(client):
    make_customer()
    client.get(f"/accounts/login/?login=uwase@example.rw&password={PASSWORD}")
    assert "_auth_user_id" not in client.session
