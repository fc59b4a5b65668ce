"""Something was wrong with a meal: the guest says so, the desk answers, the guest rates it after all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browsing import Windows
from tests.harness.served import ServedSite
from tests.journeys.steps import log_in

pytestmark = pytest.mark.browser

# A meal that was handed over this minute; prints the code of its order and the way to its dish.
MEAL = """
from django.utils import timezone
from menu_pages.models import DishPage
from ordering.catalogue.models import MenuItem
from ordering.delivery.models import Bed
from ordering.delivery.places import place_of_bed
from ordering.orders.services import move_order
from ordering.testing import make_filled_cart, place_now

now = timezone.now()
item = MenuItem.objects.get(code="igitoki-beef")
bed = Bed.objects.select_related("room__ward__zone").order_by("pk")[5]
order = place_now(make_filled_cart(item, place=place_of_bed(bed)), now=now)
for state, role in (("preparing", "kitchen"), ("ready", "kitchen"),
        ("out_for_delivery", "delivery"), ("delivered", "delivery")):
    order = move_order(order=order, to=state, role=role, actor=None, now=now)
page = DishPage.objects.get(item=item, locale__language_code="en")
print(order.code, page.url)
"""


def send(page: Page) -> None:
    # Forms sent within two seconds are taken for a program's.
    page.wait_for_timeout(2_200)
    page.get_by_role("button", name="Send", exact=True).click()


def test_a_word_about_a_meal_is_answered_and_a_review_reaches_the_menu(
    open_site: ServedSite, windows: Windows
) -> None:
    code, dish_path = open_site.shell(MEAL).splitlines()[-1].split()
    guest, desk = windows.phone_without_javascript(), windows.desktop()

    guest.goto(f"/orders/{code}/")
    guest.get_by_role("link", name="Help with this order").click()
    guest.get_by_label("Something is wrong with it").check()
    guest.get_by_label("Your message").fill("The beef was cold.")
    send(guest)
    expect(guest.get_by_role("heading", name="We have your message.")).to_be_visible()

    log_in(desk, "support", open_site.demo_password)
    desk.goto("/staff/support/")
    desk.get_by_role("link", name="The beef was cold.").click()
    desk.get_by_text("Saved replies").click()
    desk.get_by_role("link", name="A meal was late").click()
    expect(desk.get_by_label("Answer to")).to_have_value(
        "I am sorry that your meal kept you waiting. I have spoken with the kitchen and the courier, "
        "and we are looking at what happened. Thank you for telling us."
    )
    desk.get_by_label("Note for the team").fill("Second time this week.")
    desk.get_by_role("button", name="Send and solve").click()
    expect(desk.get_by_text("The answer is on its way.")).to_be_visible()
    desk.get_by_label("Note for the team").fill("Second time this week.")
    desk.get_by_role("button", name="Keep the note").click()
    expect(desk.get_by_text("Note, only for us")).to_be_visible()

    guest.reload()
    expect(guest.get_by_text("I am sorry that your meal kept you waiting.")).to_be_visible()
    expect(guest.get_by_text("Second time this week.")).to_have_count(0)
    guest.get_by_label("Your message").fill("Thank you, the next one was hot.")
    send(guest)
    expect(guest.get_by_text("Your message has reached us.")).to_be_visible()
    desk.reload()
    expect(desk.get_by_text("Reopened once")).to_be_visible()

    guest.goto(f"/orders/{code}/rate/")
    guest.get_by_role("radio", name="4 stars").first.check(force=True)
    guest.get_by_label("What others should know about it").fill("Tender, and plenty of it.")
    send(guest)
    expect(guest.get_by_role("heading", name="Thank you for telling us.")).to_be_visible()
    guest.goto(dish_path)
    expect(guest.get_by_text("Tender, and plenty of it.")).to_have_count(0)
    desk.goto("/staff/feedback/reviews/")
    voice = desk.locator(".voice", has_text="Tender, and plenty of it.")
    voice.get_by_role("button", name="Show it", exact=True).click()
    expect(desk.get_by_text("Everybody can read it now.")).to_be_visible()
    guest.goto(dish_path)
    expect(guest.get_by_text("Tender, and plenty of it.")).to_be_visible()
