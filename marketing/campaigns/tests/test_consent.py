"""No letter without a yes from the address itself; a no counts at once; nobody can be found out."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from marketing.campaigns import consent, tokens
from marketing.campaigns.cleaning import unconfirmed_subscribers
from marketing.campaigns.models import ConsentEvent, Subscriber
from ordering.testing import NOON, make_user
from site_core.notifications.models import OutboxMessage
from site_core.notifications.services import send_due

from .factories import make_reader

pytestmark = pytest.mark.django_db
State = Subscriber.State


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def kinds() -> list[tuple[str, str]]:
    return list(ConsentEvent.objects.order_by("pk").values_list("kind", "source"))


def test_signing_up_asks_by_mail_and_only_the_yes_there_counts(client: Client):
    answer = client.post("/fr/letters/", {"email": "Ada@Example.org"})
    assert answer.status_code == 302
    reader = Subscriber.objects.get()
    assert (reader.email, reader.state, reader.language) == ("ada@example.org", State.PENDING, "fr")
    message = OutboxMessage.objects.get()
    link = re.search(r"https?://\S+/letters/confirm/\S+", message.body).group()
    assert client.get(path_of(link)).status_code == 200
    reader.refresh_from_db()
    assert reader.state == State.PENDING
    client.post(path_of(link))
    client.post(path_of(link))
    reader.refresh_from_db()
    assert reader.state == State.CONFIRMED
    assert kinds() == [("asked", "page"), ("confirmed", "letter")]
    event = ConsentEvent.objects.order_by("pk").first()
    assert event.language == "fr"
    assert event.wording.startswith("Oui")


def test_the_answer_is_the_same_for_addresses_new_known_and_gone(client: Client):
    make_reader("known@example.org")
    make_reader("gone@example.org", state=State.WITHDRAWN)
    answers = [
        client.post("/letters/", {"email": email})
        for email in ("new@example.org", "known@example.org", "gone@example.org")
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/letters/thanks/")
    }
    assert dict(OutboxMessage.objects.values_list("recipient", "key")) == {
        "new@example.org": "letters_confirm",
        "known@example.org": "letters_already",
        "gone@example.org": "letters_confirm",
    }
    assert set(Subscriber.objects.values_list("email", "state")) == {
        ("new@example.org", State.PENDING),
        ("known@example.org", State.CONFIRMED),
        ("gone@example.org", State.WITHDRAWN),
    }


def test_an_address_is_asked_once_a_day_however_often_somebody_types_it():
    for minute in range(5):
        consent.ask(
            email="ada@example.org",
            language="en",
            source="page",
            now=NOON + dt.timedelta(minutes=minute),
        )
    assert OutboxMessage.objects.count() == 1


def test_a_flood_from_one_address_is_stopped(client: Client, monkeypatch):
    monkeypatch.setattr("marketing.campaigns.views.SIGN_UPS", 2)
    answers = [
        client.post("/letters/", {"email": f"a{number}@example.org"}).status_code
        for number in range(3)
    ]
    assert answers == [302, 302, 429]
    assert Subscriber.objects.count() == 2


def test_a_mistyped_address_is_a_sentence(client: Client):
    answer = client.post("/letters/", {"email": "ada@"})
    assert answer.status_code == 422
    assert Subscriber.objects.count() == 0


def test_the_button_of_the_mail_program_needs_no_cookie_and_no_second_step():
    reader = make_reader()
    strict = Client(enforce_csrf_checks=True)
    url = path_of(tokens.stop_url(reader))
    assert strict.get(url).status_code == 200
    reader.refresh_from_db()
    assert reader.state == State.CONFIRMED
    for _time in range(2):
        answer = strict.post(url, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    reader.refresh_from_db()
    assert reader.state == State.WITHDRAWN
    assert kinds() == [("withdrawn", "one_click")]


def test_a_link_opens_its_own_purpose_only_and_ends_when_it_says(client: Client, monkeypatch):
    reader = make_reader(state=State.PENDING, confirmed_at=None)
    own = tokens.stop_url(reader).rstrip("/").rsplit("/", 1)[1]
    for token in (own, own[:-1] + "x", "nonsense"):
        answer = client.post(reverse("letters_confirm", args=[token]))
        assert answer.status_code == 410
    late = tokens.confirm_url(reader)
    monkeypatch.setattr(tokens, "CONFIRM_WITHIN", dt.timedelta(seconds=-1))
    assert client.post(path_of(late)).status_code == 410
    reader.refresh_from_db()
    assert reader.state == State.PENDING


def test_preferences_change_the_language_stop_and_start_again(client: Client):
    reader = make_reader()
    url = path_of(tokens.preferences_url(reader))
    client.post(url, {"language": "rw"})
    client.post(url, {"language": "xx"})
    reader.refresh_from_db()
    assert (reader.language, reader.state) == ("rw", State.CONFIRMED)
    client.post(url, {"stop": "yes"})
    reader.refresh_from_db()
    assert reader.state == State.WITHDRAWN
    client.post(url, {"start": "yes"})
    reader.refresh_from_db()
    assert reader.state == State.CONFIRMED
    # The link is a key: no other site may hear of it, while our own forms need it.
    assert client.get(url)["Referrer-Policy"] == "same-origin"


def test_a_tick_in_the_account_counts_at_once_for_a_proved_address_only(client: Client):
    user = make_user(email="ada@example.org")
    client.force_login(user)
    client.post("/letters/mine/", {"letters": "yes"})
    assert Subscriber.objects.get().state == State.PENDING
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.post("/letters/mine/", {"letters": "yes"})
    assert Subscriber.objects.get().state == State.CONFIRMED
    client.post("/letters/mine/")
    assert Subscriber.objects.get().state == State.WITHDRAWN


def test_an_account_with_somebody_elses_address_learns_and_stops_nothing(client: Client):
    make_reader("victim@example.org")
    client.force_login(make_user(email="victim@example.org"))
    assert b"checked" not in client.get("/letters/mine/").content
    client.post("/letters/mine/")
    assert Subscriber.objects.get().state == State.CONFIRMED


def test_who_never_said_yes_is_forgotten_after_a_month():
    consent.ask(email="ada@example.org", language="en", source="page", now=NOON)
    make_reader()
    assert sum(unconfirmed_subscribers(NOON + dt.timedelta(days=30)).remove()) == 0
    assert sum(unconfirmed_subscribers(NOON + dt.timedelta(days=31)).remove()) == 1
    assert Subscriber.objects.count() == 1


def test_the_first_letter_says_all_in_the_readers_language():
    consent.ask(email="ada@example.org", language="rw", source="page", now=NOON)
    send_due(NOON)
    [message] = mail.outbox
    assert message.subject == "Tubandikire?"
    assert "/rw/letters/confirm/" in message.body
