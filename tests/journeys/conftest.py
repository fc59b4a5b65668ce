"""A kitchen that never closes, so that journeys do not depend on the hour of the day."""

from __future__ import annotations

import pytest

from tests.harness.served import ServedSite

OPEN_ALL_DAY = """
import datetime as dt
from ordering.delivery.models import OpeningHours, Slot, Zone
OpeningHours.objects.all().delete()
OpeningHours.objects.bulk_create(
    OpeningHours(weekday=day, opens_at=dt.time(0), closes_at=dt.time(0)) for day in range(7)
)
slot = Slot.objects.filter(code="window-07").get()
slot.starts_at, slot.ends_at, slot.capacity = dt.time(0), dt.time(23, 59, 59), 10_000
slot.save()
slot.zones.set(Zone.objects.all())
"""


@pytest.fixture(scope="session")
def open_site(site: ServedSite) -> ServedSite:
    site.shell(OPEN_ALL_DAY)
    return site
