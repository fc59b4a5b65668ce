"""Takes the pictures of the guides in docs/guides/ from a running demo site.

    python -m tests.harness.guide_pictures http://127.0.0.1:8000

The site is a fresh one (`make demo-reset`, `make run`); one order is placed and carried on the way.
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
# Wide enough for the boards, small enough to read in a page.
DESK = {"viewport": {"width": 1180, "height": 720}}
POCKET = {**PHONE, "viewport": {"width": 390, "height": 720}, "device_scale_factor": 1.5}
QUALITY = 60


def keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)


def a_guest_orders(page: Page) -> None:
    page.goto("/menu/")
    keep(page, "guest-menu")
    page.goto("/menu/lunch/isombe-ubugali/")
    keep(page, "guest-dish")
    page.goto("/cart/choose/fruit-salad/")
    page.locator(".choose__button").click()
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
    keep(page, "account-people")
    page.goto("/accounts/data/")
    keep(page, "account-data")


def the_kitchen_cooks(page: Page) -> None:
    page.goto("/staff/kitchen/")
    keep(page, "kitchen-board")
    page.goto("/staff/kitchen/items/")
    keep(page, "kitchen-items")
    page.goto("/staff/kitchen/")
    for step in ("Start", "Ready"):
        page.locator("main form button", has_text=step).first.click()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1_000)
    keep(page, "kitchen-ready")


def a_courier_carries(page: Page) -> None:
    page.goto("/staff/deliveries/")
    keep(page, "delivery-board")


def support_helps(page: Page) -> None:
    for name, path in (
        ("support-desk", "/staff/support/"),
        ("order-desk", "/cms/desk/"),
        ("support-orders", "/cms/orders/order/"),
    ):
        page.goto(path)
        keep(page, name)


def a_manager_looks_after_it(page: Page) -> None:
    for name, path in (
        ("admin-home", "/cms/"),
        ("admin-dishes", "/cms/catalogue/menuitem/"),
        ("admin-promotions", "/cms/promotions/promotion/"),
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
    ):
        page.goto(path)
        keep(page, name)


WALKS: tuple[tuple[str, dict[str, object], Callable[[Page], None]], ...] = (
    ("", POCKET, a_guest_orders),
    ("customer", POCKET, a_customer_looks),
    ("kitchen", DESK, the_kitchen_cooks),
    ("delivery", POCKET, a_courier_carries),
    ("support", DESK, support_helps),
    ("manager", DESK, a_manager_looks_after_it),
    ("marketing", DESK, marketing_writes),
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
