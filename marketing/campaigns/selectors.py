"""What staff read about a campaign: figures, never persons. Fixed numbers of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from ordering.backoffice.phones import shown_address
from site_core.base.charts import Chart, Kind, Series
from site_core.notifications.letters import UNSENT, counts
from site_core.notifications.models import OutboxMessage
from site_core.users.models import LANGUAGES, User

from .audience import audience, names_of
from .models import Campaign, Recipient, Subscriber
from .segments import real_orders

# An order "followed" when one of the recipients placed it within so many days of the letter.
FOLLOWED_WITHIN = dt.timedelta(days=7)
# With fewer recipients than this, a number of orders would speak of persons.
FEWEST_RECIPIENTS = 10
SAMPLE_READERS = 5


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is. `orders` is None while it would point at somebody."""

    total: int
    waiting: int
    on_the_way: int
    sent: int
    bounced: int
    failed: int
    left_out: int
    clicks: int
    orders: int | None

    @property
    def done(self) -> int:
        return self.total - self.waiting - self.on_the_way

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody a letter can be tried on: a first name, and an address of which little is shown."""

    pk: int
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people get letters, by language, and how many have not said yes yet."""

    confirmed: int
    by_language: Sequence[tuple[str, int]]
    pending: int


def progress(campaign: Campaign) -> Progress:
    """Four queries."""
    rows = Recipient.objects.filter(campaign=campaign).values_list("state").annotate(Count("pk"))
    listed = dict(rows)
    outbox, State = counts(campaign.group), OutboxMessage.State
    left_out = listed.get(Recipient.State.SKIPPED, 0) + outbox[State.WITHDRAWN]
    waiting = listed.get(Recipient.State.WAITING, 0)
    if campaign.state == Campaign.State.CANCELLED:
        # Their turn never comes.
        left_out, waiting = left_out + waiting, 0
    return Progress(
        total=sum(listed.values()),
        waiting=waiting,
        on_the_way=sum(outbox[state] for state in UNSENT),
        sent=outbox[State.SENT],
        bounced=outbox[State.BOUNCED],
        failed=outbox[State.GIVEN_UP],
        left_out=left_out,
        clicks=sum(campaign.links.values_list("clicks", flat=True)),
        orders=_orders_that_followed(campaign),
    )


def _orders_that_followed(campaign: Campaign) -> int | None:
    """Orders of recipients within a week of their letter, as one number for the whole campaign."""
    letters = Recipient.objects.filter(campaign=campaign, state=Recipient.State.QUEUED)
    if letters.count() < FEWEST_RECIPIENTS:
        return None
    theirs = letters.filter(
        Q(subscriber__email=Lower(OuterRef("email")))
        | Q(subscriber__email=OuterRef("user__email")),
        queued_at__lte=OuterRef("placed_at"),
        queued_at__gt=OuterRef("placed_at") - FOLLOWED_WITHIN,
    )
    since = campaign.started_at
    assert since is not None
    return real_orders().filter(placed_at__gte=since).filter(Exists(theirs)).count()


def clicks_chart(campaign: Campaign) -> Chart:
    """How often each link was followed. One query."""
    links = list(campaign.links.order_by("-clicks", "pk")[:12])
    return Chart(
        kind=Kind.BARS,
        title=_("Links that were followed"),
        axis=_("Leads to"),
        labels=tuple(_shown_target(link.target) for link in links),
        series=(Series(_("Clicks"), tuple(link.clicks for link in links)),),
        nothing=_("No link was followed yet."),
    )


def _shown_target(target: str) -> str:
    """An address as people read it: without our own host and the marks."""
    parts = urlsplit(target)
    is_ours = target.startswith(settings.SITE_BASE_URL)
    return (parts.path or "/") if is_ours else f"{parts.netloc}{parts.path}"


def sample_readers(campaign: Campaign, *, viewer: User, now: dt.datetime) -> list[Reader]:
    """A few real recipients to look at the letter with, first those we know by name. Two queries."""
    known = Exists(User.objects.filter(email=OuterRef("email")).exclude(name=""))
    people = list(
        audience(campaign, now=now)
        .annotate(is_known=known)
        .order_by("-is_known", "-confirmed_at", "pk")[:SAMPLE_READERS]
    )
    names = names_of(person.email for person in people)
    return [
        Reader(
            pk=person.pk,
            label=" · ".join(
                part
                for part in (names.get(person.email), shown_address(person.email, viewer))
                if part
            ),
            language=person.language,
        )
        for person in people
    ]


def reach() -> Reach:
    """One query."""
    State = Subscriber.State
    rows = (
        Subscriber.objects.filter(state__in=[State.CONFIRMED, State.PENDING])
        .values("state", "language")
        .annotate(people=Count("pk"))
    )
    found = {(row["state"], row["language"]): row["people"] for row in rows}
    by_language = [(name, found.get((State.CONFIRMED, code), 0)) for code, name in LANGUAGES]
    return Reach(
        confirmed=sum(people for _name, people in by_language),
        by_language=by_language,
        pending=sum(people for (state, _code), people in found.items() if state == State.PENDING),
    )
