"""The whole job, at 390 px: a guest orders to a bed, the kitchen cooks, a courier hands it over."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browsing import Windows
from tests.harness.served import ServedSite
from tests.journeys.steps import choose_bed, fill_in_contact, log_in, order_now

pytestmark = pytest.mark.browser


def test_a_guest_orders_to_a_bed_and_watches_the_meal_arrive(
    open_site: ServedSite, windows: Windows
) -> None:
    guest = windows.phone()
    guest.goto("/menu/")
    guest.get_by_text("Diet, allergens, price").click()
    guest.get_by_text("Peanuts", exact=True).click()
    guest.get_by_role("button", name="Show dishes").click()
    expect(guest.get_by_text("no peanuts")).to_be_visible()
    expect(guest.locator("[data-code=isombe-ubugali]")).to_have_count(0)

    guest.locator("[data-code=igitoki-beef]").get_by_role("link", name="Add").click()
    sheet = guest.get_by_role("dialog")
    sheet.get_by_text("Large").click()
    sheet.get_by_label("Note for the kitchen").fill("A spoon, please")
    sheet.get_by_role("button", name="Add to cart").click()
    guest.get_by_role("link", name="See your cart").click()
    expect(guest.get_by_role("heading", name="Your cart")).to_be_visible()

    guest.get_by_role("link", name="Tell us about allergies").click()
    guest.get_by_label("Who eats?").fill("Mama")
    guest.get_by_text("Peanuts", exact=True).click()
    guest.get_by_role("button", name=re.compile("Save|Note")).click()
    expect(guest.get_by_text("no peanuts").first).to_be_visible()

    guest.goto("/checkout/")
    choose_bed(guest, ward="Surgery", room="3", bed="2")
    fill_in_contact(guest, name="Claudine", phone="0788 123 456")
    total = order_now(guest)
    assert total == "5 700 RWF"
    number = _number_on(guest)
    expect(guest.get_by_text("Surgery, room 3, bed 2").first).to_be_visible()
    sms = open_site.wait_for_sms("+250788123456")
    assert number in sms["text"]
    assert guest.url.split("?")[0] in sms["text"]

    cook = windows.phone()
    log_in(cook, "kitchen", open_site.demo_password)
    cook.wait_for_url("**/staff/kitchen/")
    ticket = cook.locator("article.ticket", has=cook.get_by_text(number, exact=False)).first
    expect(ticket).to_contain_text("Igitoki")
    expect(ticket).to_contain_text("Large")
    expect(ticket).to_contain_text("A spoon, please")
    expect(ticket).to_contain_text(re.compile("no peanuts", re.IGNORECASE))
    expect(cook.get_by_text("788")).to_have_count(0)
    cook.get_by_role("button", name=f"Start {number}").click()
    expect(guest.get_by_role("heading", name=re.compile("cook", re.IGNORECASE))).to_be_visible(
        timeout=25_000
    )
    cook.get_by_role("button", name=f"Ready {number}").click()

    courier = windows.phone()
    log_in(courier, "delivery", open_site.demo_password)
    courier.wait_for_url("**/staff/deliveries/")
    courier.get_by_role("button", name=f"Take {number}").click()
    courier.get_by_role("link", name=re.compile(rf"{number}\b")).first.click()
    courier.get_by_role("button", name=re.compile("Handed over, 5.700")).click()
    expect(courier.get_by_text("You carry nothing at the moment.")).to_be_visible()

    expect(guest.get_by_role("heading", name=re.compile("Enjoy", re.IGNORECASE))).to_be_visible(
        timeout=25_000
    )
    guest.get_by_role("link", name="Receipt").click()
    # A bill, or the numbered receipt that the worker writes within seconds of the payment.
    expect(guest.get_by_text(re.compile("VAT 18 %")).first).to_be_visible()


def test_without_javascript_everything_works_one_page_longer(
    open_site: ServedSite, windows: Windows
) -> None:
    guest = windows.phone_without_javascript()
    guest.goto("/menu/")
    guest.locator("[data-code=rice-beans-dodo]").get_by_role("link", name="Add").click()
    guest.get_by_role("button", name="Add to cart").click()
    expect(guest.get_by_role("heading", name="Your cart")).to_be_visible()
    guest.goto("/checkout/")
    choose_bed(guest, ward="Maternity", room="1", bed="1")
    fill_in_contact(guest, name="Jeanne", phone="0722 123 456")
    order_now(guest)
    number = _number_on(guest)

    cook = windows.phone_without_javascript()
    log_in(cook, "kitchen", open_site.demo_password)
    cook.get_by_role("button", name=f"Start {number}").click()
    cook.get_by_role("button", name=f"Ready {number}").click()
    courier = windows.phone_without_javascript()
    log_in(courier, "delivery", open_site.demo_password)
    courier.get_by_role("button", name=f"Take {number}").click()
    courier.get_by_role("link", name=re.compile(rf"{number}\b")).first.click()
    courier.get_by_role("button", name=re.compile("Handed over,")).click()

    guest.reload()
    expect(guest.get_by_role("heading", name=re.compile("Enjoy", re.IGNORECASE))).to_be_visible()


def test_a_double_tap_on_order_makes_one_order(open_site: ServedSite, phone: Page) -> None:
    phone.goto("/cart/choose/rice-beans-dodo/")
    phone.get_by_role("button", name="Add to cart").click()
    phone.get_by_role("link", name="See your cart").click()
    phone.wait_for_url("**/cart/")
    phone.goto("/checkout/")
    choose_bed(phone, ward="Surgery", room="1", bed="1")
    fill_in_contact(phone, name="Double", phone="0788 000 111")
    phone.get_by_role("button", name=re.compile("^Order")).dblclick()
    phone.wait_for_url("**/orders/**")
    count = "from ordering.orders.models import Order; print(Order.objects.filter(customer_name='Double').count())"
    assert open_site.shell(count).splitlines()[-1] == "1"


def _number_on(page: Page) -> str:
    found = re.search(r"#\d+", page.get_by_role("main").inner_text())
    assert found, "no order number on the page"
    return found[0]
