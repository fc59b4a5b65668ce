"""Who would get a campaign now, and how readers are addressed. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from site_core.users.models import User

from .models import Campaign, Subscriber
from .segments import get_segment


def audience(campaign: Campaign, *, now: dt.datetime) -> QuerySet[Subscriber]:
    """Confirmed subscribers in the campaign's segment and language, as of this moment."""
    people = Subscriber.objects.filter(state=Subscriber.State.CONFIRMED)
    if campaign.only_language:
        people = people.filter(language=campaign.only_language)
    return get_segment(campaign.segment).select(people, campaign, now)


def names_of(emails: Iterable[str]) -> dict[str, str]:
    """First names by address, of those who have an account. One query."""
    rows = User.objects.filter(email__in=list(emails)).only("email", "name")
    return {user.email: user.get_short_name() for user in rows if user.email}
