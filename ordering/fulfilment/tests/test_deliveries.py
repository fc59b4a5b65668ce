"""The courier's board: taking, carrying, handing over."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse

from ordering.catalogue.facts import Allergen, DietaryTag
from ordering.delivery.models import Bed
from ordering.fulfilment.forms import TakeForm
from ordering.fulfilment.services import could_not_hand_over, hand_over, put_back, take_orders
from ordering.orders.models import Order
from ordering.orders.services import MoveRefused, OrderChangedMeanwhile
from ordering.orders.states import PaymentState, State
from ordering.payments.models import PaymentEvent, Status
from ordering.payments.services import WrongAmount
from ordering.testing import (
    NOON,
    area_place,
    bed_place,
    make_eater,
    make_item,
    make_zone,
    open_all_day,
)

from .conftest import logged_in, make_staff
from .factories import order_in
from .test_kitchen import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(db):
    return make_staff("delivery", "Eric Mugabo")


def test_taking_says_who_carries_it(courier):
    order = order_in(State.READY)
    taken = take_orders(orders=[order], courier=courier, now=NOON)
    assert [found.pk for found in taken.orders] == [order.pk]
    order.refresh_from_db()
    assert (order.state, order.courier) == (State.OUT_FOR_DELIVERY, courier)
    assert order.events.latest("pk").actor == courier


def test_of_two_couriers_at_once_one_gets_the_order(courier, other):
    first = order_in(State.READY)
    second = Order.objects.get(pk=first.pk)

    take_orders(orders=[first], courier=courier, now=NOON)
    taken = take_orders(orders=[second], courier=other, now=NOON)

    assert (taken.orders, taken.missed) == ((), (first.number,))
    first.refresh_from_db()
    assert first.courier == courier
    assert first.events.filter(to_state=State.OUT_FOR_DELIVERY).count() == 1


def test_one_order_that_is_gone_stops_no_other(courier, other):
    gone, there = order_in(State.READY), order_in(State.READY)
    stale = Order.objects.get(pk=gone.pk)
    take_orders(orders=[gone], courier=other, now=NOON)
    taken = take_orders(orders=[stale, there], courier=courier, now=NOON)
    assert [order.pk for order in taken.orders] == [there.pk]
    assert taken.missed == (gone.number,)


def test_taking_twice_is_taking_once(courier):
    order = order_in(State.OUT_FOR_DELIVERY, courier=courier)
    taken = take_orders(orders=[order], courier=courier, now=NOON)
    assert taken.missed == ()
    assert order.events.filter(to_state=State.OUT_FOR_DELIVERY).count() == 1


def test_putting_back_frees_it_for_anybody(courier, other):
    order = order_in(State.OUT_FOR_DELIVERY, courier=courier)
    put_back(order=order, actor=courier, now=NOON)
    order.refresh_from_db()
    assert (order.state, order.courier) == (State.READY, None)
    assert take_orders(orders=[order], courier=other, now=NOON).missed == ()


def test_hand_over_takes_the_cash_and_closes_the_order(courier):
    order = order_in(State.OUT_FOR_DELIVERY, make_item(price=4_500), courier=courier)
    hand_over(order=order, cash=4_500, actor=courier, now=NOON)
    order.refresh_from_db()
    assert (order.state, order.payment_state) == (State.DELIVERED, PaymentState.PAID)
    payment = order.payments.get()
    assert (payment.status, payment.amount) == (Status.SUCCEEDED, 4_500)


@pytest.mark.parametrize("cash", [0, 4_499, 4_501, 5_000])
def test_a_wrong_amount_changes_nothing(courier, cash):
    order = order_in(State.OUT_FOR_DELIVERY, make_item(price=4_500), courier=courier)
    version = order.version
    with pytest.raises(WrongAmount):
        hand_over(order=order, cash=cash, actor=courier, now=NOON)
    order.refresh_from_db()
    assert (order.state, order.version) == (State.OUT_FOR_DELIVERY, version)
    assert order.payment_state == PaymentState.UNPAID
    assert order.payments.get().status == Status.PENDING


def test_handing_over_twice_pays_once(courier):
    order = order_in(State.OUT_FOR_DELIVERY, make_item(price=4_500), courier=courier)
    stale = Order.objects.get(pk=order.pk)
    hand_over(order=order, cash=4_500, actor=courier, now=NOON)
    hand_over(order=Order.objects.get(pk=order.pk), cash=4_500, actor=courier, now=NOON)
    with pytest.raises(OrderChangedMeanwhile):
        hand_over(order=stale, cash=4_500, actor=courier, now=NOON)
    assert PaymentEvent.objects.filter(status=Status.SUCCEEDED).count() == 1
    assert order.events.filter(to_state=State.DELIVERED).count() == 1


def test_a_refused_move_keeps_no_money(courier):
    order = order_in(State.READY, make_item(price=4_500))
    with pytest.raises(MoveRefused):
        hand_over(order=order, cash=4_500, actor=courier, now=NOON)
    order.refresh_from_db()
    assert (order.state, order.payment_state) == (State.READY, PaymentState.UNPAID)
    assert order.payments.get().status == Status.PENDING


def test_failing_needs_a_reason(courier):
    order = order_in(State.OUT_FOR_DELIVERY, courier=courier)
    with pytest.raises(MoveRefused):
        could_not_hand_over(order=order, reason=" ", actor=courier, now=NOON)
    order.refresh_from_db()
    assert order.state == State.OUT_FOR_DELIVERY


# --- The screens --------------------------------------------------------------------------------


def test_ready_orders_stand_by_ward_in_the_order_of_a_walk(courier, clock):
    wards, town = make_zone("wards", position=0), make_zone("town", name="Town", position=1)
    open_all_day(wards, town)
    far = order_in(State.READY, place=bed_place(wards, room="10", label="1"))
    near = order_in(State.READY, place=bed_place(wards, room="2", label="4"))
    out = order_in(State.READY, place=area_place(town, name="Bus park"))
    ward = order_in(State.READY, place=bed_place(wards, ward="Maternity"))

    board = logged_in(courier).get(reverse("deliveries")).context["board"]

    assert [(run.title, [stop.number for stop in run.stops]) for run in board.ready] == [
        ("Maternity", [ward.number]),
        ("Surgery", [near.number, far.number]),
        ("Town", [out.number]),
    ]


def test_a_ward_is_taken_with_one_button(courier, clock):
    wards = make_zone("wards")
    open_all_day(wards)
    orders = [order_in(State.READY, place=bed_place(wards, label=str(n))) for n in range(3)]
    client = logged_in(courier)
    assert "Take 3 to Surgery" in text_of(client.get(reverse("deliveries")))

    response = client.post(reverse("take"), {"order": [order.code for order in orders]})

    assert response.status_code == 302
    assert Order.objects.filter(courier=courier, state=State.OUT_FOR_DELIVERY).count() == 3


def test_who_comes_second_reads_which_orders_are_gone(courier, other, clock):
    order = order_in(State.OUT_FOR_DELIVERY, courier=other)
    response = logged_in(courier).post(
        reverse("take"), {"order": [order.code]}, headers={"X-Fragment": "board"}
    )
    assert response.status_code == 409
    assert f"#{order.number} was already taken or changed." in text_of(response)


def test_taking_nothing_gets_a_sentence(courier, clock):
    response = logged_in(courier).post(
        reverse("take"), {"order": ["guessed"]}, headers={"X-Fragment": "board"}
    )
    assert response.status_code == 422
    assert "Please choose at least one order" in text_of(response)


def test_a_run_holds_all_that_a_delivery_needs(courier, clock):
    town = make_zone("town")
    open_all_day(town)
    order = order_in(
        State.OUT_FOR_DELIVERY,
        make_item(price=4_500),
        courier=courier,
        place=area_place(town, directions="blue gate", name="Bus park"),
    )
    response = logged_in(courier).get(reverse("stop", args=[order.code]))
    text = text_of(response)
    for needed in ("Bus park", "blue gate", "Aline Uwase", "1 dish", "4 500 RWF"):
        assert needed in text
    assert f'href="tel:{order.phone}"'.encode() in response.content
    assert b'value="4500"' in response.content


def test_a_courier_reads_no_allergy_no_diet_and_no_dish(courier, clock):
    eater = make_eater("Mama", avoids=["peanuts"], needs=["low_sodium"])
    item = make_item("isombe", tags=["low_sodium"])
    client = logged_in(courier)
    orders = [
        order_in(State.READY, item, eater=eater),
        order_in(State.OUT_FOR_DELIVERY, item, eater=eater, courier=courier),
    ]
    pages = [
        reverse("deliveries"),
        reverse("delivery_sheet"),
        reverse("stop", args=[orders[1].code]),
    ]
    for page in pages:
        text = text_of(client.get(page)).lower()
        assert "mama" in text
        for word in [*Allergen.labels, *DietaryTag.labels, "isombe", "contains"]:
            assert str(word).lower() not in text


def test_a_phone_number_appears_only_on_the_run_of_who_carries_it(courier, other, manager, clock):
    order = order_in(State.READY)
    assert order.phone not in text_of(logged_in(courier).get(reverse("deliveries")))
    take_orders(orders=[order], courier=other, now=NOON)

    html = logged_in(courier).get(reverse("deliveries")).content.decode()
    assert order.phone not in html
    assert order.code not in html
    assert order.phone in logged_in(other).get(reverse("deliveries")).content.decode()
    others = logged_in(manager).get(reverse("deliveries")).context["board"].others
    assert [(run.title, len(run.stops)) for run in others] == [("Eric Mugabo", 1)]


@pytest.mark.parametrize("name", ["stop", "put_back", "trouble"])
def test_the_order_of_another_courier_is_not_found(courier, other, name, clock):
    order = order_in(State.OUT_FOR_DELIVERY, courier=other)
    client, url = logged_in(courier), reverse(name, args=[order.code])
    if name == "stop":
        assert client.get(url).status_code == 404
    response = client.post(url, {"cash": "2500", "reason": "nobody"})
    assert response.status_code == 404
    order.refresh_from_db()
    assert (order.state, order.courier) == (State.OUT_FOR_DELIVERY, other)


def test_an_order_that_nobody_carries_shows_no_phone(courier, clock):
    order = order_in(State.READY)
    response = logged_in(courier).get(reverse("stop", args=[order.code]))
    assert (response.status_code, response.url) == (302, reverse("deliveries"))


@pytest.mark.parametrize(
    ("cash", "sentence"),
    [
        ("4000", "4\u202f000\xa0RWF was entered, but 4\u202f500\xa0RWF has to be paid."),
        ("", "has to be paid."),
        ("-1", "Please write whole francs"),
        ("1e9", "Please write whole francs"),
        ("9" * 19, "Please write at most"),
        ("9" * 21, "at most 20 characters"),
    ],
)
def test_wrong_cash_is_answered_with_a_sentence(courier, clock, cash, sentence):
    order = order_in(State.OUT_FOR_DELIVERY, make_item(price=4_500), courier=courier)
    response = logged_in(courier).post(reverse("stop", args=[order.code]), {"cash": cash})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    order.refresh_from_db()
    assert (order.state, order.payment_state) == (State.OUT_FOR_DELIVERY, PaymentState.UNPAID)


def test_the_hand_over_button_closes_the_order(courier, clock):
    order = order_in(State.OUT_FOR_DELIVERY, make_item(price=4_500), courier=courier)
    client, url = logged_in(courier), reverse("stop", args=[order.code])
    assert client.post(url, {"cash": "4 500"}).url == reverse("deliveries")
    order.refresh_from_db()
    assert order.state == State.DELIVERED
    # Sent again, because the answer never arrived.
    again = client.post(url, {"cash": "4 500"}, headers={"X-Fragment": "board"})
    assert (again.status_code, again.headers["X-Location"]) == (204, reverse("deliveries"))


def test_money_that_was_not_owed_is_not_said_to_be_received(courier, clock):
    order = order_in(State.OUT_FOR_DELIVERY, courier=courier)
    Order.objects.filter(pk=order.pk).update(payment_state=PaymentState.PAID)
    client = logged_in(courier)
    client.post(reverse("stop", args=[order.code]), {"cash": "9 000"})
    page = text_of(client.get(reverse("deliveries")))
    assert f"#{order.number} is handed over." in page
    assert "received" not in page
    assert order.payments.get().status == Status.PENDING


def test_an_order_to_a_bed_that_was_deleted_still_says_where_it_goes(courier, clock):
    order = order_in(State.OUT_FOR_DELIVERY, courier=courier)
    Bed.objects.filter(pk=order.bed_id).delete()
    assert order.place in text_of(logged_in(courier).get(reverse("deliveries")))


@pytest.mark.parametrize(
    "path", ["kitchen/orders/%00/", "deliveries/orders/%00/", "deliveries/orders/%00/back/"]
)
def test_a_code_that_no_database_can_read_is_no_address(path):
    with pytest.raises(Resolver404):
        resolve(f"/staff/{unquote(path)}")
    assert TakeForm(QueryDict("order=a%00b&order=abc")).codes() == ["abc"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Please say why."),
        ({"reason": "bored"}, "Please choose one of the reasons."),
        ({"reason": "other", "words": "  "}, "Please say in a few words what happened."),
        ({"reason": "nobody", "words": "x" * 151}, "at most 150 characters"),
    ],
)
def test_trouble_without_a_reason_gets_a_sentence(courier, clock, data, sentence):
    order = order_in(State.OUT_FOR_DELIVERY, courier=courier)
    response = logged_in(courier).post(reverse("trouble", args=[order.code]), data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    order.refresh_from_db()
    assert order.state == State.OUT_FOR_DELIVERY


def test_trouble_is_told_in_the_language_of_the_customer(courier, clock):
    order = order_in(State.OUT_FOR_DELIVERY, courier=courier)
    client = logged_in(courier)
    data = {"reason": "nobody", "words": "Room was locked."}
    client.post(reverse("trouble", args=[order.code]), data)
    order.refresh_from_db()
    assert order.state == State.FAILED
    assert order.events.latest("pk").reason == "Nobody was there. Room was locked."
    assert "Try again" in text_of(client.get(reverse("deliveries")))

    client.post(reverse("take"), {"order": [order.code]})
    order.refresh_from_db()
    assert (order.state, order.courier) == (State.OUT_FOR_DELIVERY, courier)


def test_the_sheet_lists_the_run_with_cash(courier, clock):
    order = order_in(State.OUT_FOR_DELIVERY, make_item(price=4_500), courier=courier)
    text = text_of(logged_in(courier).get(reverse("delivery_sheet")))
    assert f"#{order.number}" in text
    assert "4 500 RWF" in text


def test_the_board_answers_304_until_something_changes(courier, clock):
    order = order_in(State.READY)
    client, url = logged_in(courier), reverse("deliveries_cards")
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    client.post(reverse("take"), {"order": [order.code]})
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200
