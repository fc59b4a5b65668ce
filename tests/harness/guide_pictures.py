"""Takes the pictures of the guides in docs/guides/ from a running demo site.

    python -m tests.harness.guide_pictures http://127.0.0.1:8000

The site is a fresh one (`make demo-reset`, `make run`) with its demo day (`make demo-day`); one order
is placed and carried on the way. A word after the address takes the pictures of that role alone.
The password of the demo accounts is read from var/demo_password.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.harness.browsing import PHONE, running_browser
from tests.harness.served import ROOT
from tests.journeys.steps import fill_in_contact, log_in, order_now

FOLDER = ROOT / "docs" / "guides" / "pictures"
# Wide enough for the boards and for lists in the admin, small enough to read in a page.
TABLET: dict[str, object] = {"viewport": {"width": 1180, "height": 860}}
DESK: dict[str, object] = {"viewport": {"width": 1360, "height": 860}}
POCKET = {**PHONE, "device_scale_factor": 1.5}
QUALITY = 60


def keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)


def a_guest_orders(page: Page) -> None:
    page.goto("/menu/")
    keep(page, "guest-menu")
    page.goto("/menu/lunch/isombe-ubugali/")
    page.evaluate("scrollTo(0, 200)")
    keep(page, "guest-dish")
    for dish in ("chapati-beans", "fruit-salad"):
        page.goto(f"/cart/choose/{dish}/")
        page.locator(".choose__button").click()
        page.wait_for_load_state("networkidle")
    page.goto("/cart/place/")
    keep(page, "guest-place")
    page.locator("#place details summary").first.click()
    page.locator("#place details button").first.click()
    page.goto("/cart/")
    keep(page, "guest-cart")
    page.goto("/checkout/")
    fill_in_contact(page, name="Claudine", phone="0788 123 456")
    keep(page, "guest-checkout")
    order_now(page)
    keep(page, "guest-order")


def a_customer_looks(page: Page) -> None:
    page.goto("/account/eaters/")
    if not page.get_by_text("Mama Claudine").count():
        page.get_by_label("Name").fill("Mama Claudine")
        page.locator("label", has_text="Peanuts").first.click()
        page.locator("main form button").last.click()
        page.goto("/account/eaters/")
    keep(page, "account-people")
    page.goto("/accounts/data/")
    keep(page, "account-data")


def the_kitchen_cooks(page: Page) -> None:
    page.goto("/staff/kitchen/")
    keep(page, "kitchen-board")
    page.goto("/staff/kitchen/items/")
    keep(page, "kitchen-items")
    page.goto("/staff/kitchen/")
    page.locator("main form button", has_text="Ready").first.click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_000)
    keep(page, "kitchen-ready")


def a_courier_carries(page: Page) -> None:
    page.goto("/staff/deliveries/")
    keep(page, "delivery-board")
    page.get_by_text("Hand over").nth(1).click()
    keep(page, "delivery-hand-over")


def somebody_calls(page: Page) -> None:
    """An order taken by phone, as far as the dishes."""
    page.goto("/cms/desk/")
    if not page.locator("#desk-who").is_visible():
        page.get_by_role("button", name="Start over").click()
    page.locator("#desk-who").fill("Uwase")
    page.locator(".desk__person", has_text="Chantal").first.click()
    bill = page.locator(".desk__bill")
    bill.get_by_text("Chantal Uwase").wait_for()
    page.get_by_label("Phone", exact=True).fill("0788 000 101")
    page.get_by_label("Phone", exact=True).press("Tab")
    bill.get_by_text("Name and phone").wait_for(state="hidden")
    page.locator("#desk-q").fill("mashed potatoes")
    page.get_by_role("button", name="Add Mashed potatoes", exact=True).click()
    bill.locator(".desk__what", has_text="Mashed potatoes").wait_for()
    page.evaluate("scrollTo(0, 0)")
    keep(page, "order-desk")


def support_helps(page: Page) -> None:
    somebody_calls(page)
    for name, path in (
        ("support-desk", "/staff/support/"),
        ("support-orders", "/cms/orders/order/"),
    ):
        page.goto(path)
        keep(page, name)
    page.goto("/staff/support/")
    page.locator("main a[href*='/staff/support/']", has_text="Where is my order").first.click()
    page.wait_for_load_state("networkidle")
    keep(page, "support-ticket")


def a_manager_looks_after_it(page: Page) -> None:
    for name, path in (
        ("admin-home", "/cms/"),
        ("admin-dishes", "/cms/catalogue/menuitem/"),
        ("admin-promotions", "/cms/promotions/promotion/"),
        ("admin-day", "/cms/money/day/"),
        ("admin-refunds", "/cms/refunds/refund/"),
        ("admin-staff", "/cms/staff-accounts/"),
        ("admin-invite", "/cms/invitation/new/"),
    ):
        page.goto(path)
        keep(page, name)


def marketing_writes(page: Page) -> None:
    for name, path in (
        ("admin-pages", "/cms/dishes/"),
        ("admin-usage", "/cms/usage/"),
        ("editor-home", "/cms/"),
        ("editor-questions", "/cms/snippets/marketing/question/?locale=en"),
        ("editor-banner", "/cms/snippets/banners/banner/add/"),
    ):
        page.goto(path)
        keep(page, name)
    page.goto("/cms/dishes/")
    page.get_by_role("link", name="African tea").first.click()
    page.locator("[data-side-panel-toggle=checks]").click()
    page.wait_for_timeout(2_000)
    keep(page, "editor-checks")
    page.locator("[data-side-panel-toggle=preview]").click()
    page.get_by_label("Preview mode").select_option(label="In French")
    page.wait_for_timeout(2_000)
    keep(page, "editor-preview")


def the_menu_is_kept(page: Page) -> None:
    page.goto("/cms/dishes/")
    for box in page.locator("tbody input[type=checkbox]").all()[1:3]:
        box.check()
    keep(page, "editor-dishes")


WALKS: tuple[tuple[str, dict[str, object], Callable[[Page], None]], ...] = (
    ("", POCKET, a_guest_orders),
    ("customer", POCKET, a_customer_looks),
    ("kitchen", TABLET, the_kitchen_cooks),
    ("delivery", POCKET, a_courier_carries),
    ("support", DESK, support_helps),
    ("manager", DESK, a_manager_looks_after_it),
    ("marketing", DESK, marketing_writes),
    ("menu", DESK, the_menu_is_kept),
)


def walk(browser: Browser, address: str, password: str, only: str) -> None:
    for who, window, steps in WALKS:
        if only and only != (who or "guest"):
            continue
        context = browser.new_context(base_url=address, locale="en-GB", **window)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(20_000)
        if who:
            log_in(page, who, password)
        steps(page)
        context.close()


def main(address: str, only: str = "") -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    password = (ROOT / "var" / "demo_password").read_text().strip()
    for browser in running_browser():
        walk(browser, address, password, only)


if __name__ == "__main__":
    main(*sys.argv[1:])
