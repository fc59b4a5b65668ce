"""A banner from the editor's desk to the people it is meant for, and away when it was closed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browsing import Windows
from tests.harness.served import ServedSite
from tests.journeys.steps import log_in

pytestmark = pytest.mark.browser
TITLE = "Keep your ward and your allergies: make an account"


def write_banner(page: Page) -> None:
    """For guests, at the top of the menu, before all others."""
    page.goto("/cms/snippets/banners/banner/add/")
    page.locator("input[name=name]").fill("Accounts")
    page.locator("input[name=title]").fill(TITLE)
    page.locator("input[name=link_text]").fill("Make one")
    page.locator("input[name=link_address]").fill("/accounts/signup/")
    page.locator("select[name=placement]").select_option("menu_top")
    page.locator("select[name=audience]").select_option("guests")
    page.locator("select[name=priority]").select_option("3")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("created and published")).to_be_visible()


def test_a_banner_reaches_those_it_is_meant_for_and_stays_closed(
    windows: Windows, site: ServedSite
) -> None:
    desk = windows.desktop()
    log_in(desk, "marketing", site.demo_password)
    write_banner(desk)

    guest = windows.phone()
    guest.goto("/menu/?utm_campaign=journey")
    banner = guest.get_by_role("complementary", name=TITLE)
    expect(banner).to_be_visible()
    with guest.expect_request("**/counts/"):
        guest.wait_for_timeout(3_000)

    customer = windows.phone()
    log_in(customer, "customer", site.demo_password)
    with customer.expect_response("**/banners/here/**"):
        customer.goto("/menu/")
    expect(customer.get_by_role("complementary", name=TITLE)).to_have_count(0)

    guest.get_by_role("button", name=f"Close: {TITLE}").click()
    guest.reload()
    expect(banner).to_be_hidden()

    desk.goto("/cms/usage/")
    for words in ("Accounts", "journey"):
        expect(desk.get_by_role("cell", name=words).first).to_be_visible()
