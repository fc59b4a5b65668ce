"""Sign-up, log-in and passwords through the pages that people use."""

from __future__ import annotations

import json
import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as django_settings
from django.core.cache import cache

from site_core.users.models import User

from .people import PASSWORD, make_customer, make_staff

pytestmark = pytest.mark.django_db

LIMITS = {"login_failed": "60/m/ip,5/5m/key", "signup": "3/m/ip"}


@pytest.fixture(autouse=True)
def outbox_of_texts(settings, tmp_path):
    settings.SMS_FILE = tmp_path / "sms.log"
    cache.clear()
    return settings.SMS_FILE


def texts():
    path = django_settings.SMS_FILE
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def last_code():
    return re.match(r"\d{6}", texts()[-1]["text"]).group()


def sign_up(client, **data):
    return client.post(
        "/accounts/signup/", {"name": "Claudine Uwase", "password1": PASSWORD, **data}
    )


def log_in(client, login, password=PASSWORD, query=""):
    return client.post(f"/accounts/login/{query}", {"login": login, "password": password})


def show_that_it_is_you(client):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def is_logged_in(client):
    return "_auth_user_id" in client.session


# --- Sign-up -------------------------------------------------------------------------------------
def test_sign_up_by_email_lets_in_at_once_and_sends_a_letter(client, mailoutbox):
    response = sign_up(client, email="Uwase@Example.rw")

    assert (response.status_code, response["Location"]) == (302, "/account/")
    user = User.objects.get()
    assert (user.email, user.phone, user.name) == ("uwase@example.rw", None, "Claudine Uwase")
    assert not user.is_staff
    assert [mail.to for mail in mailoutbox] == [["uwase@example.rw"]]
    link = re.search(r"http\S+", mailoutbox[0].body).group()
    assert not EmailAddress.objects.get().verified
    client.post(link)
    assert EmailAddress.objects.get().verified


def test_sign_up_by_phone_asks_for_the_code_first(client):
    response = sign_up(client, phone="0788 123 456")

    assert response["Location"] == "/accounts/phone/verify/"
    assert not is_logged_in(client)
    assert texts()[0]["to"] == "+250788123456"
    response = client.post("/accounts/phone/verify/", {"code": last_code()})
    assert response["Location"] == "/account/"
    user = User.objects.get()
    assert (user.email, user.phone) == (None, "+250788123456")
    assert user.phone_verified_at is not None


def test_a_wrong_code_does_not_open_the_account(client):
    sign_up(client, phone="0788123456")
    wrong = "000000" if last_code() != "000000" else "111111"

    for _ in range(3):
        client.post("/accounts/phone/verify/", {"code": wrong})
    client.post("/accounts/phone/verify/", {"code": last_code()})

    assert not is_logged_in(client)
    assert User.objects.get().phone_verified_at is None


def test_sign_up_needs_an_email_or_a_phone(client):
    response = sign_up(client)

    assert response.status_code == 200
    assert "Give us a phone number or an e-mail address." in response.content.decode()
    assert not User.objects.exists()


def test_a_sign_up_left_at_the_code_can_be_begun_again(client):
    sign_up(client, phone="0788123456")
    client.logout()

    sign_up(client, phone="+250788123456")
    client.post("/accounts/phone/verify/", {"code": last_code()})

    assert is_logged_in(client)
    assert User.objects.filter(phone_verified_at__isnull=False).count() == 1


def test_a_sign_up_left_at_the_code_goes_on_at_log_in(client):
    sign_up(client, phone="0788123456")
    client.logout()

    response = log_in(client, "0788123456")

    assert response["Location"] == "/accounts/phone/verify/"
    client.post("/accounts/phone/verify/", {"code": last_code()})
    assert is_logged_in(client)


def test_a_number_with_an_account_is_told_by_text_and_not_on_the_screen(client):
    make_customer(None, phone="0788123456")

    response = sign_up(client, phone="0788123456")

    assert response["Location"] == "/accounts/phone/verify/"
    assert User.objects.count() == 1
    assert "already" in texts()[-1]["text"]


def test_an_unproved_number_does_not_hold_up_somebody_who_logs_in_by_email(client):
    sign_up(client, email="uwase@example.rw", phone="0788123456")
    assert not is_logged_in(client)
    client.post("/accounts/logout/")

    response = log_in(client, "uwase@example.rw")

    assert response["Location"] == "/account/"


def test_posted_staff_flags_are_ignored(client):
    sign_up(client, email="uwase@example.rw", is_staff="1", is_superuser="1", groups="1")

    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)


