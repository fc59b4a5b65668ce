"""What staff do with a campaign. Each step is one conditional update: a second click does nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from site_core.base.errors import DomainError
from site_core.notifications.letters import Letter, keep_shared, queue_letters, withdraw
from site_core.users.models import User

from .audience import audience
from .coupons import coupon_problems
from .letters import KEY, filled, reader_values, render_letter
from .models import Campaign

State = Campaign.State


class CampaignMoved(DomainError):
    """Somebody else, or the clock, was quicker."""


class NothingToSend(DomainError):
    """A letter without words or without readers does not leave."""


class CouponNotGood(DomainError):
    """The letter promises a coupon that its readers could not use."""


class NoAddress(DomainError):
    """Whoever asked for a test has no e-mail address."""


def schedule(*, campaign: Campaign, at: dt.datetime | None, actor: User, now: dt.datetime) -> None:
    """Let a draft leave at `at`, or now. Raises NothingToSend, CouponNotGood and CampaignMoved.

    Who is a recipient is decided when it leaves, so that the list is never old.
    """
    if not campaign.languages:
        raise NothingToSend(_("This letter has no words yet."))
    if not audience(campaign, now=now).exists():
        raise NothingToSend(_("Nobody belongs to these readers at the moment."))
    leaves_at = max(at or now, now)
    problems = coupon_problems(campaign, at=leaves_at)
    if problems:
        raise CouponNotGood(" ".join(problems))
    _move(campaign, {State.DRAFT}, State.SCHEDULED, actor, now, send_at=leaves_at)


def back_to_draft(*, campaign: Campaign, actor: User, now: dt.datetime) -> None:
    """Take a scheduled letter back to change it. Raises CampaignMoved once it has begun to leave."""
    _move(campaign, {State.SCHEDULED}, State.DRAFT, actor, now, send_at=None)


def pause(*, campaign: Campaign, actor: User, now: dt.datetime) -> None:
    """Hand nothing more to the outbox; the few letters in it still leave. Raises CampaignMoved."""
    _move(campaign, {State.SENDING}, State.PAUSED, actor, now)


def resume(*, campaign: Campaign, actor: User, now: dt.datetime) -> None:
    """Raises CampaignMoved."""
    _move(campaign, {State.PAUSED}, State.SENDING, actor, now)


def cancel(*, campaign: Campaign, actor: User, now: dt.datetime) -> None:
    """End it for good; letters that left are not called back. Raises CampaignMoved."""
    with transaction.atomic():
        _move(
            campaign,
            {State.SCHEDULED, State.SENDING, State.PAUSED},
            State.CANCELLED,
            actor,
            now,
            finished_at=now,
        )
        withdraw(group=campaign.group)


def send_test(*, campaign: Campaign, actor: User, now: dt.datetime) -> int:
    """The letter in every language it was written in, to whoever asks; returns how many.

    Raises NoAddress and NothingToSend. It counts nowhere and its links are not followed.
    """
    if not actor.email:
        raise NoAddress(_("Your account has no e-mail address to send a test to."))
    if not campaign.languages:
        raise NothingToSend(_("This letter has no words yet."))
    mark = _("Test")
    letters = []
    for language in campaign.languages:
        rendered = render_letter(campaign, language)
        values = reader_values(
            actor.get_short_name(), language, stop="#stop", preferences="#preferences"
        )
        mine = filled(rendered, values)
        letters.append(
            Letter(
                unique_key=f"campaign-test:{campaign.pk}:{actor.pk}:{now.timestamp()}:{language}",
                language=language,
                email=actor.email,
                subject=f"[{mark}] {mine.subject}",
                text=mine.text,
                shared=keep_shared(rendered.html, now=now),
                values=values,
            )
        )
    queue_letters(letters, key=KEY, group=f"campaign-test:{campaign.pk}", now=now)
    return len(letters)


def _move(
    campaign: Campaign, before: set[str], after: str, actor: User, now: dt.datetime, **fields: Any
) -> None:
    with transaction.atomic():
        rows = Campaign.objects.filter(pk=campaign.pk, state__in=before)
        if not rows.update(state=after, **fields):
            raise CampaignMoved(_("This campaign has moved on meanwhile. Please look at it again."))
        log(instance=campaign, action=f"campaigns.{after}", user=actor, timestamp=now)
    campaign.refresh_from_db()
