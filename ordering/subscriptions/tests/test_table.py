"""The examples of docs/subscriptions.md, row by row."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings

from ordering.subscriptions import renewing
from ordering.subscriptions.laying import lay
from ordering.subscriptions.models import Plan
from ordering.subscriptions.prices import Offer, prices_of_meals

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def rows(heading: str) -> list[list[str]]:
    text = (Path(settings.BASE_DIR) / "docs/subscriptions.md").read_text()
    table = text.split(f"## {heading}")[1].split("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("row", rows("Examples of periods"), ids=lambda row: row[0])
def test_a_period_costs_and_lasts_what_the_page_says(row):
    _number, price, percent, meals, amount, each, days, first, last = row
    unit, cycles = (int(part) for part in price.split("×"))
    plan = Plan(meals_per_cycle=int(meals) // cycles, cycles=cycles)
    offer = Offer(plan, unit, int(percent), cycles)
    names, mealtimes = days.split(",")
    weekdays = range(7) if names == "every day" else [DAYS.index(day) for day in names.split()]

    prices = prices_of_meals(offer.amount, offer.meals)
    dues = lay(dt.date.fromisoformat(first), weekdays, mealtimes.split(), offer.meals)

    assert (offer.meals, offer.amount, sum(prices)) == (int(meals), int(amount), int(amount))
    assert offer.quote("plan").total == int(amount)
    assert {min(prices), max(prices)} == {int(part) for part in each.split()}
    assert dues[-1][0] == dt.date.fromisoformat(last)


def test_a_plan_goes_on_at_the_days_and_hours_of_the_page():
    remind, ask, retry, lapse = (row[0] for row in rows("Going on"))

    def numbers(text: str) -> list[int]:
        return [int(found) for found in re.findall(r"\d+", text)]

    assert numbers(remind) == [renewing.REMIND_BEFORE.days]
    assert numbers(ask) == [renewing.ASK_AT.hour, renewing.ASK_AT.minute]
    assert numbers(retry) == list(renewing.RETRY_DAYS)
    assert numbers(lapse) == [renewing.GRACE.days]
