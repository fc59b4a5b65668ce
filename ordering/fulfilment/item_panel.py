"""Sold out and portions at hand: what the kitchen sees and sets of every dish while it works."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from ordering.catalogue.models import Category, DailyPortions, MenuItem
from ordering.catalogue.services import mark_sold_out, set_portions
from ordering.delivery.schedule import DAYS_AHEAD, at, open_intervals, today
from ordering.delivery.selectors import load_calendar


@dataclass(frozen=True, slots=True)
class PanelItem:
    """`left` is None while nobody counts the portions of the dish."""

    code: str
    name: str
    sold_out_until: dt.datetime | None
    left: int | None
    taken: int

    @property
    def is_available(self) -> bool:
        return self.sold_out_until is None and self.left != 0


@dataclass(frozen=True, slots=True)
class PanelSection:
    category: Category
    items: tuple[PanelItem, ...]


@dataclass(frozen=True, slots=True)
class Ends:
    """Until when "sold out" can last: the end of today's service, or the next day's opening.

    After tonight tomorrow's meals can be ordered again; until the opening they cannot.
    """

    tonight: dt.datetime | None
    opening: dt.datetime

    def moment(self, key: str) -> dt.datetime | None:
        """What the form's word means; None puts the dish back on sale."""
        if key == "now":
            return None
        return self.tonight if key == "tonight" and self.tonight else self.opening


def panel_sections(*, search: str, now: dt.datetime) -> list[PanelSection]:
    """Dishes on sale by category. Two queries."""
    items = MenuItem.objects.filter(is_listed=True).select_related("category")
    for word in search.split()[:5]:
        items = items.filter(
            Q(name__icontains=word) | Q(name_fr__icontains=word) | Q(name_rw__icontains=word)
        )
    found = list(items.order_by("category__position", "category__pk", "name", "pk"))
    rows = {
        row.item_id: row
        for row in DailyPortions.objects.filter(date=today(now), item__is_listed=True)
    }
    return [
        PanelSection(category, tuple(_panel_item(item, rows.get(item.pk), now) for item in group))
        for category, group in groupby(found, key=lambda item: item.category)
    ]


def _panel_item(item: MenuItem, row: DailyPortions | None, now: dt.datetime) -> PanelItem:
    return PanelItem(
        code=item.code,
        name=item.localized_name,
        sold_out_until=item.sold_out_until if item.is_sold_out(now) else None,
        # As `take_portions` counts: the number of the date goes before the daily one.
        left=item.portions_left(row),
        taken=row.taken if row else 0,
    )


def sold_out_ends(now: dt.datetime) -> Ends:
    """Two queries. Without opening hours both mean midnight."""
    calendar = load_calendar(now)
    date = today(now)
    intervals = open_intervals(
        calendar.hours, calendar.closures, date - dt.timedelta(days=1), DAYS_AHEAD + 2
    )
    midnight = at(date + dt.timedelta(days=1), dt.time(0))
    closings = [
        interval.ends
        for interval in intervals
        if now < interval.ends and interval.starts < midnight
    ]
    tonight = max(closings, default=None)
    openings = [interval.starts for interval in intervals if interval.starts >= midnight]
    return Ends(tonight=tonight, opening=min(openings, default=midnight))


def mark_until(*, item: MenuItem, until: str, now: dt.datetime) -> dt.datetime | None:
    """Mark sold out until one of the offered moments ("tonight", "opening"), or "now": on sale."""
    moment = sold_out_ends(now).moment(until)
    mark_sold_out(item=item, until=moment)
    return moment


def set_portions_left(*, item: MenuItem, left: int, now: dt.datetime) -> DailyPortions:
    """The cook counted `left` portions that can still be sold today.

    What was sold is added here. Orders that arrive between the two statements are part of what
    was counted at the pot, so they take from it; `set_portions` never promises less than is sold.
    """
    date = today(now)
    return set_portions(item=item, date=date, portions=_taken_today(item, date) + left)


def _taken_today(item: MenuItem, date: dt.date) -> int:
    row = DailyPortions.objects.filter(item=item, date=date).first()
    return row.taken if row else 0
