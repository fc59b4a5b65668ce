"""What a page costs on a phone: bytes, requests, other hosts, and things that jump."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.harness.served import ServedSite

pytestmark = pytest.mark.browser

KB = 1_000
WITHOUT_IMAGES = 100 * KB
ABOVE_THE_FOLD = 350 * KB
LANGUAGES = ("", "/fr", "/rw")
# The sum of what moved, in parts of the screen. A phone's browser calls the first half second of
# every page "recent input"; nobody has touched these pages, so everything counts.
SHIFT = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => done(sum), 100));
})"""
FAR_AWAY = {"offline": False, "latency": 100, "downloadThroughput": -1, "uploadThroughput": -1}


@dataclass
class Transfer:
    url: str
    kind: str
    bytes: int = 0


class Wire:
    """What Chromium itself counted: every byte of every answer, headers and compression included."""

    def __init__(self, page: Page) -> None:
        self.transfers: dict[str, Transfer] = {}
        self.session = page.context.new_cdp_session(page)
        self.session.on("Network.requestWillBeSent", self._asked)
        self.session.on("Network.loadingFinished", self._came)
        self.session.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        kind = event.get("type", "")
        self.transfers[event["requestId"]] = Transfer(event["request"]["url"], kind)

    def _came(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.transfers:
            self.transfers[event["requestId"]].bytes = event["encodedDataLength"]

    def bytes(self, *, images: bool) -> int:
        return sum(one.bytes for one in self if images or one.kind != "Image")

    def of_kind(self, *kinds: str) -> list[str]:
        return [one.url for one in self if one.kind in kinds]

    def elsewhere(self, home: str) -> list[str]:
        return [one.url for one in self if not one.url.startswith((home, "data:", "blob:"))]

    def __iter__(self) -> Iterator[Transfer]:
        return iter(self.transfers.values())

    def __str__(self) -> str:
        heaviest = sorted(self, key=lambda one: -one.bytes)
        return "\n".join(f"{one.bytes:>8} {one.kind:<10} {one.url}" for one in heaviest)


def watch(page: Page, path: str) -> Wire:
    """Open a page and let it come to rest."""
    wire = Wire(page)
    page.goto(path, wait_until="networkidle")
    return wire


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_view_of_the_menu_is_small(
    open_site: ServedSite, phone: Page, language: str
) -> None:
    wire = watch(phone, f"{language}/menu/")
    assert wire.of_kind("Image"), "no picture above the fold"
    assert 0 < wire.bytes(images=False) <= WITHOUT_IMAGES, f"\n{wire}"
    assert wire.bytes(images=True) <= ABOVE_THE_FOLD, f"\n{wire}"


@pytest.mark.parametrize("path", ["/", "/menu/", "/menu/lunch/", "/menu/lunch/igitoki-beef/"])
def test_a_stranger_asks_for_one_page_and_nothing_personal(
    open_site: ServedSite, phone: Page, path: str
) -> None:
    wire = watch(phone, path)
    assert wire.of_kind("Document", "XHR", "Fetch") == [f"{open_site.url}{path}"]
    assert phone.context.cookies() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_jumps_and_no_other_host_is_asked(
    open_site: ServedSite, phone: Page, language: str
) -> None:
    public = [f"{language}{path}" for path in ("/", "/menu/", "/menu/lunch/igitoki-beef/")]
    wire = Wire(phone)
    wire.session.send("Network.emulateNetworkConditions", FAR_AWAY)
    shifts = {f"{path} as a stranger": _shift(phone, path) for path in public}
    phone.goto(f"{language}/menu/")
    phone.locator("[data-code=igitoki-beef] [data-choose]").click()
    phone.get_by_role("dialog").locator("[type=submit]").click()
    phone.locator(".cart-bar a").wait_for()
    private = [f"{language}{path}" for path in ("/cart/", "/cart/place/", "/cart/eater/")]
    shifts |= {f"{path} with a cart": _shift(phone, path) for path in (*public, *private)}
    # With this much to avoid the line at the top needs a second one.
    for allergen in ("peanuts", "milk", "eggs", "fish", "soya"):
        phone.locator(f"input[value={allergen}]").check(force=True)
    phone.locator("main form [type=submit], main form button.button--big").last.click()
    phone.wait_for_url(lambda url: "/eater/" not in url)
    phone.locator(".place__text").wait_for()
    shifts |= {f"{path} with a long line": _shift(phone, path) for path in (public[1], private[0])}
    assert {path: shift for path, shift in shifts.items() if shift >= 0.01} == {}
    assert wire.elsewhere(open_site.url) == []


def _shift(page: Page, path: str) -> float:
    page.goto(path, wait_until="networkidle")
    return float(page.evaluate(SHIFT))
