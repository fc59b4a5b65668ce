"""Hearts: kept by an account, laid over pages that are the same for everybody."""

from __future__ import annotations

import pytest
from django.test import Client

from ordering.carts import favourites
from ordering.carts.favourites import TooManyFavourites, favourite_codes, keep_favourite
from ordering.carts.models import Favourite
from ordering.checkout.habits import usual_order
from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.testing import make_item, make_order, make_user

pytestmark = pytest.mark.django_db


def post(client: Client, code: str, keep: str = "yes"):
    return client.post(f"/cart/favourites/{code}/", {"keep": keep}, headers={"X-Fragment": "here"})


def test_a_heart_is_kept_once_and_taken_away_once(client):
    make_item("isombe")
    user = make_user()
    client.force_login(user)
    for _twice in range(2):
        assert 'data-favourites="isombe"' in post(client, "isombe").content.decode()
        assert favourite_codes(user) == ["isombe"]
    assert "Isombe" in client.get("/account/favourites/").content.decode()
    for _twice in range(2):
        post(client, "isombe", keep="no")
        assert favourite_codes(user) == []


def test_a_guest_gets_no_hearts_and_is_asked_to_log_in(client):
    make_item("isombe")
    assert "data-favourites" not in client.get("/cart/here/").content.decode()
    assert post(client, "isombe").url.startswith("/accounts/login/")
    assert not Favourite.objects.exists()


def test_an_account_keeps_a_bounded_number(monkeypatch):
    monkeypatch.setattr(favourites, "MAX_FAVOURITES", 1)
    user = make_user()
    keep_favourite(user=user, item=make_item())
    with pytest.raises(TooManyFavourites, match="We keep 1"):
        keep_favourite(user=user, item=make_item())
    assert Favourite.objects.count() == 1


def test_what_was_ordered_twice_is_the_usual_order():
    user, isombe, tea = make_user(), make_item("isombe"), make_item("tea")
    first = make_order(isombe, tea, user=user)
    make_order(isombe, user=user)
    assert usual_order(user) is None
    second = make_order(tea, isombe, user=user)
    assert usual_order(user) == second
    Order.objects.filter(pk__in=[first.pk]).update(state=State.CANCELLED)
    assert usual_order(user) is None


@pytest.mark.parametrize("target", ["0", "cart", "https://example.org/", "//example.org", "\\\\x"])
def test_a_forged_way_on_leads_to_the_list(client, target):
    make_item("isombe")
    client.force_login(make_user())
    response = client.post("/cart/favourites/isombe/", {"keep": "yes", "next": target})
    assert (response.status_code, response["Location"]) == (302, "/account/favourites/")
