"""Who comes to the site under mixed load: readers, members, guests who order, relatives who pay."""

from __future__ import annotations

import asyncio
import random
import re
import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from .client import Answer, Fields
from .scenes import TOKEN, checkout_form
from .witness import Told, Unwell, Watched, Witness, watched

PUBLIC = ("/", "/menu/", "/menu/lunch/isombe-ubugali/", "/fr/menu/", "/rw/", "/search/?q=beans")
OWN = ("/account/", "/account/points/", "/account/orders/", "/cart/", "/account/plans/")
PAY_LINK = re.compile(rb'id="pay-link" value="https://[^/]+(/[^"]+)"')
# How long somebody sends the same form again before they go away, and waits for a payment.
INSISTS_SECONDS = 60.0
# The sandbox declines these; two networks, so eight relatives may be about at once.
DECLINING = [
    f"{prefix}0000{end}" for prefix in ("078", "079") for end in ("451", "457", "464", "465")
]


@dataclass(slots=True)
class House:
    """What everybody knows of it."""

    port: int
    tls: ssl.SSLContext
    items: dict[str, int]
    beds: list[str]
    sessions: dict[str, list[str]]
    witness: Witness = field(default_factory=Witness)
    declining: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    # Everybody's pauses are this much longer.
    slowness: float = 1.0

    def visitor(self, session: str = "") -> Watched:
        return watched(self.port, self.tls, self.witness, session)

    async def think(self, least: float, most: float) -> None:
        await asyncio.sleep(random.uniform(least, most) * self.slowness)


Scene = Callable[[House, Watched], Awaitable[None]]


async def read(house: House, visitor: Watched) -> None:
    for _ in range(3):
        expect(await visitor.get(random.choice(PUBLIC)), 200)
        expect(await visitor.get("/cart/here/"), 200)
        await house.think(0.5, 2)


async def look_after_own(house: House, visitor: Watched) -> None:
    expect(await visitor.get(random.choice(PUBLIC)), 200)
    expect(await visitor.get("/cart/here/"), 200)
    await house.think(0.5, 2)
    expect(await visitor.get(random.choice(OWN)), 200)
    await house.think(1, 3)


async def order_with_cash(house: House, visitor: Watched) -> None:
    code = await place(house, visitor, "cash", _number())
    await follow(house, visitor, code)


async def order_with_mobile_money(house: House, visitor: Watched) -> None:
    method, number = random.choice((("mtn", _number("078")), ("airtel", _number("073"))))
    code = await place(house, visitor, method, number)
    await wait_until_paid(house, visitor, f"/orders/{code}/pay/", moves_on=True)
    await follow(house, visitor, code)


async def order_and_let_a_relative_pay(house: House, visitor: Watched) -> None:
    """The own phone declines; a link goes to somebody who pays from elsewhere."""
    number = await house.declining.get()
    try:
        code = await place(house, visitor, "mtn", number)
        await house.think(3, 4)
        expect(await visitor.post(f"/orders/{code}/pay/link/", {}), 302)
        page = await visitor.get(f"/orders/{code}/pay/")
        found = PAY_LINK.search(page.body)
        if not found:
            house.witness.complain("relative", f"no link to send, {page.status}")
            return
        link = found[1].decode()
        relative = house.visitor()
        expect(await relative.get(link), 200)
        form = {"payer_name": "Jean", "method": "mtn", "payer_phone": _number("078")}
        expect(await insist(relative, link, form), 302)
        await wait_until_paid(house, relative, link, moves_on=False)
        await relative.close()
        await follow(house, visitor, code)
    finally:
        house.declining.put_nowait(number)


async def place(house: House, visitor: Watched, method: str, phone: str) -> str:
    """From an empty cart to an order; its code. A form without an answer is sent again."""
    expect(await visitor.get("/cart/here/"), 200)
    for item in random.sample(list(house.items), random.choice((1, 1, 2))):
        expect(await visitor.post(f"/cart/add/{item}/", {"quantity": "1"}), 302)
    await house.think(0.5, 2)
    where = {"bed": random.choice(house.beds), "next": "/checkout/"}
    expect(await visitor.post("/cart/place/", where), 302)
    page = await visitor.get("/checkout/")
    expect(page, 200)
    await house.think(1, 3)
    for _ in range(3):
        form = {**checkout_form(page.body), "method": method, "phone": phone}
        house.witness.tokens.add(form["token"])
        page = await insist(visitor, "/checkout/", form)
        if page.status == 302 and "/orders/" in page.headers["location"]:
            code = page.headers["location"].split("/orders/")[1].split("/")[0]
            house.witness.orders.append(Told(code, form["token"], method))
            return code
        # A price rose meanwhile: look at it, and agree.
        if page.status == 302:
            page = await visitor.get("/checkout/")
        if not TOKEN.search(page.body):
            break
    raise AssertionError(f"no order: {page.status} {page.headers.get('location', '')}")


async def insist(
    visitor: Watched,
    path: str,
    form: Fields | dict[str, str],
    headers: dict[str, str] | None = None,
) -> Answer:
    """Send the same form until there is an answer, as people do, and as our scripts do."""
    ends_at = time.monotonic() + INSISTS_SECONDS
    while True:
        try:
            return await visitor.post(path, form, headers)
        except Unwell:
            if time.monotonic() > ends_at:
                raise
        await asyncio.sleep(2)


async def wait_until_paid(house: House, visitor: Watched, page: str, *, moves_on: bool) -> None:
    """Ask every two seconds, as the page's script does."""
    began = time.monotonic()
    etag = ""
    while time.monotonic() < began + INSISTS_SECONDS:
        try:
            answer = await visitor.get(f"{page}status/", {"If-None-Match": etag})
        except Unwell:
            await asyncio.sleep(2)
            continue
        etag = answer.headers.get("etag", etag)
        if answer.headers.get("x-final") == "yes":
            if moves_on and "x-leads-to" not in answer.headers:
                house.witness.complain("pay", "final, and leads nowhere")
            return
        await asyncio.sleep(2)
    house.witness.complain("pay", f"not paid after {INSISTS_SECONDS:.0f} s")


async def follow(house: House, visitor: Watched, code: str) -> None:
    """Look at the order's page, and let it ask how it goes for a while."""
    expect(await visitor.get(f"/orders/{code}/"), 200)
    etag = ""
    for _ in range(5):
        await house.think(3, 6)
        headers = {"If-None-Match": etag} if etag else {}
        answer = await visitor.get(f"/orders/{code}/status/", headers)
        expect(answer, 200, 304)
        etag = answer.headers.get("etag", etag)


def expect(answer: Answer, *statuses: int) -> None:
    if answer.status not in statuses:
        where = answer.headers.get("location", "")
        raise AssertionError(f"answered {answer.status} {where}")


def _number(prefix: str = "078") -> str:
    return f"{prefix}{random.randint(1_000_000, 9_999_999)}"


async def keep_at(
    house: House, scene: Scene, until: float, *, session: str = "", pause: tuple[float, float]
) -> None:
    """One person who does one thing again and again; whoever has no session is a new guest."""
    visitor = house.visitor(session)
    await house.think(0, pause[1])
    while time.monotonic() < until:
        if not session:
            await visitor.close()
            visitor.cookies.clear()
        try:
            await scene(house, visitor)
        except Unwell:
            # Written down already.
            await asyncio.sleep(1)
        except AssertionError as error:
            house.witness.complain(scene.__name__, str(error)[:120])
        await house.think(*pause)
    await visitor.close()
