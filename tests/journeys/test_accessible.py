"""No page has a serious accessibility fault: every screen, on a phone, by day and by night.

axe needs to run its own code in the page, so these windows look past the content policy; that the
policy holds is watched by every other journey.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.harness.browsing import PHONE, Windows
from tests.harness.served import ServedSite
from tests.journeys.steps import choose_bed, log_in

pytestmark = pytest.mark.browser

GRAVE = {"serious", "critical"}
# What follows colours is asked once more by night; the rest of a page is the same.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
RUN = "options => axe.run({ ...options, resultTypes: ['violations'], preload: false })"
# A colour that fades in a parent fades in its children only afterwards.
FINISH_FADES = """() => {
    const fades = () => document.getAnimations().filter((one) => one instanceof CSSTransition);
    for (let round = 0; round < 20 && fades().length; round += 1) fades().forEach((one) => one.finish());
}"""
# Placed by /cart/here/ a moment after the page itself.
PERSONAL_PART_IS_THERE = """() => !document.documentElement.classList.contains("is-visitor")
    || performance.getEntriesByType("resource").some(
        (entry) => entry.name.endsWith("/cart/here/") && entry.responseEnd)"""

# One order in each state, the customer's own; a saved address and somebody to eat.
ROWS = """
import json
from django.utils import timezone
from menu_pages.models import DishPage
from ordering.catalogue.models import MenuItem
from ordering.delivery.models import Address, Bed
from ordering.delivery.places import place_of_bed
from ordering.fulfilment import services as kitchen
from ordering.orders.services import move_order
from ordering.orders.values import Contact
from ordering.testing import make_eater, make_filled_cart, place_now
from site_core.users.models import User

now = timezone.now()
people = {word: User.objects.get(email=f"{word}@demo.dusangire.rw")
    for word in ("customer", "kitchen", "delivery")}
customer, cook, courier = people.values()
beds = iter(Bed.objects.select_related("room__ward__zone").order_by("-pk"))
item = MenuItem.objects.get(code="igitoki-beef")
Address.objects.filter(user=customer).delete()
bed = next(beds)
Address.objects.create(user=customer, label="Beside Mama", bed=bed)
eater = make_eater("Mama", avoids=["peanuts"], needs=["low_sodium"], owner=customer)

def order():
    return place_now(
        make_filled_cart(item, place=place_of_bed(next(beds)), user=customer, eater=eater),
        contact=Contact(name="Claudine Uwase", phone="+250788222333", user=customer), now=now)

def cook_until(placed, *states):
    for state in states:
        placed = kitchen.cook_step(
            order=placed, to=state, seen_version=placed.version, actor=cook, now=now)
    return placed

def carried():
    return kitchen.take_orders(
        orders=[cook_until(order(), "preparing", "ready")], courier=courier, now=now).orders[0]

codes = {
    "confirmed": order(),
    "cancelled": move_order(order=order(), to="cancelled", role="customer", actor=customer, now=now),
    "preparing": cook_until(order(), "preparing"),
    "ready": cook_until(order(), "preparing", "ready"),
    "out_for_delivery": carried(),
}
placed = carried()
codes["delivered"] = kitchen.hand_over(order=placed, cash=placed.total, actor=courier, now=now)
codes["failed"] = failed = kitchen.could_not_hand_over(
    order=carried(), reason="Nobody was in the room.", actor=courier, now=now)
codes = {state: order.code for state, order in codes.items()}
print(json.dumps({**codes, "eater": eater.code, "order_pk": failed.pk,
    "item_pk": item.pk, "dish_pk": DishPage.objects.filter(item=item).order_by("pk")[0].pk,
    "ward_pk": bed.room.ward.pk}))
