"""A plan on a phone: paid with mobile money, changed, cooked by itself, and what its points pay."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browsing import Windows
from tests.harness.served import ServedSite, wait_for
from tests.journeys.steps import log_in, order_now

pytestmark = pytest.mark.browser

# The evening run before the first meal, as the worker makes it, whatever the hour is now.
RUN = """
import datetime as dt
from ordering.delivery.schedule import KIGALI
from ordering.subscriptions.generating import generate_orders
from ordering.subscriptions.models import Meal
first = Meal.objects.order_by("date").first().date
evening = dt.datetime.combine(first - dt.timedelta(days=1), dt.time(19), tzinfo=KIGALI)
print(generate_orders(now=evening, date=first))
"""
# Cooked, brought, and what is due is posted, as the boards and the worker do it.
DELIVER = """
from django.utils import timezone
from ordering.fulfilment.services import cook_step, hand_over, take_orders
from ordering.loyalty.services import settle_due_orders
from ordering.subscriptions.models import Meal
from site_core.users.models import User
order = Meal.objects.exclude(order=None).get().order
now, staff = timezone.now(), User.objects.get(email="manager@demo.dusangire.rw")
for state in ("preparing", "ready"):
    order = cook_step(order=order, to=state, seen_version=order.version, actor=staff, now=now)
take_orders(orders=[order], courier=staff, now=now)
hand_over(order=order, cash=0, actor=staff, now=now)
settle_due_orders(now)
"""


def test_a_plan_is_paid_once_eaten_and_its_points_pay_part_of_the_next_meal(
    open_site: ServedSite, windows: Windows
) -> None:
    site, guest = open_site, windows.phone()
    log_in(guest, "customer", site.demo_password)
    subscribe(guest)
    expect(guest.get_by_text("Your plan is paid.")).to_be_visible(timeout=20_000)
    expect(guest.get_by_text("Enjoy your meal.")).to_have_count(0)

    guest.goto("/account/plans/")
    guest.get_by_role("link", name="Open").click()
    calendar = guest.url
    meals = guest.locator("main a[href*='/meals/']")
    # The worker plans the meals within seconds of the payment.
    wait_for(lambda: guest.reload() and meals.count() == 3, "the calendar", seconds=30)

    meals.nth(1).click()
    guest.get_by_role("button", name="Skip this meal").click()
    expect(guest.get_by_text("Your last meal then comes on")).to_be_visible()
    guest.get_by_role("button", name="Yes, do it").click()
    guest.wait_for_url(calendar)

    meals.first.click()
    guest.get_by_text("Vegetable soup", exact=True).click()
    guest.get_by_role("button", name="Take this dish").click()
    guest.wait_for_url(calendar)
    expect(guest.get_by_text("Vegetable soup")).to_be_visible()

    pause_after_the_first_meal(guest)
    guest.wait_for_url(calendar)
    expect(guest.get_by_text("meals again on")).to_be_visible()

    site.shell(RUN)
    guest.goto(calendar)
    expect(guest.get_by_text("Follow it").first).to_be_visible()

    kitchen = windows.desktop()
    log_in(kitchen, "kitchen", site.demo_password)
    kitchen.goto("/staff/kitchen/")
    kitchen.get_by_role("link", name=re.compile("^Later")).click()
    expect(kitchen.get_by_text("Vegetable soup").first).to_be_visible()

    site.shell(DELIVER)
    guest.get_by_text("Follow it").first.click()
    expect(guest.get_by_text("Enjoy your meal.")).to_be_visible()
    points = points_of(guest)
    assert points > 0
    used = pay_with_points(guest)
    assert points_of(guest) == points - used


def subscribe(page: Page) -> None:
    page.goto("/account/plans/new/daily-lunch/")
    page.get_by_role("link", name=re.compile("^Rather try it first: 3 meals")).click()
    page.get_by_label("A bed in a ward").select_option(label="Surgery, room 4, bed 1")
    page.get_by_label("Phone number").fill("0780 000 100")
    page.get_by_label("Mobile money number").fill("0780 000 100")
    page.get_by_text("MTN Mobile Money").click()
    page.get_by_role("button", name=re.compile("^Subscribe and pay")).click()
    page.wait_for_url("**/orders/**")


def pause_after_the_first_meal(page: Page) -> None:
    page.get_by_role("link", name="Pause, change or end").click()
    first = page.get_by_label("No meals from")
    first.fill(f"{dt.date.fromisoformat(first.input_value()) + dt.timedelta(days=1)}")
    page.locator("#pause").get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Yes, do it").click()


def points_of(page: Page) -> int:
    page.goto("/account/points/")
    return int(page.locator(".points-card__sum strong").inner_text())


def pay_with_points(page: Page) -> int:
    """Order a dish for half of its price, the other half in points; returns how many."""
    page.goto("/menu/")
    page.locator("[data-code=igitoki-beef]").get_by_role("link", name="Add").click()
    page.get_by_role("dialog").get_by_role("button", name="Add to cart").click()
    page.get_by_role("link", name="See your cart").wait_for()
    # The bed of the plan is where the account orders to.
    page.goto("/checkout/")
    offer = page.locator("label", has=page.locator("input[name=use_points]"))
    words = " ".join(offer.inner_text().split())
    found = re.search(r"Use (\d+) points .* You then pay (.+ RWF)\.", words)
    assert found is not None, words
    offer.click()
    assert order_now(page) == found[2]
    expect(page.get_by_text("Points", exact=True).first).to_be_visible()
    return int(found[1])
