"""A day of marketing: a new dish with photo and price, a banner, an answer, French; and who sees it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.harness.browsing import Windows
from tests.harness.served import ServedSite
from tests.journeys.steps import log_in

pytestmark = pytest.mark.browser
DISH = "Ibihaza with groundnut sauce"
BANNER = "Pumpkin week: warm, soft and gold"
QUESTION = "May I have something soft?"
ANSWER = "Yes. Pumpkin is soft, and the kitchen cooks it without salt if you say so."


def publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    # The word stands on the editor's page before, too: what counts is the answer to the form.
    with page.expect_navigation():
        page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages").get_by_text(re.compile("published"))).to_be_visible()


def make_item(page: Page) -> None:
    """What is sold, without leaving the page of the dish."""
    page.get_by_role("button", name="Choose what is sold, or make it").click()
    page.get_by_role("tab", name="New").click()
    made = page.locator(".modal-body")
    made.locator("[name=name]").fill("Ibihaza")
    made.locator("[name=category]").select_option(label="Lunch")
    made.locator("[name=price]").fill("2 150")
    made.locator("[name=preparation_minutes]").fill("20")
    made.locator("[name=allergens-peanuts][value=contains]").check(force=True)
    made.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("Ibihaza · 2")).to_be_visible()


def upload_photo(page: Page, folder: Path) -> None:
    photo = folder / "ibihaza.jpg"
    Image.new("RGB", (1280, 960), "#c9822b").save(photo)
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("tab", name="Upload").click()
    dialogue = page.locator(".modal-body")
    dialogue.locator("input[type=file]").set_input_files(photo)
    # Wagtail makes a title of the name of the file.
    expect(dialogue.locator("input[name$=title]")).to_have_value("ibihaza")
    dialogue.get_by_role("button", name="Upload").click()
    expect(page.locator(".modal-body")).to_have_count(0)


def make_dish(page: Page, folder: Path) -> None:
    page.goto("/cms/dishes/choose_parent/?locale=en")
    page.get_by_label("Lunch", exact=True).check()
    page.get_by_role("button", name=re.compile("Continue|Create|New")).last.click()
    page.locator("input[name=title]").fill(DISH)
    page.locator("input[name=summary]").fill("Pumpkin, slowly stewed")
    make_item(page)
    upload_photo(page, folder)
    publish(page)


def schedule_banner(page: Page) -> None:
    """From a moment ago until tomorrow, in the time of Kigali."""
    now = dt.datetime.now(ZoneInfo("Africa/Kigali"))
    page.goto("/cms/snippets/banners/banner/add/")
    page.locator("input[name=name]").fill("Pumpkin week")
    page.locator("input[name=title]").fill(BANNER)
    page.locator("select[name=placement]").select_option("home_hero")
    page.locator("select[name=priority]").select_option("3")
    for name, moment in (
        ("starts_at", now - dt.timedelta(hours=1)),
        ("ends_at", now + dt.timedelta(days=1)),
    ):
        page.locator(f"input[name={name}]").fill(f"{moment:%Y-%m-%d %H:%M}")
        page.keyboard.press("Escape")
    publish(page)


def answer_a_question(page: Page) -> None:
    """The first question of the house gets another answer."""
    page.goto("/cms/snippets/marketing/question/?locale=en")
    page.locator("td.title a, .title-wrapper a").first.click()
    page.locator("input[name=question]").fill(QUESTION)
    words = page.locator("[role=textbox][contenteditable=true]").first
    words.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    words.press_sequentially(ANSWER)
    # The editor hands its words over to the form a moment after they were typed.
    expect(page.locator("[name=answer]")).to_have_value(re.compile("without salt if you say so"))
    publish(page)


def test_a_marketing_editor_does_it_all_and_a_customer_sees_it(
    windows: Windows, site: ServedSite, tmp_path: Path
) -> None:
    # Wagtail saves by itself while one writes, and is told 400 of a page that has no title yet.
    windows.allow("400 .*/cms/pages/add/")
    desk = windows.desktop()
    log_in(desk, "marketing", site.demo_password)
    make_dish(desk, tmp_path)
    schedule_banner(desk)
    answer_a_question(desk)

    desk.goto(site.shell(FAQ).strip().splitlines()[-1])
    desk.get_by_role("button", name="Toggle preview").click()
    preview = desk.frame_locator("#w-preview-iframe")
    expect(preview.locator("html[lang=en]")).to_have_count(1, timeout=20_000)
    desk.get_by_label("Preview mode").select_option(label="In French")
    expect(preview.locator("html[lang=fr]")).to_have_count(1, timeout=20_000)

    guest = windows.phone()
    guest.goto("/")
    expect(guest.get_by_text(BANNER, exact=True)).to_be_visible()
    guest.goto("/menu/lunch/ibihaza-with-groundnut-sauce/")
    expect(guest.get_by_role("heading", name=DISH)).to_be_visible()
    expect(guest.get_by_role("main").get_by_text(re.compile("2.150.RWF")).first).to_be_visible()
    expect(guest.locator(".dish-top img")).to_be_visible()
    # Nobody signed for the other thirteen yet.
    expect(guest.locator(".allergens__group--contains")).to_contain_text("Peanuts")
    expect(guest.locator(".allergens__group--unknown")).to_contain_text("Milk")
    guest.goto("/questions/?q=pumpkin")
    expect(guest.locator("summary", has_text=QUESTION)).to_be_visible()
    expect(guest.get_by_text(ANSWER)).to_be_visible()


FAQ = """
from marketing.models import FAQPage
print(f"/cms/pages/{FAQPage.objects.get(locale__language_code='en').pk}/edit/")
"""
