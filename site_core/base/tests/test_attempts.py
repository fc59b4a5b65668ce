"""Attempts are counted for whoever makes them, and come back when they were good."""

from __future__ import annotations

import pytest

from site_core.base.attempts import Allowance, TooManyAttempts, give_attempt_back, spend_attempt

NARROW = Allowance("cart:a", attempts=2, seconds=60)
WIDE = Allowance("address:b", attempts=3, seconds=60)


def test_the_narrowest_allowance_refuses_and_others_are_not_touched() -> None:
    spend_attempt([NARROW, WIDE])
    spend_attempt([NARROW, WIDE])
    with pytest.raises(TooManyAttempts):
        spend_attempt([NARROW, WIDE])
    spend_attempt([Allowance("cart:other", attempts=2, seconds=60)])


def test_another_cart_of_the_same_address_is_slowed_down_by_the_address() -> None:
    for number in range(3):
        spend_attempt([Allowance(f"cart:{number}", attempts=2, seconds=60), WIDE])
    with pytest.raises(TooManyAttempts):
        spend_attempt([Allowance("cart:new", attempts=2, seconds=60), WIDE])


def test_a_good_attempt_costs_nothing() -> None:
    for _ in range(10):
        spend_attempt([NARROW])
        give_attempt_back([NARROW])
    spend_attempt([NARROW])
    spend_attempt([NARROW])
    with pytest.raises(TooManyAttempts):
        spend_attempt([NARROW])
