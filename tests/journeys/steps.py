"""What people do again and again, in the words that they see."""

from __future__ import annotations

import re

from playwright.sync_api import Page

DEMO_DOMAIN = "demo.dusangire.rw"


def choose_bed(page: Page, *, ward: str, room: str, bed: str) -> None:
    """On "Where should we bring it?": open the ward, tap the bed."""
    page.locator("summary", has_text=ward).click()
    group = page.locator("details", has=page.locator("summary", has_text=ward))
    group.get_by_role(
        "button", name=re.compile(rf"room {room}, bed {bed}\b", re.IGNORECASE)
    ).click()


def fill_in_contact(page: Page, *, name: str, phone: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Phone number").fill(phone)


def order_now(page: Page) -> str:
    """Tap the button with the total in it; returns that total in plain spaces."""
    button = page.get_by_role("button", name=re.compile("^Order"))
    total = re.sub(r"\s", " ", button.inner_text()).removeprefix("Order").strip()
    button.click()
    page.wait_for_url("**/orders/**")
    return total


def log_in(page: Page, word: str, password: str) -> None:
    """As one of the demo people, by the word before the @."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(f"{word}@{DEMO_DOMAIN}")
    page.locator("input[name=password]").fill(password)
    page.get_by_role("main").get_by_role(
        "button", name=re.compile("log in|sign in", re.IGNORECASE)
    ).first.click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