"""


@pytest.fixture(scope="module")
def rows(open_site: ServedSite) -> dict[str, Any]:
    return json.loads(open_site.shell(ROWS).splitlines()[-1])


@pytest.fixture(scope="module")
def logged_in(open_site: ServedSite, browser: Browser) -> Callable[[str], Any]:
    """The cookies of a demo person, who logs in once for all tests here."""

    @cache
    def cookies(word: str) -> Any:
        context = browser.new_context(base_url=open_site.url, **PHONE)
        log_in(context.new_page(), word, open_site.demo_password)
        state = context.storage_state()
        context.close()
        return state

    return cookies


def open_eyes(windows: Windows, **options: Any) -> Page:
    return windows.phone(bypass_csp=True, reduced_motion="reduce", **options)


def faults(page: Page, *, by_night: bool = True) -> list[str]:
    """What axe finds serious on the page as it stands, in light and in dark colours."""
    page.wait_for_function(PERSONAL_PART_IS_THERE)
    page.evaluate(Axe().axe_script)
    found = _found(page, {}, "")
    if by_night:
        page.emulate_media(color_scheme="dark")
        found += _found(page, COLOURS, " by night")
        page.emulate_media(color_scheme="light")
    return found


def _found(page: Page, options: dict[str, Any], when: str) -> list[str]:
    page.evaluate(FINISH_FADES)
    return [
        f"{page.url}{when}: {violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for violation in page.evaluate(RUN, options)["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]


def faults_of(page: Page, *paths: str, by_night: bool = True) -> list[str]:
    found = []
    for path in paths:
        page.goto(path)
        assert page.url.endswith(path), f"{path} led to {page.url}"
        found += faults(page, by_night=by_night)
    return found


def none_of(found: list[str]) -> None:
    assert not found, "\n" + "\n".join(found)


def test_pages_for_everybody(open_site: ServedSite, windows: Windows) -> None:
    page = open_eyes(windows)
    windows.allow("404 .*/nothing-here/")
    found = faults_of(
        page,
        "/",
        "/fr/menu/",
        "/menu/?without=peanuts&diet=vegan",
        "/menu/?q=nothing-like-this",
        "/menu/lunch/",
        "/nothing-here/",
    )
    page.goto("/menu/")
    page.locator(".card a, .dish__name a").first.click()
    page.wait_for_url("**/menu/*/*/")
    none_of(found + faults(page))


# Every block that marketing can put onto a page, on one page.
ALL_BLOCKS = """
import json
from marketing.models import HomePage, StandardPage
from marketing.tests.pages import every_block
from site_core.images.models import Picture

home = HomePage.objects.get(locale__language_code="en")
body = json.dumps(every_block(home, Picture.objects.order_by("pk").first()))
if not StandardPage.objects.filter(slug="all-blocks").exists():
    home.add_child(instance=StandardPage(title="All blocks", slug="all-blocks", body=body))