@pytest.mark.parametrize("password", ["short", "password123", "claudineuwase"])
def test_weak_passwords_are_refused(client, password):
    response = client.post(
        "/accounts/signup/",
        {"name": "C", "email": "claudineuwase@example.rw", "password1": password},
    )

    assert response.status_code == 200
    assert not User.objects.exists()


def test_codes_and_numbers_stay_out_of_the_log(client, caplog, settings):
    settings.SMS_FILE = settings.SMS_FILE / "cannot" / "be"
    settings.SMS_FILE.parent.parent.write_text("a file where a folder should be")

    response = sign_up(client, phone="0788123456")

    assert response.status_code == 302
    assert "was not taken" in caplog.text
    assert "788123456" not in caplog.text


# --- Log-in --------------------------------------------------------------------------------------
@pytest.mark.parametrize("login", ["uwase@example.rw", "UWASE@example.rw", " uwase@example.rw "])
def test_log_in_by_email(client, login):
    make_customer()
    assert log_in(client, login)["Location"] == "/account/"


@pytest.mark.parametrize("login", ["0788123456", "+250 788 123 456", "250788123456"])
def test_log_in_by_phone(client, login):
    make_customer(None, phone="0788123456")
    assert log_in(client, login)["Location"] == "/account/"


@pytest.mark.parametrize("login", ["uwase@example.rw", "0788123456"])
def test_a_wrong_password_answers_the_same_for_known_and_unknown(client, login):
    def answer():
        page = log_in(client, login, "not-the-password").content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    unknown = answer()
    make_customer("uwase@example.rw", phone="0788123456")
    assert answer() == unknown
    assert "This does not match any account." in unknown


def test_a_closed_account_stays_closed(client):
    make_customer(is_active=False)
    log_in(client, "uwase@example.rw")
    assert not is_logged_in(client)


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "https:evil.example", "javascript:alert(1)"],
)
def test_log_in_never_leads_to_another_site(client, target):
    make_customer()
    response = log_in(client, "uwase@example.rw", query=f"?next={target}")
    assert response["Location"] == "/account/"


def test_log_in_leads_where_one_wanted_to_go(client):
    make_customer()
    response = log_in(client, "uwase@example.rw", query="?next=/checkout/")
    assert response["Location"] == "/checkout/"


def test_the_way_after_log_in_keeps_the_language(client):
    make_customer()
    response = client.post(
        "/fr/accounts/login/", {"login": "uwase@example.rw", "password": PASSWORD}
    )
    assert response["Location"] == "/fr/account/"


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("kitchen", "/staff/kitchen/"),
        ("delivery", "/staff/deliveries/"),
        ("support", "/cms/"),
        ("marketing", "/cms/"),
        ("menu_manager", "/cms/"),
        ("manager", "/cms/"),
        ("ops", "/cms/"),
    ],
)
def test_staff_land_at_their_place(client, role, place):
    make_staff(role)
    assert log_in(client, f"{role}@example.rw")["Location"] == place


# --- Limits --------------------------------------------------------------------------------------
def test_guessing_is_stopped_and_the_right_password_waits_too(client, settings):
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    make_customer()
    for _ in range(5):
        log_in(client, "uwase@example.rw", "wrong-password")

    page = log_in(client, "uwase@example.rw").content.decode()

    assert "Please wait five minutes." in page
    assert not is_logged_in(client)


def test_failures_with_one_number_do_not_shut_out_another(client, settings):
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    make_customer(None, phone="0788123456")
    for _ in range(6):
        log_in(client, "0788999999", "wrong-password")

    assert log_in(client, "0788123456")["Location"] == "/account/"


def test_one_number_written_in_many_ways_is_one_count(client, settings):
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    make_customer(None, phone="0788123456")
    for login in ("0788123456", "0788 123 456", "250788123456", "+250788123456", "788123456"):
        log_in(client, login, "wrong-password")

    log_in(client, "0788123456")

    assert not is_logged_in(client)


def test_limits_count_the_visitor_behind_the_proxy_and_believe_only_our_own(client, settings):
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def attempt(forwarded):
        return client.post("/accounts/signup/", {}, headers={"x-forwarded-for": forwarded})

    # The left part is what a visitor may have written; the last is what our proxy saw.
    answers = [attempt(f"10.0.0.{number}, 41.186.1.1").status_code for number in range(4)]
    assert answers == [200, 200, 200, 429]
    assert attempt("41.186.2.2").status_code == 200


