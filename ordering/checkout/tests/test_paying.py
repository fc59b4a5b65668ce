"""Orders that wait for money: placed, paid, tried again, expired, revived, paid by somebody else."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ordering.catalogue.models import DailyPortions
from ordering.checkout.errors import CannotPlace, TooManyUnpaid
from ordering.checkout.paying import NothingToPay, pay
from ordering.checkout.services import cancel_order
from ordering.checkout.unpaid import expire_unpaid, place_loose_money, remind_unpaid
from ordering.delivery.models import SlotDay, Zone
from ordering.fulfilment.services import hand_over
from ordering.orders.models import Order, OrderEvent
from ordering.orders.services import move_order
from ordering.orders.states import PaymentState, Role, State
from ordering.orders.values import Contact
from ordering.payments.asking import poll_due
from ordering.payments.methods import NotOffered, WrongPayer
from ordering.payments.models import Method, Payment, PaymentMethod, Status
from ordering.payments.sandbox.server import SandboxServer
from ordering.payments.services import confirm_by_hand, settle
from ordering.refunds.models import RefundTask
from ordering.testing import (
    NOON,
    bed_place,
    make_filled_cart,
    make_item,
    make_user,
    make_zone,
    open_all_day,
    place_now,
)
from site_core.notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db

PAYS, DECLINES, WAITS = "+250780000100", "+250780000451", "+250780000453"


@pytest.fixture
def zone(sandbox: SandboxServer) -> Zone:
    zone = make_zone("wards")
    open_all_day(zone)
    return zone


def _later(minutes: float) -> dt.datetime:
    return NOON + dt.timedelta(minutes=minutes)


def _order(zone: Zone, payer: str = PAYS, method: str = Method.MTN, **item: int) -> Order:
    dish = make_item(price=2_500, daily_portions=10, **item)
    cart = make_filled_cart(dish, place=bed_place(zone, label=payer[-3:] + str(dish.pk)))
    return place_now(cart, payment_method=method, payer_phone=payer)


def _fresh(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def _taken() -> tuple[int, int]:
    return DailyPortions.objects.get().taken, SlotDay.objects.get().taken


def test_an_order_by_mobile_money_waits_and_is_cooked_once_paid(zone: Zone) -> None:
    order = _order(zone)
    assert (order.state, _fresh(order).payment_state) == (State.PENDING, PaymentState.PENDING)
    assert OutboxMessage.objects.count() == 0
    poll_due(_later(1))
    order = _fresh(order)
    assert (order.state, order.payment_state) == (State.CONFIRMED, PaymentState.PAID)
    # As soon as possible counts from the payment on.
    assert order.promised_until == _later(31)
    assert set(OutboxMessage.objects.values_list("key", flat=True)) == {"order_paid"}


def test_after_a_refusal_another_way_pays_for_the_same_order(zone: Zone) -> None:
    order = _order(zone, DECLINES)
    poll_due(_later(1))
    assert _fresh(order).payment_state == PaymentState.FAILED
    assert _fresh(order).state == State.PENDING

    pay(order=order, method=Method.AIRTEL, payer_phone="+250730000100", now=_later(2))
    poll_due(_later(3))

    order = _fresh(order)
    assert (order.state, order.payment_method) == (State.CONFIRMED, Method.AIRTEL)
    assert _taken() == (1, 1)


def test_paying_at_the_door_after_all_sends_it_to_the_kitchen(zone: Zone) -> None:
    order = _order(zone, WAITS)
    assert pay(order=order, method=Method.CASH, payer_phone="", now=_later(2)) is None
    order = _fresh(order)
    assert (order.state, order.payment_method) == (State.CONFIRMED, Method.CASH)
    for to, role in ((State.PREPARING, Role.KITCHEN), (State.READY, Role.KITCHEN)):
        order = move_order(order=order, to=to, role=role, actor=None, now=_later(3))
    courier = make_user()
    order = move_order(
        order=order, to=State.OUT_FOR_DELIVERY, role=Role.DELIVERY, actor=courier, now=_later(3)
    )
    hand_over(order=order, cash=2_500, actor=courier, now=_later(9))
    assert _fresh(order).payment_state == PaymentState.PAID


def test_a_second_tap_rings_no_second_phone(zone: Zone, sandbox: SandboxServer) -> None:
    order = _order(zone, WAITS)
    before = sandbox.book.count("mtn")
    again = pay(order=order, method=Method.MTN, payer_phone=WAITS, now=_later(1))
    assert again == order.payments.get()
    assert sandbox.book.count("mtn") == before


@pytest.mark.parametrize(
    ("method", "phone", "error"),
    [
        (Method.MTN, "+250730000100", WrongPayer),
        (Method.AIRTEL, PAYS, WrongPayer),
        (Method.BANK, "", NotOffered),
        ("barter", "", NotOffered),
    ],
)
def test_a_way_that_does_not_fit_changes_nothing(
    zone: Zone, method: str, phone: str, error: type[Exception]
) -> None:
    order = _order(zone, WAITS)
    with pytest.raises(error):
        pay(order=order, method=method, payer_phone=phone, now=_later(1))
    assert order.payments.get().status == Status.PENDING


def test_what_is_paid_or_in_doubt_is_not_asked_for_again(zone: Zone) -> None:
    doubted, paid = _order(zone, "+250780000477"), _order(zone)
    poll_due(_later(1))
    for order in (doubted, paid):
        with pytest.raises(NothingToPay):
            pay(order=order, method=Method.MTN, payer_phone=WAITS, now=_later(2))
        assert order.payments.count() == 1


def test_a_way_is_offered_by_zone_and_amount(zone: Zone) -> None:
    row = PaymentMethod.objects.get(method=Method.MTN)
    PaymentMethod.objects.filter(pk=row.pk).update(maximum=2_499)
    with pytest.raises(CannotPlace):
        _order(zone)
    PaymentMethod.objects.filter(pk=row.pk).update(maximum=2_500)
    assert _order(zone).state == State.PENDING
    row.zones.add(make_zone("elsewhere"))
    with pytest.raises(CannotPlace):
        _order(zone)


def test_nobody_holds_many_unpaid_orders(zone: Zone) -> None:
    for _number in range(3):
        _order(zone, WAITS)
    with pytest.raises(TooManyUnpaid):
        _order(zone, WAITS)
    assert Order.objects.count() == 3
    assert _order(zone, "", Method.CASH).state == State.CONFIRMED


def test_a_place_among_the_unpaid_is_free_once_an_order_is_cancelled(zone: Zone) -> None:
    first, second, third = (_order(zone, WAITS) for _number in range(3))
    cancel_order(order=second, role=Role.CUSTOMER, actor=None, now=NOON)
    fourth = _order(zone, WAITS)
    assert [order.unpaid_place for order in (first, second, third, fourth)] == [1, 2, 3, 2]


def test_an_account_is_counted_whatever_number_it_gives(zone: Zone) -> None:
    user = make_user()
    for number in range(4):
        cart = make_filled_cart(make_item(), place=bed_place(zone, label=str(number)), user=user)
        contact = Contact(name="Aline", phone=f"+25078812345{number}", user=user)
        wish = {"payment_method": Method.MTN, "payer_phone": WAITS, "contact": contact}
        if number < 3:
            place_now(cart, **wish)
        else:
            with pytest.raises(TooManyUnpaid):
                place_now(cart, **wish)
    assert Order.objects.count() == 3


# --- The end of the wait ------------------------------------------------------------------------


def test_an_unpaid_order_expires_once_and_gives_everything_back(zone: Zone) -> None:
    order = _order(zone, WAITS)
    assert expire_unpaid(_later(14.9)) == 0
    assert expire_unpaid(_later(15)) == 1
    assert expire_unpaid(_later(16)) == 0
    assert _fresh(order).state == State.CANCELLED
    assert _taken() == (0, 0)
    assert OrderEvent.objects.filter(to_state=State.CANCELLED, role=Role.SYSTEM).count() == 1


def test_trying_again_makes_it_wait_longer(zone: Zone) -> None:
    order = _order(zone, DECLINES)
    poll_due(_later(1))
    pay(order=order, method=Method.MTN, payer_phone=WAITS, now=_later(14))
    assert expire_unpaid(_later(16)) == 0
    assert expire_unpaid(_later(29)) == 1


def test_what_a_person_decides_does_not_expire(zone: Zone) -> None:
    _order(zone, "+250780000477")
    poll_due(_later(1))
    assert expire_unpaid(_later(600)) == 0


def test_the_link_is_sent_once_to_whoever_left(zone: Zone) -> None:
    _order(zone, WAITS)
    remind_unpaid(_later(2))
    assert OutboxMessage.objects.count() == 0
    remind_unpaid(_later(4))
    remind_unpaid(_later(5))
    assert OutboxMessage.objects.filter(key="payment_awaited").count() == 2  # E-mail and SMS.


def test_late_money_revives_the_order(zone: Zone) -> None:
    order = _order(zone, WAITS)
    expire_unpaid(_later(15))
    settle(payment=order.payments.get(), actor=None, now=_later(20))
    assert _fresh(order).state == State.CANCELLED

    assert place_loose_money(_later(20)) == 1
    assert place_loose_money(_later(21)) == 0

    order = _fresh(order)
    assert (order.state, order.hold) == (State.CONFIRMED, Order.Hold.HELD)
    assert _taken() == (1, 1)
    assert RefundTask.objects.count() == 0


def test_late_money_for_what_was_sold_meanwhile_asks_for_a_refund(zone: Zone) -> None:
    order = _order(zone, WAITS)
    expire_unpaid(_later(15))
    DailyPortions.objects.update(taken=10)
    settle(payment=order.payments.get(), actor=None, now=_later(20))

    assert place_loose_money(_later(20)) == 1
    assert place_loose_money(_later(20)) == 0

    task = RefundTask.objects.get()
    assert (task.order, task.amount) == (order, 2_500)
    assert _fresh(order).state == State.CANCELLED
    assert _taken() == (10, 0)


def test_money_after_the_customer_cancelled_asks_for_a_refund(zone: Zone) -> None:
    order = _order(zone, WAITS)
    cancel_order(order=order, role=Role.CUSTOMER, actor=None, now=_later(1))
    settle(payment=order.payments.get(), actor=None, now=_later(2))
    place_loose_money(_later(2))
    assert RefundTask.objects.get().amount == 2_500
    assert _fresh(order).state == State.CANCELLED


def test_paying_twice_asks_for_the_second_amount_back(zone: Zone) -> None:
    order = _order(zone, WAITS)
    second = pay(order=order, method=Method.MTN, payer_phone=PAYS, now=_later(1))
    assert second is not None
    poll_due(_later(2))
    settle(payment=order.payments.order_by("pk")[0], actor=None, now=_later(3))
    place_loose_money(_later(3))
    assert RefundTask.objects.get().amount == 2_500
    assert _fresh(order).state == State.CONFIRMED


def test_staff_confirm_a_transfer_by_its_code(zone: Zone) -> None:
    PaymentMethod.objects.filter(method=Method.BY_HAND).update(
        is_offered=True, pay_to="*182*8*1*1#"
    )
    order = _order(zone, "", Method.BY_HAND)
    payment = order.payments.get()
    assert payment.transfer_code is not None
    assert len(payment.transfer_code) == 6
    staff = make_user()
    confirm_by_hand(payment=payment, received=2_500, provider_id="77", actor=staff, now=_later(5))
    assert _fresh(order).state == State.CONFIRMED


# --- Screens ------------------------------------------------------------------------------------


def _page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_to_pay_leads_on_as_soon_as_it_is_paid(zone: Zone, client: Client) -> None:
    order = _order(zone)
    url = reverse("order_pay", args=[order.code])
    page = _page(client, url)
    assert "Approve it on the phone." in page
    assert "+250••••••100" in page
    assert PAYS not in page
    status = client.get(f"{url}status/")
    assert (status.status_code, status["X-Final"]) == (200, "no")
    known = client.get(f"{url}status/", headers={"If-None-Match": status["ETag"]})
    assert known.status_code == 304
    poll_due(_later(1))
    status = client.get(f"{url}status/", headers={"If-None-Match": status["ETag"]})
    assert status["X-Leads-To"] == reverse("order_page", args=[order.code])
    assert client.get(url).status_code == 302


def test_a_number_of_the_other_network_is_a_sentence(zone: Zone, client: Client) -> None:
    order = _order(zone, DECLINES)
    poll_due(_later(1))
    url = reverse("order_pay", args=[order.code])
    answer = client.post(url, {"method": "mtn", "payer_phone": "0730 000 100"})
    assert answer.status_code == 422
    assert "MTN numbers begin with 078" in answer.content.decode()
    assert order.payments.count() == 1


def test_a_relative_sees_the_meal_and_the_amount_and_nothing_else(
    zone: Zone, client: Client
) -> None:
    order = _order(zone, DECLINES)
    poll_due(_later(1))
    Order.objects.update(note="Nil by mouth until noon", eater_name="Mama")
    client.post(reverse("order_pay_link", args=[order.code]))
    client.post(reverse("order_pay_link", args=[order.code]))
    link = order.pay_links.get()
    url = reverse("pay_for_other", args=[link.code])
    page = _page(Client(), url)
    assert "Aline asks you to pay" in page
    assert "A ward of the hospital" in page
    for secret in (
        "declined",
        "Nil by mouth",
        "Mama",
        "Uwase",
        order.code,
        order.shown_place,
        order.phone,
    ):
        assert secret not in page
    data = {"method": "airtel", "payer_phone": "0730000100", "payer_name": "Jean"}
    assert Client().post(url, data).status_code == 302
    assert Client().post(url, {**data, "method": "cash"}).status_code == 422
    poll_due(timezone.now() + dt.timedelta(minutes=1))
    assert "Paid by Jean" in _page(client, reverse("order_page", args=[order.code]))
    assert "It is paid. Thank you." in _page(Client(), url)


def test_a_link_that_is_taken_back_or_over_is_not_found(zone: Zone, client: Client) -> None:
    order = _order(zone, WAITS)
    make = reverse("order_pay_link", args=[order.code])
    client.post(make)
    first = order.pay_links.get()
    client.post(make, {"revoke": "yes"})
    assert client.get(reverse("pay_for_other", args=[first.code])).status_code == 404
    client.post(make)
    second = order.pay_links.get(revoked_at=None)
    assert second.code != first.code
    order.pay_links.update(expires_at=NOON - dt.timedelta(days=400))
    assert client.get(reverse("pay_for_other", args=[second.code])).status_code == 404


def test_no_number_and_no_secret_reaches_a_log(
    zone: Zone, sandbox: SandboxServer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for payer in (DECLINES, "+250780000450", "+250780000477"):
            _order(zone, payer)
        sandbox.book.behaviour.mood = "rubbish"
        poll_due(_later(0.2))
        sandbox.book.behaviour.mood = ""
        poll_due(_later(2))
    said = caplog.text + str(list(Payment.objects.values_list("events__detail", flat=True)))
    for secret in ("780000", "788123456", "api-key-secret", "subscription-secret", "Bearer"):
        assert secret not in said
