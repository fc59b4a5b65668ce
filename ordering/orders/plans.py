"""The money of a plan as an order: one line, nothing cooked, handed over when it is paid."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from ordering.catalogue.models import TaxClass
from ordering.delivery.models import SlotDay
from ordering.delivery.places import Place
from ordering.pricing.values import Quote
from site_core.users.models import User

from .discounts import write_plan_discounts
from .models import Order, OrderEvent, OrderLine
from .states import PaymentState, Role, State
from .values import Contact


@dataclass(frozen=True, slots=True)
class NewPlanOrder:
    """`name` and `shown_name` say what is bought, for staff and as the customer reads it.

    `slot_day` and the promise are those of the first meal; nothing of the slot is taken.
    """

    token: uuid.UUID
    contact: Contact
    quote: Quote
    name: str
    shown_name: str
    place: Place
    slot_day: SlotDay
    starts: dt.datetime
    ends: dt.datetime
    payment_method: str
    placed_by: User | None = None


def create_plan_order(*, new: NewPlanOrder, now: dt.datetime) -> Order:
    """Write the order of a plan, waiting for its payment. Inside the transaction of the period.

    Raises IntegrityError when the token has made an order already.
    """
    quote, place, contact = new.quote, new.place, new.contact
    order = Order.objects.create(
        kind=Order.Kind.PLAN,
        checkout_token=new.token,
        user=contact.user,
        customer_name=contact.name,
        phone=contact.phone,
        email=contact.email,
        language=contact.language,
        # What store credit pays whole waits for nothing.
        state=State.PENDING if quote.total else State.DELIVERED,
        payment_state=PaymentState.UNPAID,
        hold=Order.Hold.USED,
        zone=place.zone,
        bed=place.bed,
        area=place.area,
        zone_name=place.zone.name,
        ward_name=place.group,
        place=place.label_in("en"),
        shown_place=place.label_in(contact.language),
        directions=place.directions,
        slot_day=new.slot_day,
        promised_from=new.starts,
        promised_until=new.ends,
        subtotal=quote.subtotal,
        discount=quote.discount,
        fee=quote.fee,
        credit=quote.credit,
        total=quote.total,
        vat={str(rate): amount for rate, amount in quote.vat.items()},
        payment_method=new.payment_method,
        placed_at=now,
        state_changed_at=now,
    )
    (line,) = quote.lines
    OrderLine.objects.create(
        order=order,
        position=0,
        item=None,
        name=new.name[:120],
        shown_name=new.shown_name[:120],
        unit_price=line.unit_price,
        quantity=line.quantity,
        gross=line.gross,
        discount=line.discount,
        tax_class=TaxClass.STANDARD,
        tax_rate=line.tax_rate,
    )
    write_plan_discounts(order, quote, new.name, new.shown_name)
    OrderEvent.objects.create(
        order=order,
        to_state=order.state,
        actor=new.placed_by or contact.user,
        role=Role.SUPPORT if new.placed_by else Role.CUSTOMER,
        at=now,
    )
    return order