# --- Forgotten passwords -------------------------------------------------------------------------
def new_password_by(client, link, password="igitoki-na-ibihaza-3"):
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})


def test_a_new_password_by_email(client, mailoutbox):
    make_customer()
    response = client.post("/accounts/password/reset/", {"email": "uwase@example.rw"})
    assert response["Location"] == "/accounts/password/reset/done/"

    new_password_by(client, re.search(r"http\S+", mailoutbox[0].body).group())

    assert log_in(client, "uwase@example.rw", "igitoki-na-ibihaza-3")["Location"] == "/account/"


def test_a_new_password_by_text_message(client):
    make_customer(None, phone="0788123456")
    client.post("/accounts/password/reset/", {"email": "0788 123 456"})

    new_password_by(client, re.search(r"http\S+", texts()[-1]["text"]).group())

    assert log_in(client, "0788123456", "igitoki-na-ibihaza-3")["Location"] == "/account/"


def test_a_reset_link_works_once(client, mailoutbox):
    make_customer()
    client.post("/accounts/password/reset/", {"email": "uwase@example.rw"})
    link = re.search(r"http\S+", mailoutbox[0].body).group()
    new_password_by(client, link)

    page = client.get(link, follow=True).content.decode()

    assert "This link is no longer good" in page


def test_staff_never_get_a_password_by_text_message(client):
    user = make_staff("kitchen")
    user.phone = "+250788123456"
    user.phone_verified_at = user.date_joined
    user.save()

    response = client.post("/accounts/password/reset/", {"email": "0788123456"})

    assert response["Location"] == "/accounts/password/reset/done/"
    assert texts() == []


@pytest.mark.parametrize("address", ["nobody@example.rw", "0788999999"])
def test_a_reset_answers_the_same_for_unknown_addresses(client, address):
    response = client.post("/accounts/password/reset/", {"email": address})
    assert response["Location"] == "/accounts/password/reset/done/"
    assert texts() == []


def test_letters_have_a_plain_and_a_styled_part(client, mailoutbox):
    make_customer()
    client.post("/accounts/password/reset/", {"email": "uwase@example.rw"})

    mail = mailoutbox[0]
    link = re.search(r"http\S+", mail.body).group()
    assert mail.subject == "Choose a new password"
    assert f'href="{link}"' in mail.alternatives[0].content


# --- Changing one's own details ------------------------------------------------------------------
def test_a_new_number_counts_once_its_code_is_typed(client):
    user = make_customer()
    log_in(client, "uwase@example.rw")
    show_that_it_is_you(client)

    client.post("/accounts/phone/change/", {"phone": "0788123456"})
    user.refresh_from_db()
    assert user.phone is None
    client.post("/accounts/phone/verify/", {"code": last_code()})

    user.refresh_from_db()
    assert user.phone == "+250788123456"


def test_a_new_email_counts_once_it_is_confirmed(client, mailoutbox):
    user = make_customer()
    log_in(client, "uwase@example.rw")
    show_that_it_is_you(client)

    client.post("/accounts/email/", {"email": "new@example.rw", "action_add": "1"})
    user.refresh_from_db()
    assert user.email == "uwase@example.rw"
    link = next(
        re.search(r"http\S+", mail.body).group()
        for mail in mailoutbox
        if mail.to == ["new@example.rw"]
    )
    client.post(link)

    user.refresh_from_db()
    assert user.email == "new@example.rw"


def test_phone_and_email_change_only_after_the_password(client):
    make_customer()
    log_in(client, "uwase@example.rw")

    for path, data in (
        ("/accounts/phone/change/", {"phone": "0788123456"}),
        ("/accounts/email/", {"email": "new@example.rw", "action_add": "1"}),
    ):
        response = client.post(path, data)
        assert response["Location"].startswith("/accounts/reauthenticate/")
    assert texts() == []


def test_the_only_email_cannot_be_taken_away(client):
    user = make_customer()
    log_in(client, "uwase@example.rw")

    client.post("/accounts/email/", {"email": "uwase@example.rw", "action_remove": "1"})

    user.refresh_from_db()
    assert user.email == "uwase@example.rw"


def test_name_and_language_can_change(client):
    user = make_customer()
    client.force_login(user)

    client.post("/accounts/profile/", {"name": "Claudine U.", "language": "rw", "is_staff": "1"})

    user.refresh_from_db()
    assert (user.name, user.language, user.is_staff) == ("Claudine U.", "rw", False)
