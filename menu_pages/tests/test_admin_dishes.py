"""A dish from nothing, by the requests that an editor's clicks make; and its listing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from menu_pages.models import DishPage
from menu_pages.tests.pages import make_dish, make_section
from ordering.backoffice.tests.staff import count_queries, log_in
from ordering.catalogue.models import Category, MenuItem
from ordering.testing import FREE_OF_ALL, make_item

pytestmark = pytest.mark.django_db

CREATE_ITEM = "/cms/menu-items/choose/create/"


@pytest.fixture
def editor() -> Client:
    return log_in("menu_manager")


def quick(**changes: Any) -> dict[str, Any]:
    category = Category.objects.get_or_create(code="lunch", defaults={"name": "Lunch"})[0]
    return {
        "name": "Isombe",
        "category": category.pk,
        "price": "3 500",
        "tax_class": "standard",
        "preparation_minutes": "20",
        **{f"allergens-{code}": presence for code, presence in FREE_OF_ALL.items()},
        **changes,
    }


def page_form(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Isombe of the house",
        "slug": "isombe",
        "summary": "Cassava leaves, slowly cooked",
        "description": "null",
        "item": "",
        "photo": "",
        "related-TOTAL_FORMS": "0",
        "related-INITIAL_FORMS": "0",
        "related-MIN_NUM_FORMS": "0",
        "related-MAX_NUM_FORMS": "4",
        **changes,
    }


def test_a_dish_and_its_item_are_made_in_one_sitting_and_sold_from_publishing_on(
    editor, django_capture_on_commit_callbacks
):
    section = make_section()
    chosen = editor.post(CREATE_ITEM, quick()).json()
    assert chosen["step"] == "chosen"
    assert chosen["result"]["title"] == "Isombe · 3\u202f500\u00a0RWF · Waits for its page"
    item = MenuItem.objects.get(code="isombe")
    assert chosen["result"]["edit_url"] == f"/cms/catalogue/menuitem/edit/{item.pk}/"
    assert (item.is_listed, item.waits_for_page) == (False, True)

    add = f"/cms/pages/add/menu_pages/dishpage/{section.pk}/"
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(add, page_form(item=chosen["result"]["id"]))
    page = DishPage.objects.get(slug="isombe")
    item.refresh_from_db()
    assert (page.live, item.is_listed) == (False, False)

    edit = f"/cms/pages/{page.pk}/edit/"
    assert "Isombe · 3\u202f500\u00a0RWF · Waits for its page" in editor.get(edit).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(edit, page_form(item=item.pk, **{"action-publish": "action-publish"}))
    item.refresh_from_db()
    assert DishPage.objects.get(slug="isombe").live
    assert (item.is_listed, item.waits_for_page) == (True, False)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"price": "1 500,50"}, "Please write whole francs"),
        ({"price": "-1"}, "Please write whole francs"),
        ({"name": ""}, "This field is required."),
        ({"name": "\x00"}, "Null characters are not allowed."),
        ({"name": "x" * 121}, "Ensure this value has at most 120 characters"),
        ({"category": "99999999999999999999"}, "That choice is not one of the available choices."),
        ({"preparation_minutes": "601"}, "Ensure this value is less than or equal to 600."),
        ({"allergens-milk": "perhaps"}, "Please choose one of the four answers"),
    ],
)
def test_an_item_that_cannot_be_is_refused_inside_the_dialogue(editor, changes, words):
    answer = editor.post(CREATE_ITEM, quick(**changes)).json()
    assert answer["step"] == "reshow_creation_form"
    assert words in answer["htmlFragment"]
    assert not MenuItem.objects.exists()


def test_marketing_chooses_and_makes_what_support_does_not_even_see(editor):
    make_item("isombe")
    marketing = log_in("marketing")
    page = marketing.get("/cms/menu-items/choose/").json()["html"]
    assert "Isombe" in page
    assert "creation-form" in page
    support = log_in("support")
    assert support.get("/cms/menu-items/choose/").status_code == 302
    assert support.post(CREATE_ITEM, quick(name="Ubugali")).status_code == 302
    assert not MenuItem.objects.filter(name="Ubugali").exists()


def test_items_are_found_by_any_of_their_names(editor):
    make_item("isombe", name_fr="Feuilles de manioc")
    make_item("ubugali")
    found = editor.get("/cms/menu-items/choose/results/?q=manioc").content.decode()
    assert "Isombe" in found
    assert "Ubugali" not in found


@pytest.mark.parametrize("pk", ["0", "abc", "99999999999999999999", "%00"])
def test_guessed_items_are_not_chosen(editor, pk):
    assert editor.get(f"/cms/menu-items/choose/chosen/{pk}/").status_code == 404


@pytest.mark.parametrize("item", ["abc", "0", "99999999999999999999"])
def test_a_page_with_a_forged_item_is_refused_in_words(editor, item):
    section = make_section()
    add = f"/cms/pages/add/menu_pages/dishpage/{section.pk}/"
    response = editor.post(add, page_form(item=item, **{"action-publish": "action-publish"}))
    assert response.status_code == 200
    assert not DishPage.objects.exists()


def test_the_listing_shows_price_sale_and_language(editor):
    section = make_section()
    make_dish(section, make_item(price=3_500), title="Isombe")
    make_dish(section, None, title="Nothing yet")
    page = editor.get("/cms/dishes/").content.decode()
    for words in (
        "Isombe",
        "3\u202f500\u00a0RWF",
        "On sale",
        "Nothing is sold here yet",
        "English",
    ):
        assert words in page


def test_the_listing_asks_as_often_for_ten_dishes_as_for_one(editor):
    section = make_section()
    make_dish(section, make_item())
    editor.get("/cms/dishes/")
    before = count_queries(editor, "/cms/dishes/")
    for _number in range(9):
        make_dish(section, make_item(daily_portions=5))
    assert count_queries(editor, "/cms/dishes/") == before


def test_a_new_dish_asks_for_its_section_by_name(editor):
    section = make_section()
    section.get_parent().add_child(instance=type(section)(title="Dinner", slug="dinner"))
    url = "/cms/dishes/choose_parent/?locale=en"
    page = editor.get(url).content.decode()
    assert "Lunch" in page
    assert "Dinner" in page
    response = editor.post(url, {"parent_page": section.pk})
    assert response.url == f"/cms/pages/add/menu_pages/dishpage/{section.pk}/"
    assert editor.post(url, {"parent_page": "nonsense"}).status_code == 200


@pytest.mark.parametrize(
    ("needs", "shown"),
    [
        ("photo", {"Live"}),
        ("item", set()),
        ("publishing", {"Draft"}),
        ("changes", set()),
        ("nonsense", {"Live", "Draft"}),
        ("%00", {"Live", "Draft"}),
    ],
)
def test_the_first_page_leads_to_the_dishes_that_need_a_hand(editor, needs, shown):
    section = make_section()
    make_dish(section, make_item(), title="Live isombe")
    make_dish(section, make_item(), title="Draft isombe", live=False)
    home = editor.get("/cms/").content.decode()
    assert "Dishes without a photo" in home
    assert "Dishes that are not published" in home
    assert "Dishes that sell nothing yet" not in home
    page = editor.get(f"/cms/dishes/?needs={needs}").content.decode()
    assert {word for word in ("Live", "Draft") if f"{word} isombe" in page} == shown
