"""Nobody is mailed twice or without a yes, however often the worker starts over."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.core import mail

from marketing.campaigns import consent, sending, services
from marketing.campaigns.letters import render_letter
from marketing.campaigns.models import Campaign, Recipient
from marketing.campaigns.selectors import progress
from marketing.campaigns.sending import list_recipients, queue_batch, send_campaigns
from ordering.testing import NOON, make_promotion, make_user
from site_core.notifications.models import OutboxMessage
from site_core.notifications.services import send_due

from .factories import make_campaign, make_reader, make_readers

pytestmark = pytest.mark.django_db
TURN = dt.timedelta(seconds=5)
State = Campaign.State


def scheduled(**fields: object) -> Campaign:
    campaign = make_campaign(per_minute=6_000, **fields)
    services.schedule(campaign=campaign, at=None, actor=make_user(), now=NOON)
    return campaign


def run(campaign: Campaign, turns: int = 20, start: dt.datetime = NOON) -> dt.datetime:
    """The worker's turns until the campaign rests."""
    now = start
    for _turn in range(turns):
        send_campaigns(now)
        while send_due(now):
            pass
        now += TURN
        campaign.refresh_from_db()
        if campaign.state != State.SENDING:
            break
    return now


def test_three_hundred_readers_get_one_letter_each_through_kills(monkeypatch):
    make_readers(300)
    monkeypatch.setattr(sending, "LIST_BATCH", 70)
    monkeypatch.setattr(sending, "LARGEST_BATCH", 40)
    campaign = scheduled()

    class Killed(BaseException):
        pass

    real, calls = sending.queue_letters, Counter()

    def dies_now_and_then(*args: object, **kwargs: object) -> None:
        real(*args, **kwargs)
        calls["batches"] += 1
        if calls["batches"] % 3 == 0:
            raise Killed

    monkeypatch.setattr(sending, "queue_letters", dies_now_and_then)
    now = NOON
    for _turn in range(40):
        try:
            send_campaigns(now)
        except Killed:
            # What the dying batch wrote went with its transaction; the next worker goes on.
            calls["kills"] += 1
        send_due(now)
        now += TURN
    campaign.refresh_from_db()
    letters = Counter(message.to[0] for message in mail.outbox)
    assert campaign.state == State.SENT
    assert calls["kills"] >= 3
    assert len(letters) == 300
    assert set(letters.values()) == {1}
    assert progress(campaign).sent == 300


def test_a_list_that_was_cut_off_is_finished_where_it_was_left(monkeypatch):
    make_readers(25)
    monkeypatch.setattr(sending, "LIST_BATCH", 10)
    campaign = scheduled()
    Campaign.objects.update(state=State.SENDING, started_at=NOON)
    first = [row.pk for row in consent.Subscriber.objects.order_by("pk")[:10]]
    Recipient.objects.bulk_create(Recipient(campaign=campaign, subscriber_id=pk) for pk in first)
    Campaign.objects.update(listed_to=first[-1])
    campaign.refresh_from_db()
    list_recipients(campaign, now=NOON)
    list_recipients(campaign, now=NOON)
    campaign.refresh_from_db()
    assert (campaign.recipients.count(), campaign.listed_at) == (25, NOON)


def test_who_says_yes_after_the_list_was_made_is_not_part_of_it():
    make_reader()
    campaign = scheduled()
    run(campaign, turns=1)
    make_reader("late@example.org")
    run(campaign)
    assert [message.to for message in mail.outbox] == [
        [row.subscriber.email for row in campaign.recipients.all()][0:1]
    ]


def test_a_minute_never_sees_more_letters_than_staff_allowed():
    make_readers(60)
    campaign = make_campaign(per_minute=24)
    services.schedule(campaign=campaign, at=None, actor=make_user(), now=NOON)
    queued = []
    for turn in range(13):
        queued.append(send_campaigns(NOON + turn * TURN))
        send_due(NOON + turn * TURN)
    assert queued[:12] == [2] * 12
    assert sum(queued[1:13]) == 24


def test_a_mail_server_that_is_away_stops_the_flow_into_the_outbox(monkeypatch):
    make_readers(60)
    campaign = make_campaign(per_minute=60)
    services.schedule(campaign=campaign, at=None, actor=make_user(), now=NOON)
    queued = [send_campaigns(NOON + turn * TURN) for turn in range(6)]
    assert queued == [5, 5, 0, 0, 0, 0]


def test_who_took_consent_back_gets_nothing_not_even_from_the_outbox():
    early, late, keen = make_reader(), make_reader(), make_reader()
    campaign = scheduled()
    Campaign.objects.update(state=State.SENDING, started_at=NOON)
    campaign.refresh_from_db()
    list_recipients(campaign, now=NOON)
    consent.withdraw(subscriber=early, source="letter", now=NOON)
    queue_batch(campaign, now=NOON)
    consent.withdraw(subscriber=late, source="one_click", now=NOON)
    run(campaign)
    assert [message.to for message in mail.outbox] == [[keen.email]]
    figures = progress(campaign)
    assert (figures.total, figures.sent, figures.left_out) == (3, 1, 2)


