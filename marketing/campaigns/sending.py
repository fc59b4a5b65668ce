"""What the worker does with campaigns, in bounded steps that may be cut off anywhere and done again.

Recipients are written down once, when a campaign starts (UNIQUE one_letter_per_campaign_and_person).
Batches of them then become messages of the outbox (UNIQUE unique_key), in one transaction each: a
worker that is killed leaves either the whole batch or nothing of it. The outbox sends such messages
at most once.
"""

from __future__ import annotations

import datetime as dt
import math

from django.db import transaction

from site_core.notifications.kinds import fill
from site_core.notifications.letters import UNSENT, Letter, counts, keep_shared, queue_letters
from site_core.notifications.models import SharedLetter

from .audience import audience, names_of
from .letters import KEY, RenderedLetter, filled_subject, reader_values, render_letter
from .links import CountedLinks
from .models import Campaign, Recipient, Subscriber
from .tokens import preferences_url, stop_url

State = Campaign.State
# How many subscribers are written down as recipients in one transaction.
LIST_BATCH = 1_000
# The job comes this often; a minute's allowance is spread over its turns.
TURN = dt.timedelta(seconds=5)
LARGEST_BATCH = 500


def send_campaigns(now: dt.datetime) -> int:
    """One turn of the job: start what is due, hand on a batch of each, end what is done.

    Returns how many letters went to the outbox. Safe to repeat and to run beside itself.
    """
    Campaign.objects.filter(state=State.SCHEDULED, send_at__lte=now).update(
        state=State.SENDING, started_at=now
    )
    queued = 0
    for campaign in Campaign.objects.filter(state=State.SENDING).order_by("started_at", "pk"):
        if campaign.listed_at is None:
            list_recipients(campaign, now=now)
        queued += queue_batch(campaign, now=now)
        finish(campaign, now=now)
    return queued


def list_recipients(campaign: Campaign, *, now: dt.datetime) -> None:
    """Write down who gets the campaign, in the order of subscribers' keys, from where it was left."""
    while campaign.listed_at is None:
        with transaction.atomic():
            campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
            if campaign.state != State.SENDING or campaign.listed_at is not None:
                return
            after = audience(campaign, now=now).filter(pk__gt=campaign.listed_to)
            keys = list(after.order_by("pk").values_list("pk", flat=True)[:LIST_BATCH])
            Recipient.objects.bulk_create(
                [Recipient(campaign=campaign, subscriber_id=key) for key in keys],
                ignore_conflicts=True,
            )
            campaign.listed_to = keys[-1] if keys else campaign.listed_to
            campaign.listed_at = None if len(keys) == LIST_BATCH else now
            campaign.save(update_fields=["listed_to", "listed_at"])


def queue_batch(campaign: Campaign, *, now: dt.datetime) -> int:
    """Put as many letters into the outbox as this turn allows; returns how many."""
    # The lock stops two workers from sending a minute's letters each, and makes a pause exact.
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
        if campaign.state != State.SENDING:
            return 0
        waiting = (
            Recipient.objects.filter(campaign=campaign, state=Recipient.State.WAITING)
            # Stops a withdrawal from slipping in between reading the consent and the outbox.
            .select_for_update(of=("self",))
            .select_related("subscriber")
            .order_by("pk")
        )
        batch = list(waiting[: _allowance(campaign, now)])
        willing = [row for row in batch if row.subscriber.state == Subscriber.State.CONFIRMED]
        queue_letters(_letters(campaign, willing, now), key=KEY, group=campaign.group, now=now)
        Recipient.objects.filter(pk__in=[row.pk for row in willing]).update(
            state=Recipient.State.QUEUED, queued_at=now
        )
        unwilling = {row.pk for row in batch} - {row.pk for row in willing}
        Recipient.objects.filter(pk__in=unwilling).update(state=Recipient.State.SKIPPED)
        return len(willing)


def finish(campaign: Campaign, *, now: dt.datetime) -> bool:
    """End a campaign of which nothing waits any more, here or in the outbox."""
    if Recipient.objects.filter(campaign=campaign, state=Recipient.State.WAITING).exists():
        return False
    state = counts(campaign.group)
    if any(state[unsent] for unsent in UNSENT):
        return False
    return bool(
        Campaign.objects.filter(
            pk=campaign.pk, state=State.SENDING, listed_at__isnull=False
        ).update(state=State.SENT, finished_at=now)
    )


def _allowance(campaign: Campaign, now: dt.datetime) -> int:
    """Letters for this turn: never more in a minute than staff said, never far ahead of the outbox."""
    a_turn = min(math.ceil(campaign.per_minute * TURN / dt.timedelta(minutes=1)), LARGEST_BATCH)
    lately = Recipient.objects.filter(
        campaign=campaign, queued_at__gt=now - dt.timedelta(minutes=1)
    ).count()
    state = counts(campaign.group)
    unsent = sum(state[each] for each in UNSENT)
    return max(0, min(a_turn, campaign.per_minute - lately, 2 * a_turn - unsent))


def _letters(campaign: Campaign, rows: list[Recipient], now: dt.datetime) -> list[Letter]:
    """One letter a recipient. Each language is rendered once, with the prices of this moment."""
    names = names_of(row.subscriber.email for row in rows)
    rendered: dict[str, tuple[RenderedLetter, SharedLetter]] = {}
    letters = []
    for row in rows:
        person = row.subscriber
        if person.language not in rendered:
            letter = render_letter(
                campaign, person.language, rewrite=CountedLinks(campaign, person.language)
            )
            rendered[person.language] = letter, keep_shared(letter.html, now=now)
        letter, shared = rendered[person.language]
        stop = stop_url(person)
        values = reader_values(
            names.get(person.email, ""),
            letter.language,
            stop=stop,
            preferences=preferences_url(person),
        )
        letters.append(
            Letter(
                unique_key=f"{campaign.group}:{row.pk}",
                language=letter.language,
                email=person.email,
                subject=filled_subject(letter.subject, values),
                text=fill(letter.text, values),
                shared=shared,
                values=values,
                headers=unsubscribe_headers(stop),
            )
        )
    return letters


def unsubscribe_headers(stop: str) -> dict[str, str]:
    """The button beside the sender's name: one click, no page (RFC 2369 and RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
