"""Friends who come by an invitation: once, by somebody else, rewarded when the meal is paid."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from ordering.carts.models import Cart
from ordering.carts.selectors import view_cart
from ordering.carts.services import deliver_to, make_cart
from ordering.checkout.services import DiscountGone, cancel_order
from ordering.delivery.places import Place
from ordering.delivery.services import keep_address
from ordering.fulfilment.services import hand_over
from ordering.loyalty.models import PointsAccount
from ordering.loyalty.rules import change_rules
from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.orders.values import Contact
from ordering.promotions.seeding import seed_referral_offer
from ordering.promotions.values import Customer
from ordering.referrals.models import Referral
from ordering.referrals.selectors import suspicious_referrals
from ordering.referrals.services import (
    OwnInvitation,
    accept_invitation,
    code_of,
    pay_rewards,
    record_referral,
    settle_referrals,
)
from ordering.testing import (
    NOON,
    area_place,
    make_filled_cart,
    make_item,
    make_order,
    make_user,
    make_zone,
    open_all_day,
    place_now,
    put,
)
from site_core.users.models import User

pytestmark = pytest.mark.django_db

FRIEND = "+250788000001"


@pytest.fixture
def host() -> User:
    seed_referral_offer()
    return make_user("Aline Uwase", phone="0788123456")


@pytest.fixture
def place() -> Place:
    zone = make_zone()
    open_all_day(zone)
    return area_place(zone, "house with the blue gate")


@pytest.fixture
def cart(host: User, place: Place) -> Cart:
    """A friend's cart with a dish of 5000 RWF, come by the invitation."""
    cart = make_filled_cart(make_item("isombe", price=5_000), place=place)
    accept_invitation(cart=cart, code=code_of(host), is_own_device=False, now=NOON)
    cart.refresh_from_db()
    return cart


def order_as_friend(cart: Cart, phone: str = FRIEND) -> Order:
    """Whatever it costs: the dish at its full price at most."""
    return place_now(cart, contact=Contact("Jean", phone), expected_total=5_000)


def test_a_friend_pays_ten_percent_less_and_is_written_down(cart: Cart, host: User) -> None:
    order = order_as_friend(cart)
    referral = Referral.objects.get()
    assert order.discount == 500
    assert (referral.order, referral.referrer, referral.state) == (order, host, "ordered")
    assert FRIEND[-6:] not in referral.friend_key
    cart.refresh_from_db()
    assert cart.invited_by is None


def test_the_reward_is_due_once_the_meal_is_delivered_and_paid(cart: Cart, host: User) -> None:
    order = order_as_friend(cart)
    assert settle_referrals(NOON) == 0
    for state, role in (
        (State.PREPARING, Role.KITCHEN),
        (State.READY, Role.KITCHEN),
        (State.OUT_FOR_DELIVERY, Role.DELIVERY),
    ):
        order = move_order(order=order, to=state, role=role, actor=None, now=NOON)
    hand_over(order=order, cash=4_500, actor=host, now=NOON)
    assert [settle_referrals(NOON) for _ in range(3)] == [1, 0, 0]
    referral = Referral.objects.get()
    assert (referral.state, referral.points, referral.due_at) == ("due", 100, NOON)


def test_a_second_order_is_no_first_order(cart: Cart, host: User, place: Place) -> None:
    order_as_friend(cart)
    again = make_filled_cart(make_item(price=5_000), place=place)
    accept_invitation(cart=again, code=code_of(host), is_own_device=False, now=NOON)
    again.refresh_from_db()
    Cart.objects.filter(pk=again.pk).update(contact_phone=FRIEND)
    again.refresh_from_db()
    assert view_cart(again, now=NOON).quote.discount == 0