def test_paused_rests_resumed_goes_on_and_cancelled_never_does(monkeypatch):
    make_readers(30)
    monkeypatch.setattr(sending, "LARGEST_BATCH", 10)
    actor = make_user()
    campaign = scheduled()
    send_campaigns(NOON)
    send_due(NOON)
    services.pause(campaign=campaign, actor=actor, now=NOON)
    assert send_campaigns(NOON + TURN) == 0
    assert len(mail.outbox) == 10
    services.resume(campaign=campaign, actor=actor, now=NOON)
    assert send_campaigns(NOON + 2 * TURN) == 10
    services.cancel(campaign=campaign, actor=actor, now=NOON)
    send_due(NOON + 3 * TURN)
    assert send_campaigns(NOON + 4 * TURN) == 0
    assert len(mail.outbox) == 10
    figures = progress(campaign)
    assert (figures.sent, figures.left_out, figures.percent) == (10, 20, 100)
    with pytest.raises(services.CampaignMoved):
        services.resume(campaign=campaign, actor=actor, now=NOON)


def test_it_leaves_at_its_hour_and_not_before():
    make_reader()
    campaign = make_campaign()
    at = NOON + dt.timedelta(hours=2)
    services.schedule(campaign=campaign, at=at, actor=make_user(), now=NOON)
    assert send_campaigns(at - TURN) == 0
    assert send_campaigns(at) == 1


def test_a_letter_without_readers_or_words_stays_a_draft():
    campaign = make_campaign()
    with pytest.raises(services.NothingToSend):
        services.schedule(campaign=campaign, at=None, actor=make_user(), now=NOON)
    make_reader()
    Campaign.objects.update(subject="")
    campaign.refresh_from_db()
    with pytest.raises(services.NothingToSend):
        services.schedule(campaign=campaign, at=None, actor=make_user(), now=NOON)
    assert Campaign.objects.get().state == State.DRAFT


def test_readers_get_their_language_or_english_with_their_name():
    make_user(name="Aline Uwase", email="aline@example.org")
    make_reader("aline@example.org", language="fr")
    make_reader("eric@example.org", language="rw")
    campaign = scheduled(
        subject_fr="De la soupe pour {name}", body_fr=[("text", "<p>Bonjour {name}</p>")]
    )
    run(campaign)
    found = {message.to[0]: message for message in mail.outbox}
    assert found["aline@example.org"].subject == "De la soupe pour Aline"
    assert "Bonjour Aline" in found["aline@example.org"].body
    assert found["eric@example.org"].subject == "Soup for friend"
    assert found["eric@example.org"].extra_headers["Content-Language"] == "en"


def test_a_test_goes_to_oneself_alone_in_every_language_written():
    make_reader()
    actor = make_user(name="Diane", email="diane@example.org")
    campaign = make_campaign(subject_rw="Isupu", body_rw=[("text", "<p>Muraho</p>")])
    assert services.send_test(campaign=campaign, actor=actor, now=NOON) == 2
    send_due(NOON)
    assert {message.to[0] for message in mail.outbox} == {"diane@example.org"}
    assert {message.subject for message in mail.outbox} == {"[Test] Soup for Diane", "[Test] Isupu"}
    assert (campaign.recipients.count(), campaign.links.count()) == (0, 0)


def test_a_bounced_address_gets_no_more_letters():
    reader = make_reader()
    campaign = scheduled()
    run(campaign)
    OutboxMessage.objects.update(state=OutboxMessage.State.BOUNCED, bounced_at=NOON + TURN)
    assert consent.note_bounces(NOON + 2 * TURN) == 1
    assert consent.note_bounces(NOON + 3 * TURN) == 0
    reader.refresh_from_db()
    assert reader.state == "bounced"
    consent.confirm(subscriber=reader, source="letter", now=NOON + 4 * TURN)
    assert consent.note_bounces(NOON + 5 * TURN) == 0
    assert progress(campaign).bounced == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (None, "There is no coupon SOUP-10 under Promotions."),
        ({"is_active": False}, "The coupon SOUP-10 is not active."),
        ({"ends_on": "2026-11-22"}, "The coupon SOUP-10 ended on 22 November 2026"),
        ({"starts_on": "2026-11-24"}, "The coupon SOUP-10 begins on 24 November 2026"),
        ({"starts_on": "2026-11-23", "ends_on": "2026-11-23"}, ""),
    ],
)
def test_a_letter_leaves_only_with_a_coupon_that_works(fields, sentence):
    make_reader()
    campaign = make_campaign(("coupon", {"code": "soup-10", "words": "Ten percent"}))
    if fields is not None:
        make_promotion("Soup", code="SOUP10", **fields)
    if sentence:
        with pytest.raises(services.CouponNotGood, match=sentence):
            services.schedule(campaign=campaign, at=None, actor=make_user(), now=NOON)
    else:
        services.schedule(campaign=campaign, at=None, actor=make_user(), now=NOON)
    campaign.refresh_from_db()
    assert campaign.state == ("draft" if sentence else "scheduled")


def test_a_letter_names_the_last_day_of_its_coupon_in_the_readers_language():
    make_promotion("Soup", code="SOUP10", ends_on="2026-11-30")
    coupon = ("coupon", {"code": "soup10", "words": "Dix pour cent"})
    campaign = make_campaign(coupon, subject_fr="Soupe", body_fr=[coupon])
    assert "Until 30 November 2026" in render_letter(campaign, "en").text
    assert "30 novembre 2026" in render_letter(campaign, "fr").text
