"""Takes the pictures of the guide from a running demo site, in every language.

    python -m tests.harness.help_pictures http://127.0.0.1:8000

The pictures lie in marketing/seed/pictures/. One order a language is placed on the way.
"""

from __future__ import annotations

import sys
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page

from tests.harness.browsing import running_browser
from tests.harness.served import ROOT

FOLDER = ROOT / "marketing" / "seed" / "pictures"

# Four to three, drawn twice as fine: 960 x 720 pixels.
WINDOW = {"viewport": {"width": 480, "height": 360}, "device_scale_factor": 2}
LANGUAGES = {"en": "", "fr": "/fr", "rw": "/rw"}


def take_all(page: Page, prefix: str, language: str) -> None:
    """The way of a guest, without a word of any language in it."""

    def take(name: str, around: str) -> None:
        page.locator(around).first.evaluate("spot => spot.scrollIntoView({block: 'start'})")
        page.evaluate("scrollBy(0, -16)")
        page.wait_for_load_state("networkidle")
        picture = Image.open(BytesIO(page.screenshot()))
        picture.convert("RGB").save(FOLDER / f"{name}.{language}.webp", quality=72, method=6)

    page.goto(f"{prefix}/menu/")
    take("help-menu", "[data-code=isombe-ubugali]")
    page.locator(".filters summary").first.click()
    take("help-filters", ".filters")
    page.goto(f"{prefix}/menu/lunch/isombe-ubugali/")
    take("help-dish", ".allergens")
    page.goto(f"{prefix}/cart/eater/")
    take("help-eater", "form.stack")
    page.goto(f"{prefix}/cart/choose/fruit-salad/")
    page.locator(".choose__button").click()
    page.goto(f"{prefix}/cart/place/")
    page.locator("#place details summary").first.click()
    take("help-place", "#place details")
    page.locator("#place details button").first.click()
    page.goto(f"{prefix}/cart/")
    take("help-cart", "#cart h1")
    page.goto(f"{prefix}/checkout/")
    page.locator("[name=name]").fill("Claudine")
    page.locator("[name=phone]").fill("0788 123 456")
    take("help-checkout", ".threes__step")
    page.locator(".order-bar button, .bill__sum button").locator("visible=true").first.click()
    page.wait_for_url("**/orders/**")
    take("help-order", "h1")


def main(address: str) -> None:
    for browser in running_browser():
        for language, prefix in LANGUAGES.items():
            window = browser.new_context(base_url=address, **WINDOW)
            page = window.new_page()
            page.set_default_timeout(10_000)
            take_all(page, prefix, language)
            window.close()


if __name__ == "__main__":
    main(sys.argv[1])
