"""Keeping who eats: a change is a new row, and nobody sees another account's people."""

from __future__ import annotations

import pytest

from ordering.dietary.models import Eater
from ordering.dietary.selectors import eaters_of
from ordering.dietary.services import MAX_EATERS, TooManyEaters, describe_eater
from ordering.testing import make_eater, make_user

pytestmark = pytest.mark.django_db


def test_new_needs_are_a_new_row_and_the_old_one_keeps_what_it_said() -> None:
    user = make_user()
    before = make_eater("Mama", avoids=["fish"], owner=user)
    after = describe_eater(owner=user, name="Mama", avoids=["milk"], diets=[], replaces=before)
    before.refresh_from_db()
    assert (before.avoids, before.is_current) == (["fish"], False)
    assert list(eaters_of(user)) == [after]


def test_account_sees_its_own_people_only() -> None:
    mine, other = make_user(), make_user()
    make_eater("Papa", owner=other)
    eater = make_eater("Mama", owner=mine)
    assert list(eaters_of(mine)) == [eater]
    assert list(eaters_of(None)) == []


def test_account_keeps_a_bounded_number_of_people_but_can_always_change_one() -> None:
    user = make_user()
    people = [make_eater(f"Person {n}", owner=user) for n in range(MAX_EATERS)]
    with pytest.raises(TooManyEaters):
        describe_eater(owner=user, name="One more", avoids=[], diets=[])
    assert Eater.objects.filter(is_current=True).count() == MAX_EATERS
    describe_eater(owner=user, name="Person 0", avoids=["fish"], diets=[], replaces=people[0])
    assert Eater.objects.filter(is_current=True).count() == MAX_EATERS