def test_after_a_cancelled_order_the_invitation_still_holds(cart: Cart, host: User) -> None:
    first = order_as_friend(cart)
    cancel_order(order=first, role=Role.CUSTOMER, actor=None, now=NOON)
    cart.refresh_from_db()
    put(cart, make_item(price=5_000))
    accept_invitation(cart=cart, code=code_of(host), is_own_device=False, now=NOON)
    cart.refresh_from_db()
    assert order_as_friend(cart).discount == 500
    assert sorted(Referral.objects.values_list("state", flat=True)) == ["ordered", "void"]


def test_two_first_orders_at_once_make_one_referral(cart: Cart, host: User, place: Place) -> None:
    """The other one was written between our look and our write."""
    other = make_order(make_item(), place=place)
    other.phone = FRIEND
    record_referral(order=other, referrer_id=host.pk, now=NOON)
    with pytest.raises(DiscountGone, match="first order only"):
        order_as_friend(cart)
    assert Referral.objects.count() == 1


def test_nobody_invites_themselves_by_account_phone_device_or_address(
    host: User, place: Place
) -> None:
    code = code_of(host)
    mine = make_cart(user=host)
    same_phone = make_cart(user=None)
    same_phone.contact_phone = "+250788123456"
    for cart in (mine, same_phone):
        with pytest.raises(OwnInvitation):
            accept_invitation(cart=cart, code=code, is_own_device=False, now=NOON)
    with pytest.raises(OwnInvitation):
        accept_invitation(cart=make_cart(user=None), code=code, is_own_device=True, now=NOON)
    assert not Cart.objects.exclude(invited_by=None).exists()

    keep_address(user=host, label="Home", place=place)
    at_home = make_filled_cart(make_item(price=5_000), place=place)
    Cart.objects.filter(pk=at_home.pk).update(invited_by=host)
    at_home.refresh_from_db()
    assert view_cart(at_home, now=NOON).quote.discount == 0
    deliver_to(cart=at_home, place=area_place(make_zone(), "another house"))
    assert view_cart(at_home, now=NOON).quote.discount == 500
    # With the number of whoever invites, typed only at the end, it costs the full price.
    assert order_price_with(at_home, "+250788123456") == 5_000


def test_ones_own_invitation_is_a_sign_that_staff_see(host: User, place: Place) -> None:
    """By account, phone and device when it is taken; by phone and address when it is ordered with."""
    code = code_of(host)
    for cart, is_own_device in ((make_cart(user=host), False), (make_cart(user=None), True)):
        with pytest.raises(OwnInvitation):
            accept_invitation(cart=cart, code=code, is_own_device=is_own_device, now=NOON)
    keep_address(user=host, label="Home", place=place)
    at_home = make_filled_cart(make_item(price=5_000), place=place)
    with pytest.raises(OwnInvitation):
        accept_invitation(cart=at_home, code=code, is_own_device=False, now=NOON)
    # The same at the checkout: it costs the full price, and is kept.
    Cart.objects.filter(pk=at_home.pk).update(invited_by=host)
    at_home.refresh_from_db()
    assert order_as_friend(at_home).discount == 0
    elsewhere = make_filled_cart(make_item(price=5_000), place=area_place(place.zone, "far away"))
    Cart.objects.filter(pk=elsewhere.pk).update(invited_by=host)
    elsewhere.refresh_from_db()
    assert order_as_friend(elsewhere, "+250788123456").discount == 0
    found = {row.by: row.count for row in suspicious_referrals(NOON)}
    assert found == {
        "the same account": 1,
        "the same phone number": 1,
        "the same address": 2,
        "the same device": 1,
    }
    assert not Referral.objects.exists()
    assert suspicious_referrals(NOON + dt.timedelta(days=91)) == []


def test_who_turns_out_to_share_number_or_address_later_is_a_sign_too(
    cart: Cart, host: User, place: Place
) -> None:
    order_as_friend(cart)
    assert suspicious_referrals(NOON) == []
    keep_address(user=host, label="Home", place=place)
    User.objects.filter(pk=host.pk).update(phone=FRIEND)
    found = {row.by: row.count for row in suspicious_referrals(NOON)}
    assert found == {"the same phone number": 1, "the same address": 1}