"""


def test_pages_that_marketing_makes(open_site: ServedSite, windows: Windows) -> None:
    open_site.shell(ALL_BLOCKS)
    found = faults_of(
        open_eyes(windows),
        "/all-blocks/",
        "/questions/",
        "/how-it-works/",
        "/health-and-recipes/eating-after-an-operation/",
    )
    none_of(found)


def test_from_an_empty_cart_to_a_refused_checkout(open_site: ServedSite, windows: Windows) -> None:
    windows.allow("422 .*/checkout/")
    guest = open_eyes(windows)
    found = faults_of(guest, "/cart/", "/cart/choose/igitoki-beef/")
    guest.goto("/menu/")
    guest.locator("[data-code=igitoki-beef]").get_by_role("link", name="Add").click()
    sheet = guest.get_by_role("dialog")
    expect(sheet.get_by_role("button", name="Add to cart")).to_be_visible()
    found += faults(guest)
    sheet.get_by_role("button", name="Add to cart").click()
    guest.get_by_role("link", name="See your cart").wait_for()
    found += faults(guest)
    found += faults_of(guest, "/cart/", "/cart/place/", "/cart/eater/")
    guest.goto("/checkout/")
    choose_bed(guest, ward="Surgery", room="1", bed="1")
    found += faults_of(guest, "/checkout/", "/cart/")
    guest.goto("/checkout/")
    guest.locator("form").evaluate_all(
        "forms => forms.forEach((form) => { form.noValidate = true; })"
    )
    guest.get_by_label("Phone number").fill("12")
    guest.get_by_role("button", name="Order").click()
    expect(guest.locator("[aria-invalid=true]").first).to_be_visible()
    none_of(found + faults(guest))


def test_an_order_in_every_state(windows: Windows, rows: dict[str, Any]) -> None:
    guest = open_eyes(windows)
    states = (
        "confirmed", "preparing", "ready", "out_for_delivery", "delivered", "failed", "cancelled",
    )  # fmt: skip
    found = faults_of(guest, *(f"/orders/{rows[state]}/" for state in states))
    none_of(found + faults_of(guest, f"/orders/{rows['delivered']}/receipt/"))


def test_getting_in(open_site: ServedSite, windows: Windows) -> None:
    windows.allow("410 .*/accounts/invitation/")
    page = open_eyes(windows)
    found = faults_of(
        page,
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/invitation/x/",
        "/accounts/login/",
    )
    page.locator("input[name=login]").fill("nobody@example.org")
    page.locator("input[name=password]").fill("wrong")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("main").get_by_role("alert")).to_be_visible()
    none_of(found + faults(page))


def test_an_account(
    open_site: ServedSite, windows: Windows, rows: dict[str, Any], logged_in: Callable[[str], Any]
) -> None:
    customer = open_eyes(windows, storage_state=logged_in("customer"))
    found = faults_of(
        customer,
        "/menu/",
        "/account/",
        "/account/orders/",
        "/account/addresses/",
        "/account/eaters/",
        f"/account/eaters/{rows['eater']}/",
        "/accounts/profile/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/logout/",
        "/accounts/reauthenticate/",
    )
    customer.get_by_label("Password").fill(open_site.demo_password)
    customer.get_by_role("main").get_by_role("button").first.click()
    customer.goto("/accounts/2fa/totp/activate/")
    none_of(found + faults(customer))


def test_the_kitchen(
    windows: Windows, rows: dict[str, Any], logged_in: Callable[[str], Any]
) -> None:
    cook = open_eyes(windows, storage_state=logged_in("kitchen"))
    found = faults_of(cook, "/staff/kitchen/", "/staff/kitchen/items/")
    none_of(found)


def test_the_deliveries(
    windows: Windows, rows: dict[str, Any], logged_in: Callable[[str], Any]
) -> None:
    courier = open_eyes(windows, storage_state=logged_in("delivery"))
    stop = f"/staff/deliveries/orders/{rows['out_for_delivery']}/"
    found = faults_of(courier, "/staff/deliveries/", "/staff/deliveries/sheet/", stop)
    # Leaves the courier of the demo with empty hands for other journeys.
    courier.get_by_role("button", name=re.compile("Handed over")).click()
    expect(courier.get_by_text("You carry nothing at the moment.")).to_be_visible()
    none_of(found + faults(courier))


def test_our_screens_of_the_admin(
    windows: Windows, rows: dict[str, Any], logged_in: Callable[[str], Any]
) -> None:
    admin = open_eyes(windows, storage_state=logged_in("admin"))
    found = faults_of(
        admin,
        "/cms/",
        "/cms/orders/order/",
        f"/cms/orders/order/inspect/{rows['order_pk']}/",
        f"/cms/orders/order/move/{rows['order_pk']}/out_for_delivery/",
        "/cms/payments/payment/",
        "/cms/catalogue/menuitem/",
        f"/cms/catalogue/menuitem/edit/{rows['item_pk']}/",
        "/cms/dishes/",
        f"/cms/pages/{rows['dish_pk']}/edit/",
        "/cms/delivery/zone/",
        "/cms/delivery/slot/",
        f"/cms/delivery/ward/inspect/{rows['ward_pk']}/",
        "/cms/notifications/messagetemplate/",
        "/cms/notifications/outboxmessage/",
        "/cms/invitation/",
        "/cms/invitation/new/",
        by_night=False,
    )
    admin.goto("/cms/orders/order/")
    list_of_rows = admin.locator(".result-list")
    assert list_of_rows.evaluate("list => list.scrollHeight <= list.clientHeight"), (
        "rows are hidden"
    )
    none_of(found)
