"""Support changes a plan for a customer: with a reason, shown first, through the services."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from ordering.backoffice.tests.staff import log_in
from ordering.credit.selectors import balance_of
from ordering.subscriptions.models import Meal, Subscription, SubscriptionEvent
from ordering.subscriptions.tests.factories import make_subscription
from site_core.notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db
BASE = "/cms/subscriptions/subscription"


@pytest.fixture
def support() -> Client:
    return log_in("support")


@pytest.fixture
def subscription() -> Subscription:
    return make_subscription(timezone.now())


def test_support_holds_a_plan_after_seeing_what_it_means(
    support: Client, subscription: Subscription
) -> None:
    url = f"{BASE}/change/{subscription.pk}/"
    deed = {"deed": "hold", "reason": "Discharged today."}

    assert support.get(url).status_code == 200
    asked = support.post(url, deed)
    subscription.refresh_from_db()
    assert asked.status_code == 200
    assert "No more meals come. All of them wait until you say so." in asked.content.decode()
    assert not subscription.is_held

    assert support.post(url, {**deed, "sure": "yes"}).status_code == 302

    subscription.refresh_from_db()
    event = subscription.events.get(kind=SubscriptionEvent.Kind.HELD)
    assert subscription.is_held
    assert (event.reason, event.actor.email) == ("Discharged today.", "support@example.org")
    assert "Discharged today." in OutboxMessage.objects.latest("pk").body
    sheet = support.get(f"{BASE}/inspect/{subscription.pk}/").content.decode()
    assert "7 meals wait until they say so." in sheet


def test_without_a_reason_nothing_changes(support: Client, subscription: Subscription) -> None:
    url = f"{BASE}/change/{subscription.pk}/"

    answer = support.post(url, {"deed": "end", "way": "credit", "reason": " ", "sure": "yes"})

    subscription.refresh_from_db()
    assert answer.status_code == 422
    assert "Please say why." in answer.content.decode()
    assert subscription.is_running
    assert balance_of(subscription.user) == 0


def test_support_ends_a_plan_with_store_credit(support: Client, subscription: Subscription) -> None:
    deed = {"deed": "end", "way": "credit", "reason": "Moved to Huye.", "sure": "yes"}

    support.post(f"{BASE}/change/{subscription.pk}/", deed)

    subscription.refresh_from_db()
    assert subscription.state == Subscription.State.ENDED
    assert balance_of(subscription.user) == 26_400


def test_support_skips_swaps_and_moves_a_meal(support: Client, subscription: Subscription) -> None:
    first, second, third = subscription.meals.order_by("date")[:3]
    last = subscription.meals.latest("date").date

    def post(meal: Meal, **deed: str) -> None:
        url = f"{BASE}/meal/{subscription.pk}/{meal.pk}/"
        assert support.get(url).status_code == 200
        said = {"reason": "Asked by phone.", "sure": "yes"}
        assert support.post(url, {**deed, **said}).status_code == 302

    post(first, deed="skip")
    post(second, deed="dish", item=str(third.item_id))
    post(third, deed="move", date=(last + dt.timedelta(days=5)).isoformat())

    for meal in (first, second, third):
        meal.refresh_from_db()
    assert first.state == Meal.State.SKIPPED
    assert (second.item_id, second.is_chosen) == (third.item_id, True)
    assert third.date == last + dt.timedelta(days=5)
    assert subscription.events.filter(reason="Asked by phone.").count() == 3
    assert support.get(f"{BASE}/inspect/{subscription.pk}/").status_code == 200


def test_a_refusal_is_a_sentence_and_changes_nothing(
    support: Client, subscription: Subscription
) -> None:
    url = f"{BASE}/change/{subscription.pk}/"

    answer = support.post(url, {"deed": "resume", "reason": "Back.", "sure": "yes"}, follow=True)

    assert "Your plan is not paused." in answer.content.decode()
    assert not subscription.events.filter(reason="Back.").exists()