def test_a_strangers_invitation_that_brought_nothing_is_no_sign(cart: Cart, place: Place) -> None:
    order_as_friend(cart)
    again = make_filled_cart(make_item(price=5_000), place=place)
    Cart.objects.filter(pk=again.pk).update(invited_by=Referral.objects.get().referrer)
    again.refresh_from_db()
    assert order_as_friend(again).discount == 0
    assert suspicious_referrals(NOON) == []


def test_the_reward_is_paid_once_when_the_friends_meal_is_delivered_and_paid(
    cart: Cart, host: User
) -> None:
    order = order_as_friend(cart)
    Order.objects.filter(pk=order.pk).update(state=State.DELIVERED)
    assert (settle_referrals(NOON), pay_rewards(NOON)) == (0, 0)
    # Something was cold and went back before anybody looked: it was paid all the same.
    Order.objects.filter(pk=order.pk).update(payment_state="partly_refunded")
    assert (settle_referrals(NOON), pay_rewards(NOON)) == (1, 1)
    assert (settle_referrals(NOON), pay_rewards(NOON)) == (0, 0)
    # A worker that died between its two steps repeats both.
    Referral.objects.update(state=Referral.State.DUE)
    assert pay_rewards(NOON) == 1
    account = PointsAccount.objects.get(user=host)
    assert (account.balance, account.entries.count()) == (100, 1)


def test_the_reward_is_what_the_rules_promised_when_the_friend_ordered(
    cart: Cart, host: User
) -> None:
    change_rules(changes={"referral_points": 70}, actor=None, now=NOON)
    order = order_as_friend(cart)
    change_rules(changes={"referral_points": 0}, actor=None, now=NOON + dt.timedelta(hours=1))
    Order.objects.filter(pk=order.pk).update(state=State.DELIVERED, payment_state="paid")
    later = NOON + dt.timedelta(hours=2)
    assert (settle_referrals(later), pay_rewards(later)) == (1, 1)
    assert PointsAccount.objects.get(user=host).balance == 70


def test_rules_that_promise_nothing_to_whoever_invites_post_nothing(cart: Cart) -> None:
    change_rules(changes={"referral_points": 0}, actor=None, now=NOON)
    order = order_as_friend(cart)
    Order.objects.filter(pk=order.pk).update(state=State.DELIVERED, payment_state="paid")
    assert (settle_referrals(NOON), pay_rewards(NOON)) == (1, 0)
    assert Referral.objects.get().state == "rewarded"
    assert not PointsAccount.objects.exists()


def order_price_with(cart: Cart, phone: str) -> int:
    return view_cart(cart, now=NOON, customer=Customer(None, phone)).quote.total


def test_the_page_of_an_invitation_changes_nothing_until_its_button(
    client: Client, host: User
) -> None:
    url = f"/invite/{code_of(host).code}/"
    page = client.get(url).content.decode()
    assert "Aline invites you" in page
    assert "10 % less" in page
    assert not Cart.objects.exists()
    assert client.post(url)["Location"] == "/menu/"
    assert Cart.objects.get().invited_by == host


def test_the_device_of_whoever_invites_is_known(client: Client, host: User) -> None:
    client.force_login(host)
    page = client.get("/account/invite/").content.decode()
    assert f"/invite/{code_of(host).code}/" in page
    assert "100 points for you" in page
    own = client.cookies["invites"].value
    client.logout()
    client.cookies["invites"] = own
    response = client.post(f"/invite/{code_of(host).code}/")
    assert response.status_code == 422
    assert "your own invitation" in response.content.decode()


def test_without_an_offer_there_is_nothing_to_invite_to(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    assert "no gift for friends" in client.get("/account/invite/").content.decode()
    assert client.get(f"/invite/{code_of(user).code}/").status_code == 404
    assert client.get("/invite/nobody/").status_code == 404
