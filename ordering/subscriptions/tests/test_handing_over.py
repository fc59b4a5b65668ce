"""A plan goes to another account: by a link, once, and safe for whoever eats now."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ordering.catalogue.facts import Presence
from ordering.credit.selectors import balance_of
from ordering.dietary.models import Eater
from ordering.orders.values import Contact
from ordering.subscriptions.deeds import preview_end
from ordering.subscriptions.ending import change_plan, end_subscription
from ordering.subscriptions.errors import CannotChangePlan
from ordering.subscriptions.generating import generate_orders
from ordering.subscriptions.handing_over import (
    OfferOver,
    Receiver,
    offer_plan,
    open_offer,
    take_plan,
    withdraw_offer,
)
from ordering.subscriptions.models import Handover, Meal, Subscription
from ordering.subscriptions.tests.factories import (
    make_dish,
    make_kitchen,
    make_plan,
    make_subscription,
)
from ordering.testing import NOON, make_user
from site_core.notifications.models import OutboxMessage
from tests.money.books import wrong_in_the_plans

pytestmark = pytest.mark.django_db
EVENING = NOON.replace(hour=18)


@pytest.fixture
def place():
    return make_kitchen(dishes=2)


@pytest.fixture
def subscription(place) -> Subscription:
    return make_subscription(NOON, place=place)


def offer(subscription: Subscription, now: dt.datetime = NOON) -> Handover:
    return offer_plan(
        subscription=subscription,
        name="Keza",
        phone="+250788000222",
        email="keza@example.org",
        actor=subscription.user,
        now=now,
    )


def receiver(place, eater: Eater | None = None) -> Receiver:
    user = make_user()
    contact = Contact(name="Keza", phone="+250788000222", email="", user=user, language="fr")
    return Receiver(contact, place, eater)


def test_an_offer_changes_nothing_and_sends_a_link(subscription):
    made = offer(subscription)

    letter, sms = OutboxMessage.objects.filter(key="subscription_offered").order_by("channel")
    before = subscription.user
    subscription.refresh_from_db()
    assert subscription.user == before
    assert {letter.recipient, sms.recipient} == {"keza@example.org", "+250788000222"}
    assert made.code in letter.body
    assert made.code in sms.body


def test_the_receiver_has_the_calendar_and_every_dish_is_judged_anew(place, subscription):
    giver = subscription.user
    peanuts = make_dish("lunch", allergens={"peanuts": Presence.CONTAINS.value})
    Meal.objects.update(item=peanuts, is_chosen=True)
    new = receiver(place, Eater.objects.create(name="Keza", avoids=["peanuts"]))

    take_plan(offer=offer(subscription), receiver=new, now=NOON)

    subscription.refresh_from_db()
    assert (subscription.user, subscription.phone) == (new.contact.user, "+250788000222")
    assert (subscription.payer_phone, subscription.renews) == ("+250788000222", False)
    dishes = set(subscription.meals.values_list("item_id", flat=True))
    assert None not in dishes
    assert peanuts.pk not in dishes
    # What was paid stays the payer's.
    assert subscription.periods.get().order.user == giver
    generate_orders(now=EVENING)
    assert subscription.meals.get(state=Meal.State.ORDERED).order.user == new.contact.user


def test_a_link_works_once_and_not_for_oneself(place, subscription):
    made = offer(subscription)
    own = Contact(name="A", phone="+250788000111", user=subscription.user)
    with pytest.raises(CannotChangePlan):
        take_plan(offer=made, receiver=Receiver(own, place, None), now=NOON)
    take_plan(offer=made, receiver=receiver(place), now=NOON)

    with pytest.raises(OfferOver):
        take_plan(offer=made, receiver=receiver(place), now=NOON)
    with pytest.raises(OfferOver):
        open_offer(made.code, NOON)


def test_a_link_dies_with_another_offer_with_time_and_when_it_is_taken_back(subscription):
    first = offer(subscription)
    second = offer(subscription)

    with pytest.raises(OfferOver):
        open_offer(first.code, NOON)
    with pytest.raises(OfferOver):
        open_offer(second.code, NOON + dt.timedelta(days=7))
    assert open_offer(second.code, NOON) == second
    withdraw_offer(subscription=subscription, actor=None, now=NOON)
    with pytest.raises(OfferOver):
        open_offer(second.code, NOON)


def test_what_goes_back_of_a_given_plan_goes_to_whoever_paid(place, subscription):
    giver, new = subscription.user, receiver(place)
    take_plan(offer=offer(subscription), receiver=new, now=NOON)
    subscription.refresh_from_db()

    assert "whoever paid" in preview_end(subscription, NOON).sentences[0]
    with pytest.raises(CannotChangePlan):
        change_plan(
            subscription=subscription, plan=make_plan("other"), mealtimes=["lunch"], actor=None,
            now=NOON,
        )  # fmt: skip
    # A missed run: the first meal can no longer come.
    generate_orders(now=EVENING + dt.timedelta(days=1))
    late = subscription.meals.get(state=Meal.State.CREDITED)
    rest = end_subscription(
        subscription=subscription, way="credit", actor=None, now=EVENING + dt.timedelta(days=1)
    )

    assert balance_of(new.contact.user) == 0
    assert balance_of(giver) == late.price + rest
    assert list(wrong_in_the_plans()) == []


def test_the_page_of_the_link_hands_the_plan_over():
    now = timezone.now()
    place = make_kitchen()
    subscription = make_subscription(now, place=place)
    made, user, client = offer(subscription, now), make_user(), Client()
    url = reverse("plan_take", args=[made.code])
    assert client.get(url).status_code == 302
    client.force_login(user)

    page = client.get(url)
    refused = client.post(url, {"name": "Keza", "phone": "0788000222"})
    taken = client.post(url, {"name": "Keza", "phone": "0788000222", "bed": place.bed.code})

    assert "7 meals are left." in page.content.decode()
    assert refused.status_code == 422
    assert taken.url == reverse("plan", args=[subscription.code])
    assert client.get(taken.url).status_code == 200
    assert client.get(url).url == reverse("account_plans")
