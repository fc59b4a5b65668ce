"""An order gets another content as a whole, or stays as it was to the last portion."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.carts.models import Cart
from ordering.carts.services import deliver_to, set_quantity
from ordering.catalogue.models import DailyPortions, MenuItem
from ordering.changes.drafts import CannotChange, open_change
from ordering.changes.models import Draft, OrderChange
from ordering.changes.selectors import change_draft, view_draft
from ordering.changes.services import Agreed, change_order
from ordering.checkout.services import CartChanged, PriceRose
from ordering.delivery.models import SlotDay
from ordering.fulfilment.services import cash_due
from ordering.orders.models import Order
from ordering.orders.services import OrderChangedMeanwhile, move_order
from ordering.orders.states import PaymentState, Role, State
from ordering.payments.models import Payment, Status
from ordering.payments.selectors import owed
from ordering.payments.services import collect_cash, settle
from ordering.refunds.models import Refund, RefundPart
from ordering.refunds.parts import settle_part
from ordering.testing import (
    NOON,
    add_group,
    area_place,
    bed_place,
    make_eater,
    make_filled_cart,
    make_item,
    make_order,
    make_slot,
    make_zone,
    open_every_day,
    place_now,
    put,
)
from site_core.notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db


def begin(order: Order) -> Draft:
    return open_change(order=Order.objects.get(pk=order.pk), staff=None)


def fresh(draft: Draft) -> Draft:
    assert draft.order is not None
    found = change_draft(Order.objects.get(pk=draft.order_id), draft.staff)
    assert found is not None
    return found


def want(draft: Draft, item: MenuItem, quantity: int) -> None:
    row = draft.cart.lines.filter(item=item).first()
    if row is None:
        put(draft.cart, item, quantity)
    else:
        set_quantity(cart=draft.cart, line_id=row.pk, quantity=quantity)


def send(draft: Draft, *, now: dt.datetime = NOON, **agreed: object) -> OrderChange:
    draft = fresh(draft)
    view = view_draft(draft, now=now)
    values = {"digest": view.digest, "expected_total": view.quote.total, **agreed}
    return change_order(
        draft=draft, agreed=Agreed(**values), role=Role.CUSTOMER, actor=None, now=now
    )


def facts(order: Order) -> tuple[object, ...]:
    """All that a change could touch."""
    order = Order.objects.get(pk=order.pk)
    return (
        order.version, order.total, order.place, order.promised_from, order.changed_words,
        list(order.lines.order_by("position").values_list("name", "quantity", "unit_price")),
        list(DailyPortions.objects.order_by("pk").values_list("taken")),
        list(SlotDay.objects.order_by("pk").values_list("taken")),
        list(Payment.objects.order_by("pk").values_list("amount", "status")),
        OrderChange.objects.count(), OutboxMessage.objects.count(),
    )  # fmt: skip


def test_more_of_a_dish_and_another_one_are_taken_priced_and_told():
    isombe = make_item("isombe", price=2_500, daily_portions=5)
    tea = make_item("tea", price=500, daily_portions=5)
    order = make_order(isombe)
    draft = begin(order)
    want(draft, isombe, 3)
    want(draft, tea, 2)

    change = send(draft)

    order.refresh_from_db()
    assert (order.version, order.subtotal, order.total, order.vat) == (
        2,
        8_500,
        8_500,
        {"18": 1297},
    )
    assert list(order.lines.order_by("position").values_list("name", "quantity", "gross")) == [
        ("Isombe", 3, 7_500), ("Tea", 2, 1_000),
    ]  # fmt: skip
    assert order.changed_words == "+2 × Isombe · +2 × Tea"
    assert (change.total_before, change.total_after, change.version) == (2_500, 8_500, 2)
    assert [line["quantity"] for line in change.before["lines"]] == [1]
    assert dict(DailyPortions.objects.values_list("item__code", "taken")) == {"isombe": 3, "tea": 2}
    assert SlotDay.objects.get().taken == 5
    assert list(order.payments.order_by("pk").values_list("amount", "status")) == [
        (2_500, Status.FAILED), (8_500, Status.PENDING),
    ]  # fmt: skip
    told = OutboxMessage.objects.get(key="order_changed", channel="email")
    assert "+2 × Tea" in told.body
    assert "8\u202f500\u00a0RWF" in told.body
    assert not Draft.objects.exists()
    assert not Cart.objects.filter(lines__isnull=False).exists()


def test_less_gives_portions_back_and_the_courier_collects_less():
    isombe = make_item("isombe", price=2_500, daily_portions=5)
    tea = make_item("tea", price=500, daily_portions=5)
    order = make_order(isombe, tea)
    draft = begin(order)
    want(draft, tea, 0)

    send(draft)

    order.refresh_from_db()
    assert (order.total, order.lines.count(), order.changed_words) == (2_500, 1, "−1 × Tea")
    assert dict(DailyPortions.objects.values_list("item__code", "taken")) == {"isombe": 1, "tea": 0}
    assert SlotDay.objects.get().taken == 1
    assert collect_cash(order=order, amount=2_500, actor=None, now=NOON)


def test_what_stays_keeps_its_price_and_what_comes_on_top_costs_what_it_costs_today():
    isombe = make_item("isombe", price=2_500)
    order = make_order(isombe)
    MenuItem.objects.update(price=3_000, name="Isombe with beef")
    draft = begin(order)
    want(draft, isombe, 3)

    send(draft)

    assert list(order.lines.order_by("position").values_list("name", "quantity", "unit_price")) == [
        ("Isombe", 1, 2_500), ("Isombe with beef", 2, 3_000),
    ]  # fmt: skip
    draft = begin(order)
    assert [line.was for line in view_draft(draft, now=NOON).lines] == [3]
    want(draft, isombe, 2)
    send(draft)
    order.refresh_from_db()
    assert (order.total, order.lines.count()) == (5_500, 2)


def test_a_dish_that_is_sold_out_or_gone_may_stay_but_not_grow():
    isombe, tea = make_item("isombe", price=2_500), make_item("tea", price=500)
    order = make_order(isombe, tea)
    MenuItem.objects.filter(pk=isombe.pk).update(is_listed=False)
    draft = begin(order)
    want(draft, tea, 2)
    assert view_draft(draft, now=NOON).is_sound
    want(draft, isombe, 2)
    before = facts(order)
    with pytest.raises(CannotChange, match="no longer on the menu"):
        send(draft)
    assert facts(order) == before


def test_a_dish_that_was_deleted_stays_as_it_was_ordered():
    isombe, tea = make_item("isombe", price=2_500), make_item("tea", price=500)
    order = make_order(isombe, tea)
    isombe.delete()
    draft = begin(order)
    want(draft, tea, 2)
    send(draft)
    order.refresh_from_db()
    assert (order.total, order.changed_words) == (3_500, "+1 × Tea")


def test_the_last_portion_is_not_taken_twice():
    isombe = make_item("isombe", daily_portions=2)
    order = make_order(isombe)
    make_order(isombe)
    draft = begin(order)
    want(draft, isombe, 2)
    before = facts(order)
    with pytest.raises(Exception, match="sold out"):
        send(draft)
    assert facts(order) == before


def test_another_place_brings_its_zone_its_fee_and_its_time():
    open_every_day()
    wards = make_zone("wards")
    town = make_zone("town", fee=1_000, free_from=25_000, minimum=2_000, promise_minutes=60)
    make_slot(wards)
    make_slot(town)
    isombe = make_item("isombe", price=2_500)
    order = place_now(make_filled_cart(isombe, place=bed_place(wards)))
    draft = begin(order)
    deliver_to(cart=draft.cart, place=area_place(town, "blue gate", code="kiyovu"))
    assert not view_draft(fresh(draft), now=NOON).keeps_time

    send(draft)

    order.refresh_from_db()
    assert (order.zone, order.fee, order.total) == (town, 1_000, 3_500)
    assert order.place == "Kiyovu, blue gate"
    assert order.promised_until == NOON + dt.timedelta(minutes=60)
    assert list(SlotDay.objects.order_by("pk").values_list("taken", flat=True)) == [0, 1]
    assert "→ Kiyovu, blue gate" in order.changed_words


def test_another_day_takes_that_days_portions():
    open_every_day()
    zone = make_zone("wards")
    slot = make_slot(zone)
    isombe = make_item("isombe", daily_portions=5)
    order = place_now(make_filled_cart(isombe, place=bed_place(zone)))
    draft = begin(order)
    Draft.objects.update(slot_key=f"{slot.code}@2026-11-24")

    send(draft)

    order.refresh_from_db()
    assert order.slot_day.date == dt.date(2026, 11, 24)
    assert not order.is_asap
    taken = DailyPortions.objects.order_by("date").values_list("taken", flat=True)
    assert list(taken) == [0, 1]
    assert order.changed_words == "→ 24.11. 11:00–15:00"


def test_the_fee_stays_as_it_was_until_the_order_is_no_longer_large():
    open_every_day()
    town = make_zone("town", fee=1_000, free_from=5_000)
    make_slot(town)
    isombe = make_item("isombe", price=2_500)
    place = area_place(town)
    paid_fee = place_now(make_filled_cart(isombe, place=place))
    cart = make_filled_cart(isombe, place=place)
    put(cart, isombe, 1)
    free = place_now(cart)
    type(town).objects.update(fee=1_500)
    draft = begin(paid_fee)
    want(draft, make_item("tea", price=500), 1)
    send(draft)
    draft = begin(free)
    want(draft, isombe, 1)
    send(draft)
    paid_fee.refresh_from_db()
    free.refresh_from_db()
    assert (paid_fee.fee, paid_fee.total) == (1_000, 4_000)
    assert (free.fee, free.total) == (1_500, 4_000)


def test_a_declared_allergy_stops_a_change_too():
    order = make_order(make_item("isombe"), eater=make_eater(avoids=["peanuts"]))
    rice = make_item("rice")
    add_group(rice, "sauce", {"peanut": 0}, contains={"peanut": ["peanuts"]})
    draft = begin(order)
    put(draft.cart, rice)
    draft.cart.lines.filter(item=rice).update(options=["sauce:peanut"])
    before = facts(order)
    with pytest.raises(CannotChange, match="peanuts"):
        send(draft)
    assert facts(order) == before


def test_a_recipe_that_changed_since_stops_the_change_until_the_dish_is_taken_out():
    isombe, tea = make_item("isombe"), make_item("tea", price=500)
    order = make_order(isombe, tea, eater=make_eater(avoids=["peanuts"]))
    isombe.allergens = {**isombe.allergens, "peanuts": "contains"}
    isombe.save()
    draft = begin(order)
    want(draft, tea, 2)
    with pytest.raises(CannotChange, match="Isombe: It contains peanuts"):
        send(draft)
    want(draft, isombe, 0)
    send(draft)
    order.refresh_from_db()
    assert order.total == 1_000


@pytest.mark.parametrize("state", [State.PREPARING, State.DELIVERED, State.CANCELLED])
def test_what_the_kitchen_has_begun_cannot_be_changed(state):
    order = make_order()
    draft = begin(order)
    Order.objects.filter(pk=order.pk).update(state=state)
    before = facts(order)
    with pytest.raises(CannotChange, match="can no longer be changed"):
        send(draft)
    with pytest.raises(CannotChange):
        begin(order)
    assert facts(order) == before


def test_a_change_that_was_begun_before_another_one_is_refused():
    isombe = make_item("isombe")
    order = make_order(isombe)
    old = begin(order)
    want(old, isombe, 4)
    stale = fresh(old)
    agreed = Agreed(view_draft(stale, now=NOON).digest, 10_000)
    Order.objects.filter(pk=order.pk).update(version=2)
    before = facts(order)
    with pytest.raises(OrderChangedMeanwhile):
        change_order(draft=stale, agreed=agreed, role=Role.CUSTOMER, actor=None, now=NOON)
    assert facts(order) == before
    assert [line.was for line in view_draft(begin(order), now=NOON).lines] == [1]


def test_a_kitchen_that_saw_the_old_dishes_does_not_begin():
    isombe = make_item("isombe")
    order = make_order(isombe)
    draft = begin(order)
    want(draft, isombe, 2)
    send(draft)
    with pytest.raises(OrderChangedMeanwhile):
        move_order(
            order=order, to=State.PREPARING, role=Role.KITCHEN, actor=None, now=NOON, seen_version=1
        )


def test_another_screen_a_higher_price_and_no_change_are_said():
    isombe = make_item("isombe", price=2_500)
    order = make_order(isombe)
    draft = begin(order)
    with pytest.raises(CannotChange, match="Nothing is changed yet"):
        send(draft)
    want(draft, isombe, 2)
    with pytest.raises(CartChanged):
        send(draft, digest="other")
    with pytest.raises(PriceRose, match="is now 5"):
        send(draft, expected_total=2_500)
    want(draft, isombe, 0)
    with pytest.raises(CannotChange, match="Nothing is ordered"):
        send(draft)
    assert Order.objects.get().version == 1


def test_the_same_change_cannot_be_made_twice():
    isombe = make_item("isombe", daily_portions=9)
    order = make_order(isombe)
    draft = begin(order)
    want(draft, isombe, 2)
    again = fresh(draft)
    agreed = Agreed(view_draft(again, now=NOON).digest, 5_000)
    send(draft)
    before = facts(order)
    with pytest.raises(CartChanged):
        change_order(draft=again, agreed=agreed, role=Role.CUSTOMER, actor=None, now=NOON)
    assert facts(order) == before


def test_of_what_was_paid_the_rest_is_asked_for_and_too_much_goes_back():
    isombe = make_item("isombe", price=2_500)
    order = make_order(isombe)
    collect_cash(order=order, amount=2_500, actor=None, now=NOON)
    draft = begin(order)
    want(draft, isombe, 2)
    send(draft)
    order.refresh_from_db()
    assert (order.total, order.payment_state) == (5_000, PaymentState.UNPAID)
    assert list(order.payments.order_by("pk").values_list("amount", "status")) == [
        (2_500, Status.SUCCEEDED), (2_500, Status.PENDING),
    ]  # fmt: skip
    tea = make_item("tea", price=500)
    draft = begin(order)
    want(draft, isombe, 0)
    want(draft, tea, 1)
    send(draft)
    order.refresh_from_db()
    assert (order.total, order.payment_state) == (500, PaymentState.PAID)
    assert not order.payments.filter(status=Status.PENDING).exists()
    assert [(r.amount, r.unique_key) for r in Refund.objects.all()] == [
        (2_000, f"change:{order.code}:3")
    ]


def test_a_refund_that_arrives_late_does_not_talk_over_what_is_owed_since():
    isombe, tea = make_item("isombe", price=2_500), make_item("tea", price=500)
    order = make_order(isombe, tea)
    settle(payment=order.payments.get(), actor=None, now=NOON)
    draft = begin(order)
    want(draft, tea, 0)
    send(draft)
    draft = begin(order)
    want(draft, isombe, 2)
    send(draft)
    (part,) = RefundPart.objects.all()
    order = Order.objects.get()
    assert (part.amount, part.state, owed(order)) == (500, RefundPart.State.BY_HAND, 2_500)

    settle_part(part=part, succeeded=True, now=NOON)

    order = Order.objects.get()
    assert (order.payment_state, cash_due(order)) == (PaymentState.UNPAID, 2_500)
    assert collect_cash(order=order, amount=2_500, actor=None, now=NOON)
    assert Order.objects.get().payment_state == PaymentState.PAID
