"""Portions, and what the kitchen may say of an item while it works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from site_core.base.errors import DomainError
from site_core.base.page_cache import drop_pages
from site_core.users.models import User

from .claims import contradictions
from .models import DailyPortions, MenuItem


class SoldOut(DomainError):
    """Not enough portions are left of an item."""

    def __init__(self, item: MenuItem, left: int) -> None:
        name = item.localized_name
        super().__init__(
            _("%(dish)s is sold out for that day.") % {"dish": name}
            if left <= 0
            else _("Only %(count)d of %(dish)s left for that day.") % {"count": left, "dish": name}
        )
        self.item = item
        self.left = left


def take_portions(*, wanted: Mapping[MenuItem, int], date: dt.date) -> None:
    """Take portions of several items for a date, or raise SoldOut.

    Must run inside the transaction of what takes them, which a refusal undoes as a whole.
    """
    count_portions(wanted=wanted, date=date)
    drop_pages_of_gone(items={item.pk for item in wanted}, dates={date})


def count_portions(*, wanted: Mapping[MenuItem, int], date: dt.date) -> None:
    """`take_portions` for whoever takes many in a row, and calls `drop_pages_of_gone` once.

    Every item is counted; limited are those with portions for that date, or with a daily number of
    their own. Rows are taken in the order of the items' keys, so that carts {x, y} and {y, x} can
    never wait for each other; one conditional UPDATE an item decides, so two buyers of the last
    portion cannot both win.
    """
    for item in sorted(wanted, key=lambda item: item.pk):
        _take(item, wanted[item], date)


def drop_pages_of_gone(*, items: Collection[int], dates: Collection[dt.date]) -> None:
    """Public pages are dropped where one of these items has no portion left. Safe to repeat."""
    counted = DailyPortions.objects.filter(item__in=items, date__in=dates)
    if counted.filter(portions=F("taken")).exists():
        drop_pages()


def _take(item: MenuItem, quantity: int, date: dt.date) -> None:
    row = DailyPortions.objects.filter(item=item, date=date)
    if item.daily_portions is not None:
        # The dish may have got its daily number after the first sale of the day.
        row.filter(portions=None).update(portions=Greatest(F("taken"), item.daily_portions))
    enough = row.filter(Q(portions=None) | Q(taken__lte=F("portions") - quantity))
    if enough.update(taken=F("taken") + quantity):
        return
    # The first plate of the day finds no row.
    known, _created = row.get_or_create(
        item=item, date=date, defaults={"portions": item.daily_portions}
    )
    if not enough.update(taken=F("taken") + quantity):
        raise SoldOut(item, known.left or 0)


def give_back_portions(*, quantities: Mapping[int, int], date: dt.date) -> None:
    """Return portions by item key. Not safe to repeat: the caller's own transition must be."""
    for item_id, quantity in sorted(quantities.items()):
        returned = DailyPortions.objects.filter(
            item_id=item_id, date=date, taken__gte=quantity
        ).update(taken=F("taken") - quantity)
        if returned:
            drop_pages()


def shift_portions(*, shifts: Mapping[tuple[MenuItem, dt.date], int]) -> None:
    """Take (above zero) or give back (below) portions of items on dates, or raise SoldOut.

    Row by row in the order of item and date, the order of `take_portions`: whoever changes an order
    and whoever places one never wait for each other. Must run inside the transaction of the change.
    """
    for (item, date), quantity in sorted(shifts.items(), key=lambda s: (s[0][0].pk, s[0][1])):
        if quantity > 0:
            take_portions(wanted={item: quantity}, date=date)
        elif quantity < 0:
            give_back_portions(quantities={item.pk: -quantity}, date=date)


def mark_sold_out(*, item: MenuItem, until: dt.datetime | None) -> None:
    """Sold out until a moment; None puts it back on sale at once. Safe to repeat."""
    MenuItem.objects.filter(pk=item.pk).update(sold_out_until=until)
    drop_pages()


def set_portions(*, item: MenuItem, date: dt.date, portions: int) -> DailyPortions:
    """How many portions there are on a date; never below what was already taken."""
    with transaction.atomic():
        row, _created = DailyPortions.objects.get_or_create(
            item=item, date=date, defaults={"portions": portions}
        )
        changed = DailyPortions.objects.filter(pk=row.pk, taken__lte=portions).update(
            portions=portions
        )
        if not changed:
            # Fewer than are promised already: the most we can do is to sell no more.
            DailyPortions.objects.filter(pk=row.pk).update(portions=F("taken"))
    drop_pages()
    row.refresh_from_db()
    return row


def set_listed(*, item_id: int, is_listed: bool) -> None:
    """Put an item on sale or take it off, as its pages come and go. Safe to repeat.

    Only what was taken off sale this way comes back this way: an item that staff took off by hand
    stays off, however often its page is published.
    """
    if is_listed:
        MenuItem.objects.filter(pk=item_id, waits_for_page=True).update(
            is_listed=True, waits_for_page=False
        )
    else:
        MenuItem.objects.filter(pk=item_id, is_listed=True).update(
            is_listed=False, waits_for_page=True
        )
    drop_pages()


def confirm_facts(*, item: MenuItem, actor: User, now: dt.datetime) -> None:
    """The dietitian vouches for figures and allergens as they stand. Safe to repeat."""
    MenuItem.objects.filter(pk=item.pk).update(
        facts_confirmed_at=now, facts_confirmed_by=actor, is_sample=False
    )
    drop_pages()


def set_tag(*, item: MenuItem, tag: str, is_claimed: bool) -> bool:
    """Give an item a dietary tag or take it away; False where the facts refute it. Safe to repeat."""
    with transaction.atomic():
        row = MenuItem.objects.select_for_update().get(pk=item.pk)
        if is_claimed and contradictions(tag, row.facts):
            return False
        tags = [code for code in row.tags if code != tag] + ([tag] if is_claimed else [])
        # Through save, so that the moment of the change is kept and public pages are forgotten.
        row.tags = tags
        row.save(update_fields=["tags", "updated_at"])
    return True
