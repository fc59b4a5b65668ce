"""Several workers send one campaign while readers take their consent back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import partial

import pytest
from django.core import mail

from marketing.campaigns import consent
from marketing.campaigns.models import Campaign, Recipient, Subscriber
from marketing.campaigns.sending import TURN, send_campaigns
from marketing.campaigns.tests.factories import make_campaign, make_readers
from ordering.testing import NOON
from site_core.notifications.models import OutboxMessage
from site_core.notifications.services import send_due

from .placing import act_together

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db(transaction=True)]


def test_workers_side_by_side_send_each_letter_once_and_none_against_a_no():
    make_readers(60)
    campaign = make_campaign(
        per_minute=240, state=Campaign.State.SENDING, started_at=NOON, send_at=NOON
    )
    send_campaigns(NOON)
    gone = list(Subscriber.objects.order_by("pk")[25:29])
    now: dt.datetime = NOON + TURN
    workers = [partial(send_campaigns, now) for _worker in range(3)]
    leaving = [
        partial(consent.withdraw, subscriber=person, source="one_click", now=now) for person in gone
    ]
    assert set(act_together([*workers, *leaving])) == {"done"}
    for turn in range(2, 8):
        send_due(NOON + turn * TURN)
        send_campaigns(NOON + turn * TURN)
    letters = Counter(message.to[0] for message in mail.outbox)
    assert set(letters.values()) == {1}
    assert set(letters) & {person.email for person in gone} == set()
    assert len(letters) == 56
    assert Recipient.objects.filter(campaign=campaign).count() == 60
    assert OutboxMessage.objects.filter(state=OutboxMessage.State.QUEUED).count() == 0
