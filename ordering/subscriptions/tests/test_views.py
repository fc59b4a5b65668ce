"""The screens of a plan: choose, pay, see the calendar, change with a look before."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ordering.orders.models import Order
from ordering.payments.models import Method
from ordering.subscriptions.checks import check_times
from ordering.subscriptions.errors import CannotSubscribe
from ordering.subscriptions.forecast import plan_figures, production_forecast
from ordering.subscriptions.kitchen import load_kitchen
from ordering.subscriptions.laying import first_open_date
from ordering.subscriptions.models import Meal, Subscription
from ordering.subscriptions.tests.factories import make_kitchen, make_plan, make_subscription
from ordering.testing import NOON, make_slot, make_user, make_zone
from site_core.users.models import User

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_subscribing_leads_to_the_page_where_one_pays():
    place, plan, user = make_kitchen(), make_plan(), make_user()
    client = client_of(user)
    page = client.get(reverse("plan_new", args=[plan.code]))
    answer = client.post(
        reverse("plan_new", args=[plan.code]),
        {
            "token": str(uuid.uuid4()),
            "amount": "26400",
            "starts_on": first_open_date(timezone.now()).isoformat(),
            "weekdays": ["0", "1", "2", "3", "4", "5", "6"],
            "mealtimes": ["lunch"],
            "bed": place.bed.code,
            "name": "Aline",
            "phone": "0788000111",
            "method": Method.BANK,
            "renews": "on",
        },
    )

    order = Order.objects.get()
    assert page.status_code == 200
    assert answer.status_code == 302
    assert answer.url == reverse("order_pay", args=[order.code])
    assert order.total == 26_400
    assert client.get(answer.url).status_code == 200


def test_a_skip_is_shown_first_and_done_when_confirmed():
    now = timezone.now()
    subscription = make_subscription(now)
    client = client_of(subscription.user)
    meal = subscription.meals.order_by("-date")[1]
    address = reverse("plan_meal", args=[subscription.code, meal.pk])

    shown = client.post(address, {"deed": "skip"})
    meal.refresh_from_db()
    assert (shown.status_code, meal.state) == (200, Meal.State.PLANNED)

    done = client.post(address, {"deed": "skip", "sure": "yes"})
    meal.refresh_from_db()
    assert (done.status_code, meal.state) == (302, Meal.State.SKIPPED)
    assert client.get(reverse("plan", args=[subscription.code])).status_code == 200


def test_a_pause_and_the_end_are_shown_first():
    now = timezone.now()
    subscription = make_subscription(now)
    client = client_of(subscription.user)
    address = reverse("plan_change", args=[subscription.code])
    first = first_open_date(now) + dt.timedelta(days=1)
    pause = {"deed": "pause", "first": first, "until": first + dt.timedelta(days=7)}

    assert client.get(address).status_code == 200
    assert client.post(address, pause).status_code == 200
    subscription.refresh_from_db()
    assert subscription.paused_from is None
    assert client.post(address, {**pause, "sure": "yes"}).status_code == 302
    assert client.post(address, {"deed": "end", "way": "credit"}).status_code == 200
    assert client.post(address, {"deed": "end", "way": "credit", "sure": "1"}).status_code == 302

    subscription.refresh_from_db()
    assert subscription.state == Subscription.State.ENDED


def test_somebody_elses_plan_does_not_exist():
    subscription = make_subscription(NOON)
    client = client_of(make_user())
    meal = subscription.meals.first()

    for name, args in (
        ("plan", [subscription.code]),
        ("plan_change", [subscription.code]),
        ("plan_meal", [subscription.code, meal.pk]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404


def test_the_list_asks_the_same_number_of_queries_however_many_plans(
    django_assert_max_num_queries,
):
    place, plan, user = make_kitchen(), make_plan(), make_user()
    for _each in range(4):
        make_subscription(NOON, place=place, plan=plan, user=user)

    client = client_of(user)
    client.get(reverse("account_plans"))
    with django_assert_max_num_queries(14):
        assert client.get(reverse("account_plans")).status_code == 200


def test_the_forecast_joins_plans_and_the_figures_count_them():
    make_subscription(NOON)

    needed, figures = production_forecast(NOON), plan_figures(NOON)

    assert sum(need.planned for need in needed) == 7
    assert {need.mealtime for need in needed} == {"lunch"}
    assert (figures.active, figures.paused, figures.to_earn) == (1, 0, 26_400)
    assert figures.running == (0,) * 29 + (1,)


def test_staff_see_subscriptions_the_forecast_and_plans():
    subscription = make_subscription(NOON)
    client = client_of(User.objects.create_superuser(name="Ops", email="ops@example.org"))

    for address in (
        "/cms/subscriptions/subscription/",
        f"/cms/subscriptions/subscription/inspect/{subscription.pk}/",
        "/cms/subscriptions/plan/",
        f"/cms/subscriptions/plan/edit/{subscription.plan_id}/",
        "/cms/forecast/",
    ):
        assert client.get(address).status_code == 200, address


def test_the_time_of_a_mealtime_is_chosen_and_a_time_of_elsewhere_is_refused():
    place, plan, user = make_kitchen(), make_plan(), make_user()
    make_slot(place.zone, code="late", starts_at=dt.time(13), ends_at=dt.time(15))
    make_slot(make_zone("town"), code="far", starts_at=dt.time(14), ends_at=dt.time(15))
    subscription = make_subscription(timezone.now(), place=place, plan=plan, user=user)
    client, url = client_of(user), reverse("plan_change", args=[subscription.code])
    form = {"deed": "days", "weekdays": list("0123456"), "mealtimes": "lunch", "sure": "yes"}

    assert 'name="time_lunch"' in client.get(url).content.decode()
    assert client.post(url, {**form, "time_lunch": "far"}).status_code == 422
    assert client.post(url, {**form, "time_lunch": "late"}).status_code == 302

    subscription.refresh_from_db()
    assert subscription.times == {"lunch": "late"}
    with pytest.raises(CannotSubscribe):
        check_times(place, {"lunch": "far"}, load_kitchen(NOON))


def test_the_whole_plan_is_offered_first_and_a_known_place_is_chosen():
    place, plan, user = make_kitchen(), make_plan(trial_cycles=1, cycles=4), make_user()
    make_subscription(timezone.now(), place=place, plan=make_plan("other"), user=user)
    client, url = client_of(user), reverse("plan_new", args=[plan.code])

    whole, trial = (client.get(address).content.decode() for address in (url, f"{url}?try"))

    assert 'name="amount" value="105600"' in whole
    assert 'href="?try"' in whole
    assert f'<option value="{place.bed.code}" selected>' in whole
    assert 'name="amount" value="26400"' in trial
