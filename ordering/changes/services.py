"""Sending a draft off: as a new order by the one way to place, or as another content of an order.

A change is checked like an order: may this person eat it, do we deliver there and then, does it
cost what was agreed to. Then one transaction locks payment, order, slots and portions, always in
this order (docs/decisions/0016): whoever places, cancels, cooks or hands over never waits for ever.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ordering.catalogue.models import MenuItem
from ordering.catalogue.services import shift_portions
from ordering.checkout.services import CartChanged, PriceRose, place_order
from ordering.checkout.values import Wish
from ordering.delivery.models import SlotDay
from ordering.delivery.places import Place
from ordering.delivery.services import day_of_slot, shift_slots
from ordering.orders.discounts import rebook_discounts
from ordering.orders.models import Order, OrderLine
from ordering.orders.services import OrderChangedMeanwhile, line_of
from ordering.orders.states import UNTOUCHED
from ordering.orders.values import Contact, Promise
from site_core.base.money import format_rwf
from site_core.users.models import User

from .differences import differences, differs, snapshot
from .drafts import CannotChange, discard, refuse_begun
from .messages import tell_of_change
from .models import Draft, OrderChange
from .money import ask_for_difference, settle_difference, stop_asking
from .selectors import view_draft
from .values import DraftView


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was on the screen when somebody said yes: this content, at this price."""

    digest: str
    expected_total: int


def place_draft(
    *, draft: Draft, token: uuid.UUID, agreed: Agreed, actor: User, now: dt.datetime
) -> Order:
    """Place the new order of a draft for its customer; `actor` wrote it down. Raises as placing does.

    Safe to repeat with the same token.
    """
    view = view_draft(draft, now=now)
    cart = draft.cart
    wish = Wish(
        token=token,
        digest=agreed.digest,
        expected_total=agreed.expected_total,
        contact=Contact(
            name=cart.contact_name,
            phone=cart.contact_phone,
            email=cart.contact_email,
            language=draft.language,
            user=draft.customer,
        ),
        slot_key=view.time.offer.key if view.time else "",
        payment_method=draft.payment_method,
        note=draft.note,
        placed_by=actor,
    )
    order = place_order(cart=cart, wish=wish, now=now)
    discard(draft=draft)
    return order


def change_order(
    *,
    draft: Draft,
    agreed: Agreed,
    role: str,
    actor: User | None,
    now: dt.datetime,
    reason: str = "",
) -> OrderChange:
    """Give the order of a draft its new content, or change nothing at all.

    Raises CannotChange, CartChanged, PriceRose, SlotFull, SoldOut; OrderChangedMeanwhile when the
    order is no longer as the draft knew it: the UPDATE asks for that version, so of a cook who
    begins and a customer who changes only one wins. The draft is gone afterwards, so the same
    change cannot be made twice.
    """
    view = view_draft(draft, now=now)
    order = draft.order
    assert order is not None
    refuse_begun(order)
    _check(view, agreed)
    with transaction.atomic():
        stop_asking(order=order, actor=actor, now=now)
        change = _write(view, order, role, actor, now, reason.strip()[:200])
        payment = settle_difference(order=order, change=change, actor=actor, now=now)
        discard(draft=draft)
    # After the commit: whoever is asked for money may be slow, and holds up nobody's row.
    ask_for_difference(payment=payment, now=now)
    return change


def _check(view: DraftView, agreed: Agreed) -> None:
    if agreed.digest != view.digest:
        raise CartChanged(_("It was changed on another screen. Please look at it once more."))
    if view.problems:
        raise CannotChange(" ".join(view.problems))
    if view.quote.total > agreed.expected_total:
        raise PriceRose(
            _("The price changed: it was %(old)s and is now %(new)s. Please confirm once more.")
            % {"old": format_rwf(agreed.expected_total), "new": format_rwf(view.quote.total)}
        )


