"""Paying on a phone, with both providers played beside the site: success, refusal, a relative."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browsing import Windows
from tests.harness.served import ServedSite
from tests.journeys.steps import choose_bed, fill_in_contact

pytestmark = pytest.mark.browser


def test_a_guest_pays_declines_and_lets_a_relative_pay(
    open_site: ServedSite, windows: Windows
) -> None:
    """One journey, three orders: MTN; refusal, then Airtel; left alone, then paid by a link."""
    guest = windows.phone()
    _order(guest, "MTN Mobile Money", phone="0780 000 100", bed="1")
    expect(guest.get_by_role("heading", name="Approve it on the phone.")).to_be_visible()
    expect(guest.get_by_text("+250••••••100")).to_be_visible()
    expect(guest.get_by_text("We have your order.")).to_be_visible(timeout=20_000)
    expect(guest.get_by_text("Paid", exact=True)).to_be_visible()

    _order(guest, "MTN Mobile Money", phone="0780 000 451", bed="2")
    expect(guest.get_by_text("The payment was declined on the phone.")).to_be_visible(
        timeout=20_000
    )
    guest.get_by_text("Airtel Money").click()
    guest.get_by_label("Mobile money number").fill("0730 000 100")
    guest.get_by_role("button", name=re.compile("^Pay")).click()
    expect(guest.get_by_text("Airtel Money is asking")).to_be_visible()
    expect(guest.get_by_text("We have your order.")).to_be_visible(timeout=20_000)

    _order(guest, "MTN Mobile Money", phone="0780 000 453", bed="3")
    guest.get_by_role("button", name="Make a link to send").click()
    link = guest.get_by_label("Address to send").input_value()
    relative = windows.phone()
    relative.goto(link)
    expect(relative.get_by_text("asks you to pay for a meal")).to_be_visible()
    expect(relative.get_by_text("A ward of the hospital")).to_be_visible()
    assert "bed" not in relative.get_by_role("main").inner_text().lower()
    relative.get_by_text("Another number or another way").click()
    relative.get_by_label("Your name").fill("Jean in Huye")
    relative.get_by_label("Mobile money number").fill("0788 555 100")
    relative.get_by_role("button", name=re.compile("^Pay")).click()
    expect(relative.get_by_text("It is paid. Thank you.")).to_be_visible(timeout=20_000)
    expect(guest.get_by_text("Paid by Jean in Huye")).to_be_visible(timeout=20_000)


def _order(page: Page, method: str, *, phone: str, bed: str) -> None:
    page.goto("/cart/choose/rice-beans-dodo/")
    page.get_by_role("button", name="Add to cart").click()
    page.get_by_role("link", name="See your cart").click()
    page.wait_for_url("**/cart/")
    page.goto("/checkout/")
    if "/cart/place/" in page.url:
        choose_bed(page, ward="Surgery", room="3", bed=bed)
    fill_in_contact(page, name="Claudine Uwera", phone=phone)
    page.get_by_text(method).click()
    page.get_by_role("button", name=re.compile("^Order")).click()
    page.wait_for_url("**/orders/**")
