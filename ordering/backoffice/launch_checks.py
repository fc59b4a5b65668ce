"""What the house needs before it can sell: dishes, places, times, ways to pay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from ordering.catalogue.models import Category, MenuItem
from ordering.delivery.models import OpeningHours, Slot, Ward, Zone
from ordering.payments.methods import NEEDS_AN_ACCOUNT
from ordering.payments.models import Method, PaymentMethod
from site_core.base.findings import Finding, error, warning, well
from site_core.base.launch import group

ORDER, TITLE = 60, "Required data"


@group("data", TITLE, order=ORDER)
def look_at_menu(now: datetime) -> Iterable[Finding]:
    yield _some("categories", Category.objects.exists(), "run `python manage.py seed_all`")
    on_sale = MenuItem.objects.for_sale()
    yield _some("dishes", on_sale.exists(), "write and publish the menu in the admin")
    unsure = on_sale.filter(Q(is_sample=True) | Q(facts_confirmed_at=None)).count()
    if unsure:
        yield error(
            "allergens",
            f"Nobody confirmed those of {unsure} dishes on sale: the dietitian opens each under "
            "Menu > What is sold and confirms its figures, or takes it off sale.",
        )
    else:
        yield well("allergens")


@group("data", TITLE, order=ORDER)
def look_at_places(now: datetime) -> Iterable[Finding]:
    zones = Zone.objects.filter(is_active=True)
    yield _some("zones", zones.exists(), "run `python manage.py seed_all`")
    wards = Ward.objects.filter(is_active=True)
    yield _some("wards", wards.exists(), "write the wards and their beds under Sales")
    yield _some("opening hours", OpeningHours.objects.exists(), "write them under Sales")
    slots = Slot.objects.filter(is_active=True)
    yield _some("slots", slots.exists(), "write the times of meals under Sales > Delivery slots")
    unserved = zones.exclude(slots__in=slots).order_by("pk").values_list("name", flat=True)
    if names := list(unserved):
        advice = f"Nobody can choose a time in {', '.join(names)}: give each zone a slot."
        yield error("slots of each zone", advice)
    else:
        yield well("slots of each zone")


@group("data", TITLE, order=ORDER)
def look_at_payments(now: datetime) -> Iterable[Finding]:
    offered = list(PaymentMethod.objects.filter(is_offered=True).order_by("position", "method"))
    yield _some("ways to pay", bool(offered), "offer one under Money > Ways to pay")
    keys = {Method.MTN.value: settings.MTN_MOMO, Method.AIRTEL.value: settings.AIRTEL_MONEY}
    for row in offered:
        name = f"way to pay {row.method}"
        if row.method in keys and not keys[row.method]["BASE_URL"]:
            advice = (
                "Is offered but has no keys, so nobody sees it: docs/payments.md tells how to "
                "get them, or stop offering it."
            )
            yield warning(name, advice)
        elif row.method in NEEDS_AN_ACCOUNT and not row.pay_to:
            yield warning(name, "Says not where to send the money, so nobody sees it.")
        elif not (row.text and row.text_fr and row.text_rw):
            yield warning(name, "Lacks its words in one of the three languages.")
        else:
            yield well(name)
    if settings.MOMO_SANDBOX_URL:
        yield error("sandbox", "Mobile money is only played here: use the production settings.")
    else:
        yield well("sandbox")


def _some(name: str, is_there: bool, advice: str) -> Finding:
    return well(name) if is_there else error(name, f"There are none: {advice}.")
