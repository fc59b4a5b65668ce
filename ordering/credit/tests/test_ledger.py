"""Store credit: the balance is the sum of its entries, and every deed is done once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from ordering.credit.models import CreditAccount, CreditEntry, CreditUse
from ordering.credit.selectors import balance_of, credit_history, credit_left_of, wrong_balances
from ordering.credit.services import (
    NotEnoughCredit,
    NothingToGiveBack,
    give_back,
    grant,
    spend,
)
from ordering.orders.models import Order
from ordering.testing import NOON, make_order, make_user
from site_core.users.models import User
from tests.concurrency.placing import act_together


def _given(user: User, amount: int, key: str = "gift:1") -> CreditEntry:
    return grant(user=user, amount=amount, reason="late meal", unique_key=key, now=NOON)


@pytest.mark.django_db
def test_credit_is_given_once_however_often_it_is_told() -> None:
    user = make_user()
    assert balance_of(user) == 0
    first = _given(user, 3_000)
    assert _given(user, 3_000) == first
    assert (balance_of(user), first.balance_after) == (3_000, 3_000)


@pytest.mark.django_db
def test_more_than_the_balance_is_refused_and_nothing_changes() -> None:
    user, order = make_user(), make_order()
    _given(user, 1_000)
    with pytest.raises(NotEnoughCredit):
        spend(user=user, amount=1_001, order=order, now=NOON)
    assert balance_of(user) == 1_000
    assert CreditUse.objects.count() == 0
    assert CreditEntry.objects.count() == 1


@pytest.mark.django_db
def test_an_order_is_paid_with_credit_once() -> None:
    user, order = make_user(), make_order()
    _given(user, 1_000)
    spend(user=user, amount=400, order=order, now=NOON)
    spend(user=user, amount=400, order=order, now=NOON)
    assert (balance_of(user), credit_left_of(order)) == (600, 400)


@pytest.mark.django_db
def test_no_more_goes_back_than_the_order_used() -> None:
    user, order = make_user(), make_order()
    _given(user, 1_000)
    spend(user=user, amount=400, order=order, now=NOON)
    give_back(order=order, amount=300, unique_key="a", reason="", now=NOON)
    give_back(order=order, amount=300, unique_key="a", reason="", now=NOON)
    with pytest.raises(NothingToGiveBack):
        give_back(order=order, amount=101, unique_key="b", reason="", now=NOON)
    give_back(order=order, amount=100, unique_key="c", reason="", now=NOON)
    assert (balance_of(user), credit_left_of(order)) == (1_000, 0)
    assert not wrong_balances().exists()
    assert [entry.balance_after for entry in credit_history(user)] == [1_000, 900, 600, 1_000]


@pytest.mark.django_db
def test_an_order_without_credit_gives_none_back() -> None:
    with pytest.raises(NothingToGiveBack):
        give_back(order=make_order(), amount=1, unique_key="a", reason="", now=NOON)


@pytest.mark.django_db
def test_the_database_itself_refuses_a_debt_and_an_entry_of_the_wrong_sign() -> None:
    user = make_user()
    entry = _given(user, 100)
    with pytest.raises(IntegrityError), transaction.atomic():
        CreditAccount.objects.update(balance=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CreditEntry.objects.filter(pk=entry.pk).update(amount=-100)


@pytest.mark.django_db
def test_a_wrong_balance_is_found() -> None:
    _given(make_user(), 100)
    CreditAccount.objects.update(balance=99)
    assert wrong_balances().count() == 1


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("grant", "spend", "give_back")),
        st.integers(min_value=1, max_value=500),
        st.integers(min_value=0, max_value=5),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(deeds=DEEDS)
@pytest.mark.django_db
def test_after_any_sequence_the_balance_is_the_sum_of_the_entries(
    deeds: list[tuple[str, int, int]],
) -> None:
    with transaction.atomic():
        user, order = make_user(), make_order()
        expected = used = back = 0
        keys: set[str] = set()
        for kind, amount, number in deeds:
            key = f"{kind}:{number}"
            try:
                if kind == "grant":
                    grant(user=user, amount=amount, reason="", unique_key=key, now=NOON)
                    expected += 0 if key in keys else amount
                elif kind == "spend":
                    spend(user=user, amount=amount, order=order, now=NOON)
                    if not used:
                        used = amount
                        expected -= amount
                else:
                    give_back(order=order, amount=amount, unique_key=key, reason="", now=NOON)
                    expected += 0 if key in keys else amount
                    back += 0 if key in keys else amount
                keys.add(key)
            except (NotEnoughCredit, NothingToGiveBack):
                pass
            assert balance_of(user) == expected
            assert back <= used
            assert not wrong_balances().exists()
        transaction.set_rollback(True)


@pytest.mark.everywhere
@pytest.mark.django_db(transaction=True)
def test_two_orders_at_once_never_spend_the_same_franc() -> None:
    user = make_user()
    orders = [make_order() for _ in range(6)]
    _given(user, 1_000)

    def paying(order: Order) -> object:
        return lambda: spend(user=user, amount=400, order=order, now=NOON)

    outcomes = act_together([paying(order) for order in orders])  # type: ignore[misc]
    assert sorted(outcomes) == ["NotEnoughCredit"] * 4 + ["done"] * 2
    assert balance_of(user) == 200
    assert not wrong_balances().exists()


@pytest.mark.everywhere
@pytest.mark.django_db(transaction=True)
def test_the_same_gift_at_the_same_moment_is_given_once() -> None:
    user = make_user()
    CreditAccount.objects.create(user=user)
    assert act_together([lambda: _given(user, 500)] * 6) == ["done"] * 6
    assert balance_of(user) == 500
    assert not wrong_balances().exists()
