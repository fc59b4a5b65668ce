"""Who works in the house under mixed load: cooks, couriers, a manager who also changes a price."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser

from .client import Answer, Fields
from .people import House, expect, insist
from .witness import Watched

STEP = re.compile(
    rb'id="step-([^"]+)".*?name="to" value="([^"]+)".*?name="version" value="(\d+)"', re.S
)
READY = re.compile(rb'id="take-([^"]+)"')
CARRIED = re.compile(rb'class="go" href="/staff/deliveries/orders/([^/"]+)/"')
CASH = re.compile(rb'name="cash" value="([^"]*)"')
BOARD = {"X-Fragment": "board"}
ADMIN = (
    *("/cms/", "/cms/orders/order/", "/cms/payments/payment/", "/cms/notifications/outboxmessage/"),
    *("/cms/catalogue/menuitem/", "/cms/desk/", "/cms/forecast/"),
)
# Of which dish the price moves, and between which two prices.
PRICED, PRICES = "rice-beans-dodo", (2_500, 2_700)


async def cook(house: House, visitor: Watched) -> None:
    """Look at the board as a tablet does, and move a few orders on."""
    page = await _board(visitor, "/staff/kitchen/")
    steps = STEP.findall(page.body)
    for code, to, version in random.sample(steps, min(len(steps), 4)):
        form = {"to": to.decode(), "version": version.decode()}
        path = f"/staff/kitchen/orders/{code.decode()}/"
        answer = await insist(visitor, path, form, BOARD)
        # Somebody was faster: the board says so.
        expect(answer, 200, 409)


async def deliver(house: House, visitor: Watched) -> None:
    """Take what is ready, and hand over what is carried, with the cash that the screen asks for."""
    page = await _board(visitor, "/staff/deliveries/")
    ready = READY.findall(page.body)
    if ready:
        form: Fields = [("order", code.decode()) for code in ready[:6]]
        expect(await insist(visitor, "/staff/deliveries/take/", form, BOARD), 200, 409)
    for code in CARRIED.findall(page.body)[:6]:
        path = f"/staff/deliveries/orders/{code.decode()}/"
        stop = await visitor.get(path)
        if stop.status in {302, 404}:
            continue
        cash = CASH.search(stop.body)
        form = [("cash", cash[1].decode())] if cash else []
        expect(await insist(visitor, path, form), 302)


async def manage(house: House, visitor: Watched) -> None:
    """Look around the admin; now and then, another price for a dish."""
    for path in random.sample(ADMIN, 3):
        expect(await visitor.get(path), 200)
        await house.think(1, 3)
    if random.random() < 0.4:
        await change_price(house, visitor)


async def change_price(house: House, visitor: Watched) -> None:
    path = f"/cms/catalogue/menuitem/edit/{house.items[PRICED]}/"
    page = await visitor.get(path)
    expect(page, 200)
    form = fields_of(page.body, "price")
    was = next(value for name, value in form if name == "price")
    price = next(str(price) for price in PRICES if str(price) != was)
    changed = [(name, price if name == "price" else value) for name, value in form]
    expect(await visitor.post(path, changed), 302)


async def _board(visitor: Watched, path: str) -> Answer:
    """The whole page first, its changing part from then on; 304 shows what was there before."""
    if path not in visitor.boards:
        page = await visitor.get(path)
        expect(page, 200)
        visitor.boards[path] = page
        return page
    known = visitor.boards[path]
    page = await visitor.get(
        f"{path}cards/", {**BOARD, "If-None-Match": known.headers.get("etag", "")}
    )
    expect(page, 200, 304)
    if page.status == 200:
        visitor.boards[path] = page
    return visitor.boards[path]


def fields_of(body: bytes, name: str) -> Fields:
    """What the form with a field `name` sends when nothing is touched."""
    forms = _Forms()
    forms.feed(body.decode())
    return next(form for form in forms.found if any(field == name for field, _ in form))


class _Forms(HTMLParser):
    """Every form of a page with its fields, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Fields] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.found.append([])
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self._add(self._select, given.get("value", ""))
        elif tag == "textarea":
            self._area = name
            self._add(name, "")
        elif tag == "input" and name and "disabled" not in given:
            kind = given.get("type", "text")
            is_pressed = kind in {"submit", "button", "file", "image"}
            is_open = kind in {"checkbox", "radio"} and "checked" not in given
            if not is_pressed and not is_open:
                self._add(name, given.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data: str) -> None:
        if self._area and self.found and self.found[-1]:
            field, value = self.found[-1][-1]
            self.found[-1][-1] = (field, value + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def _add(self, name: str, value: str) -> None:
        if self.found and name:
            self.found[-1].append((name, value))
