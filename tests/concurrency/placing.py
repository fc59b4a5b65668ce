"""Buyers that all order at the same moment: threads in this process, or a process of its own.

As a program it reads carts from standard input as JSON, one list of [cart code, payload] pairs,
places them from one thread each, and prints the outcomes: an order's code, or the name of the
refusal.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True)
class Buyer:
    """A cart and what its owner agreed to. Plain values, so that it can go to another process."""

    cart_code: str
    token: str
    digest: str
    expected_total: int
    slot_key: str
    now: str


def buy(buyer: Buyer) -> str:
    """Place the order; the outcome is the order's code or the name of the refusal."""
    from ordering.carts.models import Cart
    from ordering.carts.selectors import find_cart
    from ordering.checkout.services import place_order
    from ordering.checkout.values import Wish
    from ordering.orders.values import Contact
    from site_core.base.errors import DomainError

    cart = find_cart(user_id=None, code=buyer.cart_code)
    assert isinstance(cart, Cart)
    wish = Wish(
        token=uuid.UUID(buyer.token),
        digest=buyer.digest,
        expected_total=buyer.expected_total,
        contact=Contact(name="Buyer", phone="+250788123456"),
        slot_key=buyer.slot_key,
        payment_method="cash",
    )
    try:
        return place_order(cart=cart, wish=wish, now=dt.datetime.fromisoformat(buyer.now)).code
    except DomainError as refusal:
        return type(refusal).__name__


def buy_together(buyers: Sequence[Buyer]) -> list[str]:
    return _together([partial(buy, buyer) for buyer in buyers])


def act_together(deeds: Sequence[Callable[[], object]]) -> list[str]:
    """ "done", or the name of the refusal, for each of several deeds at the same moment."""
    return _together([partial(_outcome, deed) for deed in deeds])


def _outcome(deed: Callable[[], object]) -> str:
    from site_core.base.errors import DomainError

    try:
        deed()
    except DomainError as refusal:
        return type(refusal).__name__
    return "done"


def _together(deeds: Sequence[Callable[[], str]]) -> list[str]:
    """All at once: every thread waits for the last one before it begins."""
    from django.db import connection

    barrier = threading.Barrier(len(deeds), timeout=30)
    outcomes = ["nothing"] * len(deeds)

    def run(index: int) -> None:
        try:
            barrier.wait()
            outcomes[index] = deeds[index]()
        except Exception as error:
            outcomes[index] = f"{type(error).__name__}: {error}"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def main() -> None:
    import django

    django.setup()
    buyers = [Buyer(**row) for row in json.load(sys.stdin)]
    json.dump(buy_together(buyers), sys.stdout)


if __name__ == "__main__":
    main()
