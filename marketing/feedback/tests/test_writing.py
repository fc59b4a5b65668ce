"""People write to us: once, as people, and what they write begins a ticket."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from marketing.feedback.models import Priority, Source, Status, Ticket, TicketEntry
from marketing.feedback.services import add_note, answer
from marketing.feedback.writing import MESSAGES_AN_HOUR
from ordering.testing import NOON, make_order, make_user
from site_core.base.human import HumanForm
from site_core.notifications.models import OutboxMessage

from .matters import human, make_ticket, photo_file, ticket_of

pytestmark = pytest.mark.django_db

WORDS = {"category": "complaint", "text": "The rice was cold.", "email": "aline@example.org"}


def sent(key: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(key=key).order_by("pk"))


def test_contact_form_opens_one_ticket_and_says_so_once(client: Client) -> None:
    data = human(**WORDS, name="Aline Uwase")
    first = client.post("/fr/support/", data)
    again = client.post("/fr/support/", data)
    ticket = Ticket.objects.get()
    assert first["Location"] == again["Location"] == f"/fr/support/{ticket.code}/"
    assert (ticket.category, ticket.source, ticket.status) == ("complaint", "contact", "new")
    assert (ticket.language, ticket.priority) == ("fr", Priority.NORMAL)
    assert [entry.text for entry in ticket.entries.all()] == ["The rice was cold."]
    (message,) = sent("ticket_received")
    assert (message.recipient, message.channel, message.language) == (
        "aline@example.org", "email", "fr",
    )  # fmt: skip
    assert f"/fr/support/{ticket.code}/" in message.body
    assert f"#{ticket.pk}" in message.subject


def test_who_leaves_only_a_phone_is_told_by_text_message(client: Client) -> None:
    client.post(
        "/support/", human(category="question", text="Open on Sunday?", phone="0788 123 456")
    )
    (message,) = sent("ticket_received")
    assert (message.channel, message.recipient) == ("sms", "+250788123456")


def test_without_an_address_the_contact_form_asks_for_one(client: Client) -> None:
    response = client.post("/support/", human(category="question", text="Open on Sunday?"))
    assert response.status_code == 422
    assert "so that we can answer" in response.content.decode()
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"human_website": "https://buy.example"}, "leave the empty field empty"),
        ({"human_stamp": ""}, "did not come through whole"),
        ({"human_stamp": "made:up:stamp"}, "did not come through whole"),
    ],
)
def test_machine_is_stopped_with_a_sentence(
    client: Client, change: dict[str, str], sentence: str
) -> None:
    response = client.post("/support/", {**human(**WORDS), **change})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Ticket.objects.exists()


def test_form_sent_in_the_same_breath_is_asked_for_again(client: Client) -> None:
    response = client.post("/support/", {**WORDS, "human_stamp": HumanForm().fresh_stamp})
    assert "very quick" in response.content.decode()
    assert not Ticket.objects.exists()


def test_more_messages_than_a_hospital_writes_are_refused(client: Client) -> None:
    for _number in range(MESSAGES_AN_HOUR):
        client.post("/support/", human(**WORDS))
    response = client.post("/support/", human(**WORDS))
    assert "Very many messages" in response.content.decode()
    assert Ticket.objects.count() == MESSAGES_AN_HOUR


def test_help_with_an_order_carries_the_order_and_comes_first_while_it_is_open(
    client: Client,
) -> None:
    order = make_order(user=make_user())
    assert f"/orders/{order.code}/help/" in client.get(f"/orders/{order.code}/").content.decode()
    client.post(f"/orders/{order.code}/help/", human(category="complaint", text="Where is it?"))
    ticket = Ticket.objects.get()
    assert (ticket.order, ticket.source, ticket.priority) == (order, Source.ORDER, Priority.HIGH)
    assert (ticket.name, ticket.phone, ticket.user) == (
        order.customer_name,
        order.phone,
        order.user,
    )


def test_photo_is_made_anew_and_only_its_link_opens_it(client: Client) -> None:
    client.post("/support/", human(**WORDS, photo=photo_file((2400, 1200))))
    entry = TicketEntry.objects.get()
    with Image.open(entry.photo.open()) as picture:
        assert (picture.format, picture.size, picture.getexif()) == ("JPEG", (1600, 800), {})
    url = f"/support/{entry.ticket.code}/photos/{entry.pk}/"
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Cache-Control"] == "private, no-store"
    other = ticket_of(make_ticket())
    assert client.get(f"/support/{other.code}/photos/{entry.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["page.svg", "photo.jpg"])
def test_file_that_is_no_photo_is_refused(client: Client, name: str) -> None:
    bad = SimpleUploadedFile(name, b"<svg onload='alert(1)'/>", "image/jpeg")
    response = client.post("/support/", human(**WORDS, photo=bad))
    assert "not a photo that we can open" in response.content.decode()
    assert not Ticket.objects.exists()


def test_customer_reads_answers_and_never_a_note(client: Client) -> None:
    ticket = ticket_of(make_ticket())
    actor = make_user("Solange")
    answer(ticket=ticket, text="We are sorry.", actor=actor, now=NOON)
    add_note(ticket=ticket, text="Third time this week.", actor=actor, now=NOON)
    Ticket.objects.update(link_ends_at=timezone.now() + dt.timedelta(days=1))
    page = client.get(f"/support/{ticket.code}/").content.decode()
    assert "We are sorry." in page
    assert "Third time" not in page
    assert not [m for m in OutboxMessage.objects.all() if "Third time" in m.body]


def test_link_ends_with_a_kind_word_and_takes_no_more_words(client: Client) -> None:
    ticket = ticket_of(make_ticket())
    Ticket.objects.update(link_ends_at=timezone.now() - dt.timedelta(seconds=1))
    for response in (
        client.get(f"/support/{ticket.code}/"),
        client.post(f"/support/{ticket.code}/", human(text="Hello?")),
    ):
        assert response.status_code == 410
        assert "This link has ended" in response.content.decode()
    assert ticket.entries.count() == 1
    assert (
        client.get(f"/support/{ticket.code}/photos/{ticket.entries.get().pk}/").status_code == 404
    )


def test_reply_on_the_page_opens_a_solved_ticket_again_once(client: Client) -> None:
    ticket = ticket_of(make_ticket())
    actor = make_user("Solange")
    now = timezone.now()
    answer(ticket=ticket, text="Sorry.", actor=actor, now=now, is_solved=True)
    data = human(text="It happened again.")
    for _click in range(2):
        client.post(f"/support/{ticket.code}/", data)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopened, ticket.solved_at) == (Status.OPEN, 1, None)
    assert ticket.entries.filter(kind="customer").count() == 2
    (message,) = sent("ticket_reopened")
    assert message.recipient == actor.email
    assert f"/staff/support/{ticket.pk}/" in message.body
