"""A plan on a phone: paid once with mobile money, skipped, swapped, paused, and cooked by itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browsing import Windows
from tests.harness.served import ServedSite, wait_for
from tests.journeys.steps import log_in

pytestmark = pytest.mark.browser

# The evening run, for the day of the first meal: what the worker does before tomorrow.
RUN = """
from django.core.management import call_command
from ordering.subscriptions.models import Meal
call_command("generate_subscription_orders", f"--date={Meal.objects.order_by('date').first().date}")
"""


def test_a_plan_is_paid_once_and_its_meals_reach_the_kitchen(
    site: ServedSite, windows: Windows
) -> None:
    guest = windows.phone()
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

    site.shell(RUN)
    guest.goto(calendar)
    expect(guest.get_by_text("Follow it").first).to_be_visible()

    kitchen = windows.desktop()
    log_in(kitchen, "kitchen", site.demo_password)
    kitchen.goto("/staff/kitchen/")
    kitchen.get_by_role("link", name=re.compile("^Later")).click()
    expect(kitchen.get_by_text("Vegetable soup").first).to_be_visible()


def subscribe(page: Page) -> None:
    page.goto("/account/plans/new/daily-lunch/")
    page.get_by_label("A bed in a ward").select_option(label="Surgery, room 4, bed 1")
    page.get_by_label("Phone number").fill("0780 000 100")
    page.get_by_label("Mobile money number").fill("0780 000 100")
    page.get_by_text("MTN Mobile Money").click()
    page.get_by_role("button", name=re.compile("^Subscribe and pay")).click()
    page.wait_for_url("**/orders/**")
