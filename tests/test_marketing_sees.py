"""Marketing writes everything that people read, and sees nobody's money, health or name.

A real log-in, then every address of the admin and the boards, and everything that the admin itself
links to: none of the pages holds an order, an amount that was paid, a phone or somebody who eats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.test import Client

from site_core.base.money import format_rwf
from site_core.users.models import User
from site_core.users.services import DEMO_DOMAIN

from .addresses import our_routes
from .house import PASSWORD, House
from .test_access import TABLE

LINK = re.compile(r'"(?P<path>/cms/[^"?#\\]*)"')


def log_in(role: str) -> Client:
    client = Client()
    answer = client.post(
        "/accounts/login/", {"login": f"{role}@{DEMO_DOMAIN}", "password": PASSWORD}
    )
    assert answer.status_code == 302, answer.content[:300]
    return client


def secrets_of(house: House) -> dict[str, str]:
    """Words that only an order, an account or an eater could have brought onto a page."""
    order = house.order
    return {
        "who ordered": order.customer_name,
        "their phone": order.phone,
        "the same, as people read it": order.phone.removeprefix("+250"),
        "the link of the order": order.code,
        "what it came to": format_rwf(order.total),
        "the receipt": house.receipt.number,
        "who eats": house.eater.name,
        "where they live": house.address.code,
        "another customer": User.objects.get(email="stranger@example.org").email,
    }


def read_pages(client: Client, house: House) -> Iterator[tuple[str, str]]:
    """Every page that this person gets to see, once."""
    ours = {
        house.path(route)
        for route in our_routes()
        if route.startswith(("cms/", "staff/")) and f"{route} POST" not in TABLE
    }
    todo, seen = ["/cms/", "/cms/reports/site-history/", *sorted(ours)], set()
    while todo:
        path = todo.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        if answer.status_code != 200 or answer.streaming:
            continue
        text = answer.content.decode(errors="ignore")
        yield path, text
        if path == "/cms/":
            # The sidebar: everything else is found from there.
            todo += sorted({found["path"] for found in LINK.finditer(text)} - {"/cms/logout/"})


def test_marketing_never_sees_money_health_or_people(house: House) -> None:
    order = house.order
    order.customer_name, order.phone = "Immaculee Nyirahabimana", "+250788765432"
    order.save(update_fields=["customer_name", "phone"])
    # What is sold costs something else by now: the sum of an order is no price of the menu.
    house.item.price = order.total + 50
    house.item.save()
    house.eater.name = "Grandmother Xaverina"
    house.eater.save(update_fields=["name"])
    secrets = secrets_of(house)
    pages = dict(read_pages(log_in("marketing"), house))
    seen = [
        f"{path}: {what}"
        for path, text in pages.items()
        for what, words in secrets.items()
        if words in text
    ]
    assert not seen, "\n".join(seen)
    # It did look: at what marketing owns.
    for path in ("/cms/dishes/", "/cms/snippets/banners/banner/", "/cms/reports/site-history/"):
        assert path in pages


def test_the_same_walk_finds_all_of_it_for_a_manager(house: House) -> None:
    """Otherwise the walk above would prove nothing."""
    manager = log_in("manager")
    order = house.order
    text = manager.get(f"/cms/orders/order/inspect/{order.pk}/").content.decode()
    assert order.customer_name in text
    assert format_rwf(order.total) in text
