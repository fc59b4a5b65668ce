"""What the visitors of the bench do: look at pages, signed in or not, add a dish, order a meal."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from .client import Visitor

TOKEN = re.compile(rb'name="token" value="([^"]+)"')
DIGEST = re.compile(rb'name="digest" value="([^"]+)"')
TOTAL = re.compile(rb'name="expected_total" value="([^"]+)"')
SLOT = re.compile(rb'name="slot"\s[^>]*value="([^"]+)"|value="([^"]+)"\s[^>]*name="slot"')


def look_at(path: str) -> Callable[[Visitor], Awaitable[None]]:
    async def task(visitor: Visitor) -> None:
        answer = await visitor.get(path)
        assert answer.status == 200, answer.status

    return task


def look_at_signed_in(path: str) -> Callable[[Visitor], Awaitable[None]]:
    """The page, which is the same for everybody, and the personal part that is laid over it."""

    async def task(visitor: Visitor) -> None:
        page = await visitor.get(path)
        here = await visitor.get("/cart/here/")
        assert page.status == here.status == 200, (page.status, here.status)

    return task


async def log_in(visitor: Visitor, email: str, password: str) -> None:
    await visitor.get("/accounts/login/")
    answer = await visitor.post("/accounts/login/", {"login": email, "password": password})
    assert answer.status == 302, answer.status


@dataclass(frozen=True, slots=True)
class Meal:
    """What is ordered, and to which bed."""

    item: str
    bed: str


def add_to_cart(item: str) -> Callable[[Visitor], Awaitable[None]]:
    async def task(visitor: Visitor) -> None:
        if "csrftoken" not in visitor.cookies:
            await visitor.get("/cart/here/")
        answer = await visitor.post(f"/cart/add/{item}/", {"quantity": "1"})
        assert answer.status == 302, answer.status

    return task


def order(
    meal: Meal, *, again: bool = False, placed: list[str] | None = None
) -> Callable[[Visitor], Awaitable[None]]:
    """The whole checkout: add, see the last page, order.

    A new guest also gets a token and says where to; one who orders `again` is known by the cart.
    `placed` collects the codes of the orders that visitors were led to.
    """

    async def task(visitor: Visitor) -> None:
        visitor.encoding = ""
        if not again:
            visitor.cookies.clear()
            await visitor.close()
        is_new = "cart" not in visitor.cookies
        if is_new:
            await visitor.get("/cart/here/")
        added = await visitor.post(f"/cart/add/{meal.item}/", {"quantity": "1"})
        assert added.status == 302, added.status
        if is_new:
            known = await visitor.post("/cart/place/", {"bed": meal.bed, "next": "/checkout/"})
            assert known.status == 302, known.status
        page = await visitor.get("/checkout/")
        assert page.status == 200, page.status
        done = await visitor.post("/checkout/", checkout_form(page.body))
        assert done.status == 302, done.body[:2000]
        assert "/orders/" in done.headers["location"], done.headers["location"]
        if placed is not None:
            placed.append(done.headers["location"].split("/orders/")[1].split("/")[0])

    return task


def checkout_form(body: bytes) -> dict[str, str]:
    """What the page's form sends when nothing but the contact is filled in: cash, at once."""
    found = {}
    for name, pattern in (("token", TOKEN), ("digest", DIGEST), ("expected_total", TOTAL)):
        match = pattern.search(body)
        assert match, f"no {name} on the checkout page"
        found[name] = match[1].decode()
    slot = SLOT.search(body)
    assert slot, "no slot on the checkout page"
    found["slot"] = (slot[1] or slot[2]).decode()
    return {**found, "name": "Ada", "phone": "0788123456", "method": "cash"}
