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


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Dear {nmae}", "{nmae} is not known here."),
        ("Dear {}", "{} is not known here."),
        ("", "This field is required."),
        ("\x00", "Null characters are not allowed."),
    ],
)
def test_a_text_with_a_name_that_is_never_filled_in_is_refused(body, words):
    seed_templates()
    text = MessageTemplate.objects.get(key="order_received", channel="email", language="en")
    response = log_in("marketing").post(
        TEXT.format(text.pk), {"is_active": "on", "subject": "Hello", "body": body}
    )
    assert response.status_code == 200
    assert words in response.content.decode()
    assert MessageTemplate.objects.get(pk=text.pk).body == text.body


def test_marketing_changes_the_words_and_nothing_else():
    seed_templates()
    text = MessageTemplate.objects.get(key="order_received", channel="email", language="en")
    changes = {"is_active": "on", "subject": "Hello {name}", "body": "Murakoze {name}", "key": "x"}
    log_in("marketing").post(TEXT.format(text.pk), changes)
    text.refresh_from_db()
    assert (text.key, text.subject, text.body) == (
        "order_received", "Hello {name}", "Murakoze {name}",
    )  # fmt: skip
