"""Writing an order down, and moving it along. Every change leaves an event and its messages."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ordering.catalogue.models import MenuItem
from ordering.catalogue.services import give_back_portions, take_portions
from ordering.delivery.services import give_back_slot, take_slot
from ordering.pricing.values import QuoteLine
from ordering.promotions.services import keep_uses, release_uses
from site_core.base.errors import DomainError
from site_core.users.models import User

from .discounts import write_discounts, write_plan_discounts
from .messages import tell_customer
from .models import Order, OrderEvent, OrderLine
from .states import MOVES, UNTOUCHED, Role, State
from .values import NewLine, NewOrder, Promise


class MoveRefused(DomainError):
    """This step does not exist, or not for this role, or it was not explained."""


class OrderChangedMeanwhile(DomainError):
    """Somebody else moved the order first; nothing was changed."""


def create_order(*, new: NewOrder, promise: Promise, now: dt.datetime) -> Order:
    """Write the order with its lines, first event and messages.

    Must run inside the transaction that takes portions and slot. Raises IntegrityError when the
    token has made an order already: the unique constraint is what makes a double click harmless.
    Likewise when another order has just taken its place among those that nobody has paid.
    """
    quote, place = new.quote, new.place
    order = Order.objects.create(
        kind=Order.Kind.PLAN_MEAL if new.plan_words else Order.Kind.MEAL,
        checkout_token=new.token,
        user=new.contact.user,
        customer_name=new.contact.name,
        phone=new.contact.phone,
        email=new.contact.email,
        language=new.contact.language,
        state=new.state,
        payment_state=new.payment_state,
        unpaid_place=new.unpaid_place,
        zone=place.zone,
        bed=place.bed,
        area=place.area,
        zone_name=place.zone.name,
        ward_name=place.group,
        place=place.label_in("en"),
        shown_place=place.label_in(new.contact.language),
        directions=place.directions,
        slot_day=promise.slot_day,
        is_asap=promise.is_asap,
        promised_from=promise.starts,
        promised_until=promise.ends,
        eater=new.eater,
        eater_name=new.eater.name if new.eater else "",
        note=new.note,
        subtotal=quote.subtotal,
        discount=quote.discount,
        fee=quote.fee,
        credit=quote.credit,
        points_credit=quote.points_credit,
        total=quote.total,
        vat=new.vat,
        payment_method=new.payment_method,
        placed_at=now,
        state_changed_at=now,
    )
    OrderLine.objects.bulk_create(
        line_of(order, position, line, priced)
        for position, (line, priced) in enumerate(zip(new.lines, quote.lines, strict=True))
    )
    if new.plan_words:
        write_plan_discounts(order, quote, *new.plan_words)
    else:
        write_discounts(order, new.grants)
    OrderEvent.objects.create(
        order=order,
        to_state=order.state,
        actor=new.placed_by or new.contact.user,
        role=Role.SUPPORT if new.placed_by else Role.CUSTOMER,
        at=now,
    )
    tell_customer(order, now=now)
    return order


def line_of(order: Order, position: int, line: NewLine, priced: QuoteLine) -> OrderLine:
    """The copy of a line as it was chosen and priced; not saved yet."""
    chosen, override = line.selection, line.override
    return OrderLine(
        order=order,
        position=position,
        item=chosen.item,
        size=chosen.size.code if chosen.size else "",
        options=[f"{option.group.code}:{option.code}" for option in chosen.options],
        name=chosen.item.name,
        shown_name=chosen.item.name_in(order.language),
        choices=chosen.words("en"),
        shown_choices=chosen.words(order.language),
        note=line.note,
        unit_price=priced.unit_price,
        quantity=priced.quantity,
        gross=priced.gross,
        discount=priced.discount,
        tax_class=chosen.item.tax_class,
        tax_rate=priced.tax_rate,
        allergens=dict(chosen.allergens),
        override_reason=override.reason if override else "",
        overridden_by=override.by if override else None,
    )


def move_order(
    *,
    order: Order,
    to: str,
    role: str,
    actor: User | None,
    now: dt.datetime,
    reason: str = "",
    seen_version: int | None = None,
) -> Order:
    """Take one step of the state machine; returns the order as it is afterwards.

    Repeating a step that was taken raises OrderChangedMeanwhile and changes nothing: the UPDATE
    asks for the state that the caller saw, so of two screens that act at once only one wins. With
    `seen_version` it asks for what was ordered as well: nobody starts on dishes that were changed.
    Raises MoveRefused when the table of moves does not allow it.
    """
    came_from = State(order.state)
    move = MOVES.get((came_from, State(to)))
    if move is None or role not in move.roles:
        raise MoveRefused(
            _("An order that is “%(state)s” cannot become “%(target)s” this way.")
            % {"state": came_from.label, "target": State(to).label}
        )
    if move.needs_reason and not reason.strip():
        raise MoveRefused(_("Please say why."))
    with transaction.atomic():
        seen = {} if seen_version is None else {"version": seen_version}
        moved = Order.objects.filter(pk=order.pk, state=came_from, **seen).update(
            state=to, version=F("version") + 1, state_changed_at=now
        )
        if not moved:
            raise OrderChangedMeanwhile(
                _("Somebody has just changed this order. Here is how it stands now.")
            )
        OrderEvent.objects.create(
            order=order,
            from_state=came_from,
            to_state=to,
            actor=actor,
            role=role,
            reason=reason.strip()[:200],
            at=now,
        )
        _settle_hold(order, came_from, State(to))
        _settle_uses(order, State(to), now)
        order.refresh_from_db()
        tell_customer(order, now=now, reason=reason.strip())
    return order


def promise_anew(*, order: Order, now: dt.datetime) -> None:
    """As soon as possible is counted from the payment on: nobody cooks before.

    Once, and inside the transaction that confirms the order, which must be locked.
    """
    if order.is_asap:
        waited = now - order.placed_at
        Order.objects.filter(pk=order.pk).update(
            promised_from=order.promised_from + waited, promised_until=order.promised_until + waited
        )


def take_hold_again(*, order: Order) -> None:
    """Take portions and slot of a cancelled order once more, in the order of placing.

    Raises SlotFull or SoldOut, which undo the caller's transaction; taken once, whoever asks.
    """
    taken = Order.objects.filter(pk=order.pk, hold=Order.Hold.RETURNED).update(hold=Order.Hold.HELD)
    if not taken:
        return
    quantities: dict[MenuItem, int] = defaultdict(int)
    portions = 0
    for line in order.lines.select_related("item").order_by("position"):
        portions += line.quantity
        if line.item is not None:
            quantities[line.item] += line.quantity
    take_slot(slot_day=order.slot_day, portions=portions)
    take_portions(wanted=quantities, date=order.slot_day.date)


def _settle_hold(order: Order, came_from: State, to: State) -> None:
    """What becomes of the portions: given back when nothing was cooked, else used. Once only.

    The conditional update of `hold` stops a second release, whichever way it is reached.
    """
    if to == State.CANCELLED and came_from in UNTOUCHED:
        if Order.objects.filter(pk=order.pk, hold=Order.Hold.HELD).update(hold=Order.Hold.RETURNED):
            _give_back(order)
    elif to in {State.CANCELLED, State.DELIVERED, State.FAILED}:
        Order.objects.filter(pk=order.pk, hold=Order.Hold.HELD).update(hold=Order.Hold.USED)


def _settle_uses(order: Order, to: State, now: dt.datetime) -> None:
    """What becomes of the coupons and offers: whoever gets no meal keeps them for another day."""
    if to == State.CANCELLED:
        release_uses(token=order.checkout_token, now=now)
    elif to == State.DELIVERED:
        keep_uses(token=order.checkout_token, now=now)


def _give_back(order: Order) -> None:
    quantities: dict[int, int] = defaultdict(int)
    portions = 0
    for item_id, quantity in order.lines.values_list("item_id", "quantity"):
        portions += quantity
        if item_id is not None:
            quantities[item_id] += quantity
    give_back_slot(slot_day_id=order.slot_day_id, portions=portions)
    give_back_portions(quantities=quantities, date=order.slot_day.date)
