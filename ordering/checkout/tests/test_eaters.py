"""What we know of people changes, and goes when nobody needs it any more."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.carts.models import Cart
from ordering.checkout.cleaning import KEEP_UNUSED, unused_eaters
from ordering.checkout.eaters import change_eater, forget_eater
from ordering.dietary.models import Eater
from ordering.orders.models import Order
from ordering.testing import NOON, make_eater, make_filled_cart, make_order, make_user

pytestmark = pytest.mark.django_db


def test_changed_needs_reach_the_cart_and_leave_orders_as_they_were() -> None:
    user = make_user()
    mama = make_eater("Mama", avoids=["fish"], owner=user)
    order = make_order(user=user, eater=mama)
    changed = change_eater(eater=mama, name="Mama", avoids=["fish", "milk"], diets=[])
    assert Cart.objects.get(user=user).eater == changed
    order.refresh_from_db()
    assert order.eater is not None
    assert order.eater.avoids == ["fish"]


def test_forgotten_person_leaves_no_row_unless_an_order_needs_it() -> None:
    user = make_user()
    plain, cooked = make_eater("Plain", owner=user), make_eater("Cooked", owner=user)
    make_filled_cart(user=user, eater=plain)
    order = make_order(eater=cooked)
    forget_eater(eater=plain)
    forget_eater(eater=cooked)
    assert Cart.objects.get(user=user).eater is None
    assert list(Eater.objects.values_list("name", "owner", "is_current")) == [
        ("Cooked", None, False)
    ]
    assert Order.objects.get(pk=order.pk).eater == cooked


def test_what_guests_told_goes_when_no_cart_and_no_order_needs_it() -> None:
    user = make_user()
    make_eater("Unused")
    replaced = make_eater("Replaced", owner=user)
    make_filled_cart(eater=make_eater("In a cart"))
    make_order(eater=make_eater("Ordered"))
    make_eater("Kept", owner=user)
    Eater.objects.filter(pk=replaced.pk).update(is_current=False)
    Eater.objects.update(created_at=NOON)
    assert unused_eaters(NOON + KEEP_UNUSED).count() == 0
    assert Eater.objects.count() == 5
    later = NOON + KEEP_UNUSED + dt.timedelta(seconds=1)
    assert [sum(unused_eaters(later).remove()) for _time in range(2)] == [2, 0]
    assert set(Eater.objects.values_list("name", flat=True)) == {"In a cart", "Ordered", "Kept"}
