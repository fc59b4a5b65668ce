"""Placing an order: what it writes, what it refuses, and that a refusal writes nothing."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils.translation import override

from ordering.carts.models import Cart
from ordering.carts.selectors import view_cart
from ordering.carts.services import cook_for, deliver_to, set_quantity
from ordering.carts.values import CartView
from ordering.catalogue.models import DailyPortions, MenuItem, Option
from ordering.catalogue.services import SoldOut, mark_sold_out, set_portions
from ordering.checkout import services as checkout_services
from ordering.checkout.services import (
    CannotPlace,
    CartChanged,
    NotSafe,
    PriceRose,
    cancel_order,
    place_order,
)
from ordering.delivery.models import Bed, SlotDay, Ward, Zone
from ordering.delivery.places import place_of_bed
from ordering.delivery.services import SlotFull
from ordering.orders import services as order_services
from ordering.orders.models import Order, OrderEvent, OrderLine
from ordering.orders.services import MoveRefused, OrderChangedMeanwhile, move_order
from ordering.orders.states import Role, State
from ordering.orders.values import Contact
from ordering.payments.models import Payment, PaymentEvent
from ordering.testing import (
    NOON,
    add_group,
    area_place,
    bed_place,
    make_eater,
    make_filled_cart,
    make_item,
    make_slot,
    make_wish,
    make_zone,
    open_every_day,
    place_now,
    put,
)
from site_core.notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db
WRITTEN = (Order, OrderLine, OrderEvent, Payment, PaymentEvent, OutboxMessage)


@pytest.fixture
def zone() -> Zone:
    zone = make_zone("wards")
    open_every_day()
    make_slot(zone, capacity=10)
    return zone


def count_all() -> dict[str, int]:
    """How much there is of everything that placing writes, and how much was taken."""
    counts = {model.__name__: model._default_manager.count() for model in WRITTEN}
    counts["slot"] = sum(SlotDay.objects.values_list("taken", flat=True))
    counts["portions"] = sum(DailyPortions.objects.values_list("taken", flat=True))
    return counts


def refuses(error: type[Exception], cart: Cart, match: str | None = None, **changes: Any) -> None:
    """Placing raises `error` and leaves everything, also the cart, as it was."""
    wish = make_wish(cart, **changes)
    before, digest = count_all(), view_cart(cart, now=NOON).digest
    with pytest.raises(error, match=match):
        place_order(cart=cart, wish=wish, now=NOON)
    assert count_all() == before
    assert view_cart(cart, now=NOON).digest == digest


def test_order_holds_copies_of_everything(zone: Zone) -> None:
    item = make_item("beef-pilau", price=3_000, sizes={"large": 500, "small": -500})
    add_group(item, "side", {"rice": 300}, contains={"rice": ["gluten"]})
    eater = make_eater("Mama")
    cart = make_filled_cart(place=bed_place(zone), eater=eater)
    put(cart, item, 2, size="large", options=["side:rice"], note="little salt")
    order = place_now(cart, note="ring the bell")
    MenuItem.objects.update(name="Something else", price=9)
    line = OrderLine.objects.get()
    assert (line.name, line.choices, line.note) == ("Beef pilau", "Large, Rice", "little salt")
    assert (line.unit_price, line.quantity, line.gross) == (3_800, 2, 7_600)
    assert line.allergens["gluten"] == "contains"
    assert (order.total, order.vat) == (7_600, {"18": 1_159})
    assert (order.place, order.ward_name) == ("Surgery, room 3, bed 2", "Surgery")
    assert (order.eater, order.eater_name, order.note) == (eater, "Mama", "ring the bell")
    assert (order.state, order.is_asap) == (State.CONFIRMED, True)
    assert order.promised_until == NOON + dt.timedelta(minutes=30)


@pytest.mark.parametrize("language", ["en", "fr", "rw"])
def test_staff_read_the_place_in_english_and_the_customer_in_their_language(
    zone: Zone, language: str
) -> None:
    contact = Contact(name="Aline", phone="+250788123456", language=language)
    place = bed_place(zone)
    Ward.objects.update(name_fr="Chirurgie", name_rw="Kubagwa")
    with override(language):
        shown = place_of_bed(Bed.objects.select_related("room__ward__zone").get())
        cart = make_filled_cart(make_item(), place=place)
        order = place_now(Cart.objects.get(pk=cart.pk), contact=contact)
    assert shown is not None
    assert (order.place, order.shown_place) == ("Surgery, room 3, bed 2", shown.label)
    assert (shown.label == order.place) == (language == "en")


def test_the_longest_place_and_the_longest_choices_are_kept_whole(zone: Zone) -> None:
    item = make_item(sizes={"large": 0})
    for number in range(6):
        add_group(item, f"group-{number}", {f"option-{number}": 0}, minimum=1)
    Option.objects.update(name="o" * 120)
    area = area_place(zone, directions="d" * 200, name="a" * 120)
    cart = make_filled_cart(place=area)
    put(cart, item, options=[f"group-{number}:option-{number}" for number in range(6)])
    order = place_now(cart)
    order.full_clean(exclude=["user", "bed", "note", "vat"])
    assert len(order.place) == len(order.shown_place) == 322
    assert len(order.lines.get().choices) == len("Large") + 6 * 122


def test_another_bed_or_another_eater_since_the_page_was_shown_asks_again(zone: Zone) -> None:
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    wish = make_wish(cart)
    cook_for(cart=cart, eater=make_eater("Papa"))
    refuses(CartChanged, cart, match="changed in the meantime", digest=wish.digest)
    cook_for(cart=cart, eater=None)
    deliver_to(cart=cart, place=bed_place(zone, label="9"))
    refuses(CartChanged, cart, match="changed in the meantime", digest=wish.digest)


def test_request_that_looked_before_the_first_one_won_still_finds_its_order(
    zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    cart = make_filled_cart(make_item(daily_portions=1), place=bed_place(zone))
    wish = make_wish(cart)
    won: list[Order] = []

    def view_once_another_request_won(*args: Any, **kwargs: Any) -> CartView:
        if not won:
            monkeypatch.undo()
            won.append(place_order(cart=cart, wish=wish, now=NOON))
        return view_cart(*args, **kwargs)

    monkeypatch.setattr(checkout_services, "view_cart", view_once_another_request_won)
    assert place_order(cart=cart, wish=wish, now=NOON) == won[0]
    assert Order.objects.count() == 1


def test_placing_empties_the_cart_and_gives_it_a_new_token(zone: Zone) -> None:
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    order = place_now(cart)
    fresh = Cart.objects.get(pk=cart.pk)
    assert not fresh.lines.exists()
    assert fresh.checkout_token != order.checkout_token
    assert fresh.bed is not None


def test_same_token_again_is_the_same_order_once(zone: Zone) -> None:
    cart = make_filled_cart(make_item(daily_portions=5), place=bed_place(zone))
    wish = make_wish(cart)
    first = place_order(cart=cart, wish=wish, now=NOON)
    once = count_all()
    assert place_order(cart=cart, wish=wish, now=NOON) == first
    assert count_all() == once
    assert (once["Order"], once["OrderEvent"], once["OutboxMessage"]) == (1, 1, 2)
    assert (once["slot"], once["portions"]) == (1, 1)


def test_cart_is_priced_the_same_before_and_after(zone: Zone) -> None:
    town = make_zone("town", fee=1_000, free_from=25_000, minimum=4_000)
    make_slot(town)
    cart = make_filled_cart(
        make_item(price=3_333), make_item(price=1_111, tax_class="exempt"), place=area_place(town)
    )
    quote = view_cart(cart, now=NOON).quote
    order = place_now(cart)
    assert (order.subtotal, order.fee, order.total) == (4_444, 1_000, 5_444)
    assert (quote.subtotal, quote.fee, quote.total) == (4_444, 1_000, 5_444)
    assert order.vat == {"0": 0, "18": 661}
    assert Payment.objects.get().amount == 5_444


def test_empty_cart_never_makes_an_order(zone: Zone) -> None:
    cart = make_filled_cart(place=bed_place(zone))
    refuses(CartChanged, cart, "empty")


def test_old_cart_in_a_second_tab_is_refused(zone: Zone) -> None:
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    wish = make_wish(cart)
    set_quantity(cart=cart, line_id=cart.lines.get().pk, quantity=5)
    before = count_all()
    with pytest.raises(CartChanged, match="cart changed"):
        place_order(cart=cart, wish=wish, now=NOON)
    assert count_all() == before


def test_token_of_another_cart_is_refused(zone: Zone) -> None:
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    refuses(CartChanged, cart, token=uuid.uuid4())


def test_price_that_rose_asks_again(zone: Zone) -> None:
    item = make_item(price=2_500)
    cart = make_filled_cart(item, place=bed_place(zone))
    wish = make_wish(cart)
    MenuItem.objects.update(price=2_600)
    before = count_all()
    with pytest.raises(PriceRose, match="2\u202f500\xa0RWF and is now 2\u202f600"):
        place_order(cart=cart, wish=wish, now=NOON)
    assert count_all() == before


def test_price_that_fell_is_charged_as_it_is_now(zone: Zone) -> None:
    cart = make_filled_cart(make_item(price=2_500), place=bed_place(zone))
    wish = make_wish(cart)
    MenuItem.objects.update(price=2_400)
    assert place_order(cart=cart, wish=wish, now=NOON).total == 2_400


def test_forged_lower_total_buys_nothing_cheaper(zone: Zone) -> None:
    cart = make_filled_cart(make_item(price=2_500), place=bed_place(zone))
    refuses(PriceRose, cart, expected_total=1)
    assert place_now(cart, expected_total=10**30).total == 2_500


def test_dish_that_sold_out_meanwhile_is_refused_by_name(zone: Zone) -> None:
    item = make_item("isombe")
    cart = make_filled_cart(item, place=bed_place(zone))
    mark_sold_out(item=item, until=NOON + dt.timedelta(hours=3))
    refuses(CartChanged, cart, "Isombe: This dish is sold out")


def test_dish_whose_last_page_was_unpublished_is_refused(zone: Zone) -> None:
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    MenuItem.objects.update(is_listed=False)
    refuses(CartChanged, cart, "no longer on the menu")


def test_more_than_the_portions_left_is_refused_with_their_number(zone: Zone) -> None:
    item = make_item("isombe", daily_portions=2)
    cart = make_filled_cart(place=bed_place(zone))
    put(cart, item, 3)
    refuses(SoldOut, cart, "Only 2 of Isombe left")
    set_quantity(cart=cart, line_id=cart.lines.get().pk, quantity=2)
    place_now(cart)
    put(cart, item, 1)
    refuses(SoldOut, Cart.objects.get(pk=cart.pk), "sold out for that day")


def test_portions_of_two_lines_of_a_dish_are_counted_together(zone: Zone) -> None:
    item = make_item(daily_portions=3)
    cart = make_filled_cart(place=bed_place(zone))
    put(cart, item, 2)
    put(cart, item, 2, note="without onions")
    refuses(SoldOut, cart, "Only 3")


def test_orders_for_tomorrow_do_not_eat_todays_portions(zone: Zone) -> None:
    item = make_item(daily_portions=1)
    slot = zone.slots.get()
    tomorrow = f"{slot.code}@{NOON.date() + dt.timedelta(days=1)}"
    place_now(make_filled_cart(item, place=bed_place(zone, label="1")), slot_key=tomorrow)
    place_now(make_filled_cart(item, place=bed_place(zone, label="2")))
    assert sorted(DailyPortions.objects.values_list("date", "taken")) == [
        (NOON.date(), 1),
        (NOON.date() + dt.timedelta(days=1), 1),
    ]


def test_full_slot_refuses_the_next_order(zone: Zone) -> None:
    first = make_filled_cart(place=bed_place(zone, label="1"))
    put(first, make_item(), 9)
    place_now(first)
    second = make_filled_cart(place=bed_place(zone, label="2"))
    put(second, make_item(), 2)
    refuses(SlotFull, second, "no longer be had")


@pytest.mark.parametrize("key", ["", "asap ", "nothing@2026-11-23", "x" * 80, "slot@tomorrow"])
def test_time_that_was_never_offered_is_refused(zone: Zone, key: str) -> None:
    refuses(SlotFull, make_filled_cart(make_item(), place=bed_place(zone)), slot_key=key)


def test_cutoff_passed_between_page_and_button(zone: Zone) -> None:
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    slot = zone.slots.get()
    ten = NOON.replace(hour=10)
    key = f"{slot.code}@{NOON.date()}"
    with pytest.raises(SlotFull):
        place_now(cart, now=ten, slot_key=key)
    assert place_now(cart, now=ten - dt.timedelta(seconds=1), slot_key=key).state == State.CONFIRMED


@pytest.mark.parametrize(("price", "is_placed"), [(3_999, False), (4_000, True), (4_001, True)])
def test_minimum_of_the_zone_is_met_exactly(price: int, is_placed: bool) -> None:
    town = make_zone("town", fee=1_000, minimum=4_000)
    open_every_day()
    make_slot(town)
    cart = make_filled_cart(make_item(price=price), place=area_place(town))
    if is_placed:
        assert place_now(cart).total == price + 1_000
    else:
        refuses(CannotPlace, cart, "4\u202f000.*1\u00a0RWF is missing")


@pytest.mark.parametrize(("price", "fee"), [(9_999, 500), (10_000, 0), (10_001, 0)])
def test_delivery_is_free_from_exactly_the_threshold(price: int, fee: int) -> None:
    campus = make_zone("campus", fee=500, free_from=10_000)
    open_every_day()
    make_slot(campus)
    assert place_now(make_filled_cart(make_item(price=price), place=area_place(campus))).fee == fee


def test_fee_changed_after_the_page_was_shown_asks_again(zone: Zone) -> None:
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    wish = make_wish(cart)
    Zone.objects.update(fee=500)
    cart = Cart.objects.select_related("bed__room__ward__zone", "area__zone").get(pk=cart.pk)
    with pytest.raises(PriceRose):
        place_order(cart=cart, wish=wish, now=NOON)
    assert not Order.objects.exists()


def test_placed_order_keeps_its_fee(zone: Zone) -> None:
    order = place_now(make_filled_cart(make_item(price=2_500), place=bed_place(zone)))
    Zone.objects.update(fee=9_000)
    order.refresh_from_db()
    assert (order.fee, order.total) == (0, 2_500)


def test_cart_without_a_place_is_refused(zone: Zone) -> None:
    refuses(CannotPlace, make_filled_cart(make_item()), "where to bring it")


def test_ward_that_stopped_being_served_is_refused(zone: Zone) -> None:
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    Ward.objects.update(is_active=False)
    refuses(CannotPlace, cart, "where to bring it")


def test_way_to_pay_that_is_not_offered_is_refused(zone: Zone) -> None:
    cart = make_filled_cart(make_item(), place=bed_place(zone))
    refuses(CannotPlace, cart, "cannot be chosen", payment_method="barter")


def test_allergy_told_after_adding_stops_the_order(zone: Zone) -> None:
    item = make_item("groundnut-stew", allergens={"peanuts": "may_contain"})
    cart = make_filled_cart(item, place=bed_place(zone))
    cook_for(cart=cart, eater=make_eater(avoids=["peanuts"]))
    refuses(NotSafe, cart, "Groundnut stew: It may contain traces of peanuts")


def test_recipe_that_gained_an_allergen_stops_the_order(zone: Zone) -> None:
    item = make_item()
    cart = make_filled_cart(item, place=bed_place(zone), eater=make_eater(avoids=["milk"]))
    item.allergens = {**item.allergens, "milk": "contains"}
    item.save()
    refuses(NotSafe, cart, "It contains milk")


def test_failure_after_the_insert_leaves_nothing(
    zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the message could not be written")

    monkeypatch.setattr(order_services, "tell_customer", broken)
    refuses(RuntimeError, make_filled_cart(make_item(daily_portions=3), place=bed_place(zone)))


def test_refusal_of_the_last_portion_gives_the_slot_back(zone: Zone) -> None:
    enough, gone = make_item(daily_portions=9), make_item(daily_portions=0)
    refuses(SoldOut, make_filled_cart(enough, gone, place=bed_place(zone)))


def test_cancelling_before_cooking_gives_everything_back_once(zone: Zone) -> None:
    item = make_item(daily_portions=5)
    cart = make_filled_cart(place=bed_place(zone))
    put(cart, item, 3)
    order = place_now(cart)
    assert (count_all()["slot"], count_all()["portions"]) == (3, 3)
    second_tab = Order.objects.get(pk=order.pk)
    cancel_order(order=order, role=Role.CUSTOMER, actor=None, now=NOON)
    with pytest.raises(OrderChangedMeanwhile):
        cancel_order(order=second_tab, role=Role.CUSTOMER, actor=None, now=NOON)
    with pytest.raises(MoveRefused):
        cancel_order(order=order, role=Role.CUSTOMER, actor=None, now=NOON)
    order.refresh_from_db()
    assert (order.state, order.hold) == (State.CANCELLED, Order.Hold.RETURNED)
    assert (count_all()["slot"], count_all()["portions"]) == (0, 0)
    assert OutboxMessage.objects.filter(key="order_cancelled").count() == 2


def test_customer_cannot_cancel_what_is_being_cooked(zone: Zone) -> None:
    order = place_now(make_filled_cart(make_item(daily_portions=5), place=bed_place(zone)))
    move_order(order=order, to=State.PREPARING, role=Role.KITCHEN, actor=None, now=NOON)
    before = count_all()
    with pytest.raises(MoveRefused):
        cancel_order(order=order, role=Role.CUSTOMER, actor=None, now=NOON)
    assert count_all() == before
    assert Order.objects.get().state == State.PREPARING


def test_food_that_was_begun_is_used_up_when_support_cancels(zone: Zone) -> None:
    order = place_now(make_filled_cart(make_item(daily_portions=5), place=bed_place(zone)))
    move_order(order=order, to=State.PREPARING, role=Role.KITCHEN, actor=None, now=NOON)
    cancel_order(order=order, role=Role.SUPPORT, actor=None, now=NOON, reason="Discharged")
    order.refresh_from_db()
    assert order.hold == Order.Hold.USED
    assert (count_all()["slot"], count_all()["portions"]) == (1, 1)


def test_a_dish_that_nobody_counted_starts_from_what_was_sold_when_somebody_does():
    zone = make_zone("wards")
    make_slot(zone)
    open_every_day()
    tea = make_item("tea", price=500)
    first = place_now(make_filled_cart(tea, place=bed_place(zone, label="7")))
    set_portions(item=tea, date=NOON.date(), portions=2)
    place_now(make_filled_cart(tea, place=bed_place(zone, label="8")))
    assert DailyPortions.objects.get().left == 0

    cancel_order(order=first, role=Role.CUSTOMER, actor=None, now=NOON)

    row = DailyPortions.objects.get()
    assert (row.portions, row.taken, row.left) == (2, 1, 1)


def test_a_daily_number_that_comes_later_counts_what_was_sold():
    zone = make_zone("wards")
    make_slot(zone)
    open_every_day()
    tea = make_item("tea", price=500)
    place_now(make_filled_cart(tea, place=bed_place(zone, label="7")))
    MenuItem.objects.update(daily_portions=2)
    tea.refresh_from_db()
    assert tea.portions_left(DailyPortions.objects.get()) == 1
    place_now(make_filled_cart(tea, place=bed_place(zone, label="8")))
    with pytest.raises(SoldOut):
        place_now(make_filled_cart(tea, place=bed_place(zone, label="9")))
    assert DailyPortions.objects.get().taken == 2