def _write(
    view: DraftView, order: Order, role: str, actor: User | None, now: dt.datetime, reason: str
) -> OrderChange:
    old_lines = list(order.lines.select_related("item").order_by("position"))
    old_day = order.slot_day
    before = snapshot(order, old_lines)
    promise = _promise(view, order)
    _take_version(view, order, promise, now)
    lines = _write_lines(view, order, old_lines)
    after = snapshot(order, lines)
    if not differs(before, after):
        raise CannotChange(_("Nothing is changed yet."))
    # What the kitchen reads on the card.
    order.changed_words = " · ".join(differences(before, after))
    order.save(update_fields=["changed_words"])
    change = OrderChange.objects.create(
        order=order,
        version=order.version,
        before=before,
        after=after,
        total_before=before["total"],
        total_after=after["total"],
        actor=actor,
        role=role,
        reason=reason,
        at=now,
    )
    tell_of_change(order, differences=differences(before, after, prefix="shown_"), now=now)
    rebook_discounts(order=order, grants=view.grants, now=now)
    shift_slots(shifts=_slot_shifts(old_lines, old_day, lines, promise.slot_day))
    shift_portions(shifts=_portion_shifts(old_lines, old_day, lines, promise.slot_day))
    return change


def _promise(view: DraftView, order: Order) -> Promise:
    if view.time is None:
        return Promise(order.slot_day, order.promised_from, order.promised_until, order.is_asap)
    offer = view.time.offer
    slot_day = day_of_slot(slot=view.time.slot, date=offer.date)
    return Promise(slot_day, offer.starts, offer.ends, offer.is_asap)


def _take_version(view: DraftView, order: Order, promise: Promise, now: dt.datetime) -> None:
    """The one conditional update that decides who wins; the order then is as it was written."""
    place, priced = view.place, view.quote
    assert isinstance(place, Place)
    won = Order.objects.filter(
        pk=order.pk,
        version=view.draft.seen_version,
        state__in=UNTOUCHED,
        hold=Order.Hold.HELD,
    ).update(
        version=F("version") + 1,
        zone=place.zone,
        bed=place.bed,
        area=place.area,
        zone_name=place.zone.name,
        ward_name=place.group,
        place=place.label_in("en"),
        shown_place=place.label_in(order.language),
        directions=place.directions,
        slot_day=promise.slot_day,
        is_asap=promise.is_asap,
        promised_from=promise.starts,
        promised_until=promise.ends,
        note=view.draft.note,
        subtotal=priced.subtotal,
        discount=priced.discount,
        fee=priced.fee,
        credit=priced.credit,
        points_credit=priced.points_credit,
        total=priced.total,
        vat={str(rate): amount for rate, amount in priced.vat.items()},
        changed_at=now,
    )
    if not won:
        raise OrderChangedMeanwhile(
            _("Somebody has just changed this order. Here is how it stands now.")
        )
    order.refresh_from_db()


def _write_lines(view: DraftView, order: Order, old: list[OrderLine]) -> list[OrderLine]:
    """Lines that stay keep their row, their price and their copies; new ones come after them."""
    position = max((line.position for line in old), default=-1)
    kept, new = [], []
    for part, priced in zip(view.parts, view.quote.lines, strict=True):
        if part.stays is not None:
            line = part.stays
            line.quantity, line.gross = priced.quantity, priced.gross
            line.discount = priced.discount
            kept.append(line)
        elif part.added is not None:
            position += 1
            new.append(line_of(order, position, part.added, priced))
    order.lines.exclude(pk__in=[line.pk for line in kept]).delete()
    OrderLine.objects.bulk_update(kept, ["quantity", "gross", "discount"])
    return [*kept, *OrderLine.objects.bulk_create(new)]


def _slot_shifts(
    old: Iterable[OrderLine], old_day: SlotDay, new: Iterable[OrderLine], new_day: SlotDay
) -> dict[int, int]:
    shifts: dict[int, int] = defaultdict(int)
    shifts[new_day.pk] += sum(line.quantity for line in new)
    shifts[old_day.pk] -= sum(line.quantity for line in old)
    return shifts


def _portion_shifts(
    old: Iterable[OrderLine], old_day: SlotDay, new: Iterable[OrderLine], new_day: SlotDay
) -> dict[tuple[MenuItem, dt.date], int]:
    """What is taken more (above zero) or given back, by item and date: never both of one row."""
    shifts: dict[tuple[MenuItem, dt.date], int] = defaultdict(int)
    for sign, lines, day in ((1, new, new_day), (-1, old, old_day)):
        for line in lines:
            if line.item is not None:
                shifts[line.item, day.date] += sign * line.quantity
    return shifts
