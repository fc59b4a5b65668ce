"""Messages that were given up go out again once; texts keep to the names that are filled in."""

from __future__ import annotations

import pytest

from ordering.backoffice.tests.staff import log_in
from ordering.testing import NOON, make_order
from site_core.notifications.models import MessageTemplate, OutboxMessage
from site_core.notifications.services import seed_templates

pytestmark = pytest.mark.django_db
AGAIN = "/cms/notifications/outboxmessage/again/{}/"
TEXT = "/cms/notifications/messagetemplate/edit/{}/"


def given_up() -> OutboxMessage:
    make_order(now=NOON)
    message = OutboxMessage.objects.order_by("pk").first()
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=OutboxMessage.State.GIVEN_UP, attempts=7, error="SMTPException"
    )
    return message


def test_a_message_that_was_given_up_is_sent_again():
    message = given_up()
    log_in("manager").post(AGAIN.format(message.pk))
    message.refresh_from_db()
    assert (message.state, message.attempts) == (OutboxMessage.State.QUEUED, 0)


def test_a_message_that_arrived_is_not_sent_twice():
    message = given_up()
    OutboxMessage.objects.filter(pk=message.pk).update(state=OutboxMessage.State.SENT)
    response = log_in("manager").post(AGAIN.format(message.pk), follow=True)
    assert "was not given up" in response.content.decode()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (OutboxMessage.State.SENT, 7)


def test_sending_again_needs_a_post():
    assert log_in("manager").get(AGAIN.format(given_up().pk)).status_code == 405


# --- Words in three languages -------------------------------------------------------------------


@pytest.fixture
def words() -> MessageTemplate:
    seed_templates()
    return MessageTemplate.objects.get(key="order_received", channel="email", language="en")


def form_of(kind: str, **changes: str) -> dict[str, str]:
    """What the screen of a message posts; `changes` such as email_fr_body="Bonjour"."""
    data = {}
    for row in MessageTemplate.objects.filter(key=kind):
        prefix = f"{row.channel}-{row.language}"
        data |= {f"{prefix}-is_active": "on", f"{prefix}-body": row.body}
        data[f"{prefix}-subject"] = row.subject
    return data | {name.replace("_", "-", 2): value for name, value in changes.items()}


def test_all_languages_of_a_message_stand_side_by_side(words):
    page = log_in("marketing").get(TEXT.format(words.pk)).content.decode()
    for row in MessageTemplate.objects.filter(key="order_received"):
        assert f'name="{row.channel}-{row.language}-body"' in page
    assert "<code>{number}</code>" in page
    assert "order #1042" in page


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Dear {nmae}", "{nmae} is not known here."),
        ("Dear {}", "{} is not known here."),
        ("", "This field is required."),
        ("\x00", "Null characters are not allowed."),
    ],
)
def test_one_text_that_is_refused_keeps_all_as_they_are(words, body, sentence):
    before = list(MessageTemplate.objects.order_by("pk").values())
    data = form_of("order_received", email_fr_body=body, email_en_subject="Hello")
    response = log_in("marketing").post(TEXT.format(words.pk), data)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert list(MessageTemplate.objects.order_by("pk").values()) == before


def test_marketing_changes_the_words_and_nothing_else(words):
    before = MessageTemplate.objects.count()
    changes = {"email_en_subject": "Hello {name}", "sms_rw_body": "Murakoze {number}", "key": "x"}
    log_in("marketing").post(TEXT.format(words.pk), form_of("order_received", **changes))
    words.refresh_from_db()
    assert (words.key, words.subject) == ("order_received", "Hello {name}")
    text = MessageTemplate.objects.get(key="order_received", channel="sms", language="rw")
    assert (text.body, text.subject) == ("Murakoze {number}", "")
    assert MessageTemplate.objects.count() == before


def test_a_preview_saves_nothing_and_names_what_a_language_lacks(words):
    data = form_of("order_received", email_fr_body="Bonjour {name}", preview="1")
    page = log_in("marketing").post(TEXT.format(words.pk), data).content.decode()
    assert "Bonjour Aline" in page
    assert "In English, and not here:" in page
    assert MessageTemplate.objects.filter(body="Bonjour {name}").count() == 0
