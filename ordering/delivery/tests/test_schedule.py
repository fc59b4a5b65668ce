"""When the kitchen is open, and which times can be chosen at a moment."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.delivery.schedule import (
    KIGALI,
    ClosedDates,
    Hours,
    SlotOffer,
    SlotRule,
    kitchen_state,
    offers,
    today,
)

MONDAY = dt.date(2026, 11, 23)
DAILY = [Hours(day, dt.time(6, 30), dt.time(21)) for day in range(7)]
EVENINGS = [Hours(day, dt.time(18), dt.time(2)) for day in range(7)]


def moment(hour: int, minute: int = 0, second: int = 0, *, date: dt.date = MONDAY) -> dt.datetime:
    return dt.datetime.combine(date, dt.time(hour, minute, second), KIGALI)


def rule(
    code: str, starts: int, ends: int, *, is_round: bool = False, cutoff: int = 60
) -> SlotRule:
    return SlotRule(1, code, code, is_round, dt.time(starts), dt.time(ends), cutoff)


def keys(found: list[SlotOffer]) -> list[str]:
    return [offer.key for offer in found]


def chosen(rules: list[SlotRule], now: dt.datetime, **changes: object) -> list[str]:
    values = {"hours": DAILY, "closures": [], "promise_minutes": 30, "days": 1, **changes}
    return keys(offers(rules, values.pop("hours"), values.pop("closures"), now, **values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (moment(6, 29, 59), False),
        (moment(6, 30), True),
        (moment(20, 59, 59), True),
        (moment(21), False),
    ],
)
def test_kitchen_opens_and_closes_to_the_second(now: dt.datetime, is_open: bool) -> None:
    assert kitchen_state(DAILY, [], now).is_open is is_open


def test_closed_kitchen_says_when_it_opens_again() -> None:
    state = kitchen_state(DAILY, [], moment(22))
    assert state.next_opening == moment(6, 30, date=MONDAY + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (moment(17, 59), False),
        (moment(18), True),
        (moment(0, 30), True),
        (moment(1, 59, 59), True),
        (moment(2), False),
    ],
)
def test_hours_past_midnight_belong_to_the_evening_before(now: dt.datetime, is_open: bool) -> None:
    assert kitchen_state(EVENINGS, [], now).is_open is is_open


def test_shift_of_one_evening_runs_into_a_day_without_hours() -> None:
    monday_only = [Hours(0, dt.time(18), dt.time(2))]
    tuesday = MONDAY + dt.timedelta(days=1)
    assert kitchen_state(monday_only, [], moment(1, 0, date=tuesday)).closes_at == moment(
        2, date=tuesday
    )
    assert not kitchen_state(monday_only, [], moment(19, date=tuesday)).is_open


def test_closure_covers_its_last_day_and_gives_its_reason() -> None:
    feast = [ClosedDates(MONDAY, MONDAY + dt.timedelta(days=1), "Public holiday")]
    state = kitchen_state(DAILY, feast, moment(12, date=MONDAY + dt.timedelta(days=1)))
    assert (state.is_open, state.closure_reason) == (False, "Public holiday")
    assert state.next_opening == moment(6, 30, date=MONDAY + dt.timedelta(days=2))


def test_half_past_eleven_at_night_in_utc_is_tomorrow_in_kigali() -> None:
    assert today(dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)) == MONDAY
    assert today(dt.datetime(2026, 11, 22, 21, 59, 59, tzinfo=dt.UTC)) == dt.date(2026, 11, 22)


def test_slot_is_offered_until_the_second_before_its_cutoff() -> None:
    lunch = [rule("lunch", 12, 13, is_round=True, cutoff=120)]
    assert chosen(lunch, moment(9, 59, 59)) == ["lunch@2026-11-23"]
    assert chosen(lunch, moment(10)) == []


def test_as_soon_as_possible_leads_and_promises_minutes_from_now() -> None:
    found = offers([rule("window", 11, 15)], DAILY, [], moment(11, 30), promise_minutes=30, days=1)
    assert keys(found) == ["asap"]
    assert found[0].ends == moment(12)


def test_nothing_is_as_soon_as_possible_while_the_kitchen_is_closed() -> None:
    window = [rule("window", 5, 23, cutoff=0)]
    assert chosen(window, moment(6), days=2) == ["window@2026-11-24"]


def test_promise_past_midnight_counts_against_the_window_that_runs() -> None:
    late = [rule("late", 22, 23)]
    found = offers(late, EVENINGS, [], moment(22, 50), promise_minutes=30, days=1)
    assert [(offer.key, offer.date) for offer in found] == [("asap", MONDAY)]


def test_slots_of_tomorrow_follow_those_of_today() -> None:
    rounds = [
        rule("dinner", 18, 19, is_round=True),
        rule("lunch", 12, 13, is_round=True),
    ]
    assert chosen(rounds, moment(10), days=2) == [
        "lunch@2026-11-23",
        "dinner@2026-11-23",
        "lunch@2026-11-24",
        "dinner@2026-11-24",
    ]


def test_closed_date_offers_nothing() -> None:
    feast = [ClosedDates(MONDAY, MONDAY)]
    assert chosen([rule("lunch", 12, 13, is_round=True)], moment(8), closures=feast) == []


def test_slot_outside_the_hours_of_that_weekday_is_not_offered() -> None:
    mornings = [Hours(0, dt.time(8), dt.time(14))]
    rounds = [
        rule("lunch", 12, 13, is_round=True),
        rule("dinner", 18, 19, is_round=True),
    ]
    assert chosen(rounds, moment(9), hours=mornings) == ["lunch@2026-11-23"]


def test_slot_after_midnight_belongs_to_the_shift_that_began_before() -> None:
    night = [rule("night", 1, 2, is_round=True, cutoff=30)]
    assert chosen(night, moment(0, 29), hours=EVENINGS) == ["night@2026-11-23"]
    assert chosen(night, moment(0, 30), hours=EVENINGS) == []
