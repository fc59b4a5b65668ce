"""Promotions in the admin: what cannot work is refused, and a draft is tried without a trace."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ordering.promotions.models import Kind, Promotion, UseCounter
from ordering.testing import make_item, make_order, make_promotion, make_zone

from .staff import count_queries, log_in

pytestmark = pytest.mark.django_db

CREATE = "promotions_promotion_modeladmin_create"


@pytest.fixture
def manager() -> Client:
    return log_in("manager")


@pytest.fixture(autouse=True)
def _menu() -> None:
    make_item("isombe", price=3_000)
    make_item("fish", price=4_000)


def posted(**changes: Any) -> dict[str, Any]:
    return {"name": "Lunch week", "kind": "percent", "percent": "10", **changes}


def create(client: Client, **changes: Any) -> tuple[str, Promotion | None]:
    """The page that comes back, and the promotion if one was saved."""
    before = Promotion.objects.count()
    response = client.post(reverse(CREATE), posted(**changes), follow=True)
    assert response.status_code == 200
    saved = Promotion.objects.order_by("-pk").first()
    return response.content.decode(), saved if Promotion.objects.count() > before else None


def test_an_offer_is_a_draft_until_it_is_ticked_active(manager: Client) -> None:
    _page, offer = create(manager, minimum="1 500", budget="100 000", weekdays=["0", "4"])
    assert offer is not None
    assert (offer.percent, offer.minimum, offer.budget) == (10, 1_500, 100_000)
    assert (offer.is_active, offer.weekdays) == (False, [0, 4])


def test_a_code_is_kept_as_it_is_compared(manager: Client) -> None:
    _page, coupon = create(manager, code=" welcome-10 ")
    assert coupon is not None
    assert coupon.code == "WELCOME10"
    page, other = create(manager, code="Welcome 10")
    assert other is None
    assert "has this code already" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"percent": "101"}, "less than or equal to 100"),
        ({"percent": ""}, "how many percent"),
        ({"percent": "1e1"}, "whole number"),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-01"}, "must not be before the first"),
        ({"kind": "buy_get", "buy_quantity": "2"}, "how many are free"),
        (
            {
                "kind": "buy_get",
                "buy_quantity": "2",
                "get_quantity": "1",
                "gets": ["tag:soft_diet"],
            },
            "Nothing that is on sale",
        ),
        (
            {
                "kind": "set_price",
                "amount": "7000",
                "part_1": "item:isombe",
                "part_2": "item:fish",
            },
            "cost at most 7\u202f000",
        ),
        ({"kind": "set_price", "amount": "500", "part_1": "item:isombe"}, "at least two parts"),
        ({"kind": "amount", "amount": "500", "budget": "499"}, "does not hold a single use"),
        ({"code": "abc"}, "at least 5 letters"),
        ({"hours_from": "12:00", "hours_until": "12:00"}, "same minute"),
        ({"foods": ["item:gone"]}, "item:gone"),
        ({"audience": "silver"}, "silver"),
    ],
)
def test_an_impossible_promotion_is_refused_in_words(
    manager: Client, changes: dict[str, Any], sentence: str
) -> None:
    page, saved = create(manager, **changes)
    assert saved is None
    assert sentence in page


@pytest.mark.parametrize("rubbish", ["1 500,50", "-1", "1e3", "NaN", "0", "99999999"])
def test_an_amount_that_is_none_is_refused_in_words(manager: Client, rubbish: str) -> None:
    for field in ("amount", "budget"):
        page, saved = create(manager, kind="amount", **{"amount": "500", field: rubbish})
        assert saved is None
        assert "Please write" in page


def test_what_the_kind_does_not_read_is_not_kept(manager: Client) -> None:
    _page, offer = create(manager, amount="500", buy_quantity="2", part_1="item:isombe")
    assert offer is not None
    assert (offer.amount, offer.buy_quantity, offer.parts) == (None, None, [])


def test_a_combination_keeps_its_parts(manager: Client) -> None:
    _page, offer = create(
        manager, kind="set_price", amount="6500", part_1="category:lunch", part_3="item:fish"
    )
    assert offer is not None
    assert offer.parts == [["category:lunch"], ["item:fish"]]
    edit = manager.get(reverse("promotions_promotion_modeladmin_edit", args=[offer.pk]))
    assert '<option value="item:fish" selected>' in edit.content.decode()


def trial(client: Client, promotion: Promotion, **cart: Any) -> str:
    url = reverse("promotions_promotion_modeladmin_try", args=[promotion.pk])
    response = client.get(url, {"item_1": "isombe", "count_1": "2", **cart})
    assert response.status_code == 200
    return response.content.decode()


def test_a_draft_is_priced_with_a_sample_cart_and_leaves_no_trace(manager: Client) -> None:
    draft = make_promotion("Draft", percent=50, is_active=False)
    make_promotion("Running", percent=10)
    page = trial(manager, draft)
    assert "It takes off 3\u202f000" in page
    assert "Another offer saves you more" in page
    assert not UseCounter.objects.exists()
    draft.refresh_from_db()
    assert not draft.is_active


def test_a_trial_says_why_not(manager: Client) -> None:
    zone = make_zone(fee=500)
    draft = make_promotion("Draft", minimum=6_001, is_active=False)
    assert "1\u00a0RWF to go" in trial(manager, draft)
    draft = make_promotion("Cash", methods=["cash"], is_active=False)
    assert "not paid the way" in trial(manager, draft)
    assert "It takes off 600" in trial(manager, draft, method="cash")
    draft = make_promotion("Bring", kind=Kind.FREE_DELIVERY, is_active=False)
    assert "no delivery fee" in trial(manager, draft)
    assert "It takes off 500" in trial(manager, draft, zone=zone.code)
    draft = make_promotion("Friday", weekdays=[4], is_active=False)
    assert "another time: Friday" in trial(manager, draft, moment="2026-11-26T12:00")
    assert "It takes off 600" in trial(manager, draft, moment="2026-11-27T12:00")


def test_a_promotion_that_was_used_is_ended_not_deleted(manager: Client) -> None:
    promotion = make_promotion()
    make_order(make_item(price=5_000))
    url = reverse("promotions_promotion_modeladmin_delete", args=[promotion.pk])
    page = manager.post(url, follow=True).content.decode()
    assert "cannot be deleted" in page
    assert Promotion.objects.filter(pk=promotion.pk).exists()


def test_the_lists_ask_as_often_for_ten_times_the_rows(manager: Client) -> None:
    def count(name: str) -> int:
        return count_queries(manager, reverse(name))

    names = [f"promotions_{model}_modeladmin_index" for model in ("promotion", "promotionuse")]
    make_promotion(is_stackable=True, foods=["item:fish"])
    make_promotion(is_stackable=True)
    make_order(make_item(price=5_000))
    for name in names:
        count(name)
    before = [count(name) for name in names]
    for number in range(9):
        make_promotion(f"Offer {number}", is_stackable=True, percent=1)
    make_order(make_item(price=50_000))
    assert [count(name) for name in names] == before
    page = manager.get(reverse(names[0])).content.decode()
    assert "−10 %: Fish" in page
    assert "#" in manager.get(reverse(names[1])).content.decode()
