"""The filters of the menu, one by one, and what they make of rubbish."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from menu_pages.filters import MenuFilterForm
from ordering.catalogue.models import MenuItem


def form(query: str) -> MenuFilterForm:
    return MenuFilterForm(QueryDict(query))


def item(**fields: object) -> MenuItem:
    return MenuItem(**{"price": 2_500, "kcal": 400, "allergens": {}, "tags": [], **fields})


def passes(query: str, dish: MenuItem, *, is_gone: bool = False) -> bool:
    return form(query).accepts(dish, price=dish.price, is_gone=is_gone)


@pytest.mark.parametrize(
    ("query", "dish", "expected"),
    [
        ("", item(), True),
        ("diet=vegan", item(tags=["vegan", "low_fat"]), True),
        ("diet=vegan", item(tags=["vegetarian"]), False),
        ("diet=vegetarian", item(tags=["vegan"]), True),
        ("diet=vegetarian", item(tags=["vegetarian"]), True),
        ("diet=vegetarian", item(tags=["low_fat"]), False),
        ("diet=vegan&diet=low_fat", item(tags=["vegan"]), False),
        ("without=peanuts", item(allergens={"peanuts": "free"}), True),
        ("without=peanuts", item(allergens={"peanuts": "contains"}), False),
        ("without=peanuts", item(allergens={"peanuts": "may_contain"}), False),
        ("without=peanuts", item(allergens={"peanuts": "unknown"}), False),
        ("without=peanuts", item(allergens={"milk": "free"}), False),
        ("without=peanuts&without=milk", item(allergens={"peanuts": "free"}), False),
        ("max_price=2500", item(), True),
        ("max_price=2499", item(), False),
        ("max_kcal=400", item(), True),
        ("max_kcal=399", item(), False),
        ("max_kcal=400", item(kcal=None), False),
        ("max_price=&max_kcal=", item(), True),
    ],
)
def test_a_dish_passes_only_what_it_is_known_to_be(query, dish, expected):
    assert passes(query, dish) is expected


def test_available_leaves_out_what_is_gone():
    assert passes("available=1", item(), is_gone=False)
    assert not passes("available=1", item(), is_gone=True)
    assert passes("", item(), is_gone=True)


@pytest.mark.parametrize(
    "query",
    [
        "diet=raw",
        "without=everything",
        "max_price=-1",
        "max_price=1e3",
        "max_price=99999999999999999999",
        "max_price=" + "9" * 290,
        "max_kcal=NaN",
        "q=" + "a" * 81,
        "q=%00soup",
    ],
)
def test_rubbish_gets_a_sentence_and_filters_nothing(query):
    tried = form(query)
    assert len(tried.sentences) == 1
    assert tried.sentences[0].endswith(".")
    assert tried.accepts(item(), price=2_500, is_gone=False)
    assert tried.query == ""
    assert tried.active_count == 0


def test_one_bad_field_leaves_the_others_in_force():
    tried = form("max_price=cheap&diet=vegan")
    assert tried.sentences == ["Please write the price in whole francs."]
    assert not tried.accepts(item(), price=2_500, is_gone=False)
    assert tried.active_count == 1


def test_every_choice_counts_as_a_filter_and_the_search_does_not():
    assert form("q=soup&diet=vegan&without=milk&without=eggs&max_kcal=300").active_count == 4
