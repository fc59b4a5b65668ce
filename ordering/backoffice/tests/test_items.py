"""The editor of a menu item: what it writes, what it refuses, and that it refuses in words."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from django.test import Client

from menu_pages.tests.pages import make_dish, make_section
from ordering.backoffice.tests.staff import count_queries, log_in
from ordering.catalogue.facts import Allergen
from ordering.catalogue.models import Category, ItemSize, MenuItem, Option
from ordering.testing import FREE_OF_ALL, NOON, add_group, make_item

pytestmark = pytest.mark.django_db

EDIT = "/cms/catalogue/menuitem/edit/{}/"
FIGURES = (
    "portion_grams", "kcal", "protein_g", "carbohydrate_g", "sugar_g", "fat_g",
    "saturated_fat_g", "fibre_g", "sodium_mg", "potassium_mg",
)  # fmt: skip


@pytest.fixture
def dietitian() -> Client:
    return log_in("menu_manager")


def rows(prefix: str, *rows: dict[str, Any]) -> dict[str, Any]:
    """The fields of an inline: what is posted for its rows, new ones first having no id."""
    data: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": len(rows),
        f"{prefix}-INITIAL_FORMS": sum("id" in row for row in rows),
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        values = {"id": "", "ORDER": number + 1, "DELETE": "", **row}
        data.update({f"{prefix}-{number}-{name}": value for name, value in values.items()})
    return data


def form(item: MenuItem | None = None, **changes: Any) -> dict[str, Any]:
    """What the editor posts for an item without sizes and options."""
    category = Category.objects.get_or_create(code="lunch", defaults={"name": "Lunch"})[0]
    allergens = item.allergens if item else FREE_OF_ALL
    return {
        "name": item.name if item else "Isombe",
        "name_fr": "",
        "name_rw": "",
        "category": category.pk,
        "price": item.price if item else "3 500",
        "tax_class": "standard",
        "is_listed": "on" if item and item.is_listed else "",
        "sold_out_until": "",
        "daily_portions": "",
        "preparation_minutes": 15,
        "code": "",
        **{f"allergens-{code}": presence for code, presence in allergens.items()},
        **{name: "" if not item else getattr(item, name) or "" for name in FIGURES},
        **rows("sizes"),
        **rows("groups"),
        **changes,
    }


def errors_of(response: Any) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_new_item_gets_a_code_from_its_name_and_waits_for_its_page(dietitian):
    make_item("isombe")
    response = dietitian.post("/cms/catalogue/menuitem/create/", form(price="3 500"))
    assert response.status_code == 302
    item = MenuItem.objects.get(code="isombe-2")
    assert (item.name, item.price, item.is_listed, item.waits_for_page) == (
        "Isombe", 3_500, False, True,
    )  # fmt: skip
    assert item.allergens == FREE_OF_ALL


def test_an_item_can_be_put_on_sale_by_hand_without_a_page(dietitian):
    dietitian.post("/cms/catalogue/menuitem/create/", form(is_listed="on"))
    item = MenuItem.objects.get(code="isombe")
    assert (item.is_listed, item.waits_for_page) == (True, False)


@pytest.mark.parametrize(
    "price", ["1 500,50", "-1", "1e3", "NaN", "0", "", "9" * 40, "٣٥٠٠", "2\x00"]
)
def test_a_price_that_is_no_price_is_refused_in_words(dietitian, price):
    item = make_item(price=2_500)
    page = errors_of(dietitian.post(EDIT.format(item.pk), form(item, price=price)))
    assert any(
        words in page
        for words in ("Please write whole francs", "Please write at most", "Please write at least",
                      "This field is required")
    )  # fmt: skip
    item.refresh_from_db()
    assert item.price == 2_500


def test_a_code_does_not_change_once_it_is_given(dietitian):
    item = make_item("isombe")
    dietitian.post(EDIT.format(item.pk), form(item, code="other", name="Ubugali"))
    item.refresh_from_db()
    assert (item.code, item.name) == ("isombe", "Ubugali")


def test_two_default_sizes_are_refused(dietitian):
    item = make_item(sizes={"small": 0, "large": 500})
    small, large = item.sizes.all()
    both = rows(
        "sizes",
        {"id": small.pk, "name": "Small", "extra": "0", "is_default": "on"},
        {"id": large.pk, "name": "Large", "extra": "500", "is_default": "on"},
    )
    page = errors_of(dietitian.post(EDIT.format(item.pk), form(item, **both)))
    assert "Only one size can be the default." in page
    assert list(item.sizes.values_list("code", "is_default")) == [("small", True), ("large", False)]


def test_the_default_can_move_to_another_size(dietitian):
    item = make_item(sizes={"small": 0, "large": 500})
    small, large = item.sizes.all()
    moved = rows(
        "sizes",
        {"id": large.pk, "name": "Large", "extra": "1 000", "is_default": "on"},
        {"id": small.pk, "name": "Small", "extra": "-500"},
    )
    response = dietitian.post(EDIT.format(item.pk), form(item, **moved))
    assert response.status_code == 302
    found = ItemSize.objects.filter(item=item).values_list(
        "code", "extra", "is_default", "position"
    )
    assert list(found) == [("large", 1_000, True, 0), ("small", -500, False, 1)]


def test_new_sizes_with_the_same_name_get_different_codes(dietitian):
    item = make_item()
    twins = rows("sizes", {"name": "Large", "extra": "1"}, {"name": "Large", "extra": ""})
    assert dietitian.post(EDIT.format(item.pk), form(item, **twins)).status_code == 302
    assert list(item.sizes.values_list("code", "extra")) == [("large", 1), ("large-2", 0)]


def test_a_size_that_costs_nothing_is_refused(dietitian):
    item = make_item(price=500)
    cheap = rows("sizes", {"name": "Tiny", "extra": "-500"})
    page = errors_of(dietitian.post(EDIT.format(item.pk), form(item, **cheap)))
    assert "This size would cost nothing." in page
    assert item.sizes.count() == 0


@pytest.mark.parametrize(
    ("minimum", "maximum", "words"),
    [
        ("2", "1", "“At most” must not be less than “at least” (2)."),
        ("0", "0", "At least one answer must be possible."),
        ("2", "3", "There are only 1 options to choose from."),
        ("-1", "1", "Ensure this value is greater than or equal to 0"),
        ("99999999999999999999", "1", "There are only 1 options to choose from."),
        ("x", "y", "Enter a whole number."),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(dietitian, minimum, maximum, words):
    item = make_item()
    group = rows("groups", {"name": "Side", "minimum": minimum, "maximum": maximum})
    options = rows("groups-0-options", {"name": "Rice", "extra": "", "is_available": "on"})
    page = errors_of(dietitian.post(EDIT.format(item.pk), form(item, **group, **options)))
    assert words in page
    assert item.groups.count() == 0


def test_a_question_is_saved_with_its_options_and_their_allergens(dietitian):
    item = make_item()
    group = rows("groups", {"name": "Side", "minimum": "1", "maximum": "1"})
    options = rows(
        "groups-0-options",
        {"name": "Rice", "extra": "", "is_available": "on"},
        {"name": "Chips", "extra": "1 000", "is_available": "on", "contains": ["gluten", "milk"]},
    )
    assert dietitian.post(EDIT.format(item.pk), form(item, **group, **options)).status_code == 302
    found = Option.objects.filter(group__item=item).values_list(
        "group__code", "code", "extra", "contains"
    )
    assert list(found) == [("side", "rice", 0, []), ("side", "chips", 1_000, ["gluten", "milk"])]


def test_a_tag_that_the_facts_contradict_is_refused_with_the_reason(dietitian):
    item = make_item(allergens={"milk": "contains"})
    changes = {"tags": ["vegan", "low_fat"], "fat_g": "20", "portion_grams": "200"}
    page = errors_of(dietitian.post(EDIT.format(item.pk), form(item, **changes)))
    assert "Vegan: The dish contains: Milk." in page
    assert "Low-fat: 100 g have 10 g of fat; this claim allows 3 g." in page
    item.refresh_from_db()
    assert item.tags == []


def test_an_honest_tag_is_kept(dietitian):
    item = make_item()
    dietitian.post(EDIT.format(item.pk), form(item, tags=["vegan"]))
    item.refresh_from_db()
    assert item.tags == ["vegan"]


def test_not_known_is_stored_as_not_declared(dietitian):
    item = make_item()
    dietitian.post(EDIT.format(item.pk), form(item, **{"allergens-milk": "unknown"}))
    item.refresh_from_db()
    assert set(item.allergens) == set(Allergen.values) - {"milk"}


def test_an_answer_that_is_none_of_the_four_is_refused(dietitian):
    item = make_item()
    page = errors_of(
        dietitian.post(EDIT.format(item.pk), form(item, **{"allergens-milk": "perhaps"}))
    )
    assert "Please choose one of the four answers for each allergen." in page


CONFIRM = "/cms/catalogue/menuitem/confirm/{}/"


def confirmed(client: Client) -> MenuItem:
    item = make_item(is_sample=True, kcal=300)
    client.post(CONFIRM.format(item.pk), {"seen": item.updated_at.isoformat()})
    item.refresh_from_db()
    return item


def test_the_dietitian_confirms_the_figures_once(dietitian):
    item = confirmed(dietitian)
    assert not item.is_sample
    assert item.facts_confirmed_by.email == "menu_manager@example.org"
    assert item.facts_confirmed_at is not None


def test_figures_that_changed_since_they_were_seen_are_not_confirmed(dietitian):
    item = make_item(is_sample=True)
    for seen in ("", "rubbish", (item.updated_at - dt.timedelta(seconds=1)).isoformat()):
        dietitian.post(CONFIRM.format(item.pk), {"seen": seen})
    item.refresh_from_db()
    assert (item.is_sample, item.facts_confirmed_at) == (True, None)


def test_confirming_needs_a_post(dietitian):
    assert dietitian.get(CONFIRM.format(make_item().pk)).status_code == 405


@pytest.mark.parametrize(
    "change", [{"kcal": "301"}, {"allergens-milk": "contains"}, {"sodium_mg": "5"}]
)
def test_changing_facts_takes_the_confirmation_back(dietitian, change):
    item = confirmed(dietitian)
    assert dietitian.post(EDIT.format(item.pk), form(item, **change)).status_code == 302
    item.refresh_from_db()
    assert (item.facts_confirmed_at, item.facts_confirmed_by) == (None, None)


def test_an_option_that_adds_an_allergen_takes_the_confirmation_back(dietitian):
    item = confirmed(dietitian)
    group = add_group(item, "side", {"rice": 0})
    option = group.options.get()
    changes = rows("groups", {"id": group.pk, "name": "Side", "minimum": "0", "maximum": "1"})
    changes |= rows(
        "groups-0-options",
        {"id": option.pk, "name": "Rice", "extra": "0", "is_available": "on", "contains": ["milk"]},
    )
    assert dietitian.post(EDIT.format(item.pk), form(item, **changes)).status_code == 302
    item.refresh_from_db()
    assert item.facts_confirmed_at is None


def test_changing_the_price_leaves_the_confirmation(dietitian):
    item = confirmed(dietitian)
    assert dietitian.post(EDIT.format(item.pk), form(item, price="4 000")).status_code == 302
    item.refresh_from_db()
    assert item.price == 4_000
    assert item.facts_confirmed_at is not None


def test_what_is_taken_off_sale_by_hand_no_longer_waits_for_a_page(dietitian):
    item = make_item()
    dietitian.post(EDIT.format(item.pk), form(item, is_listed=""))
    item.refresh_from_db()
    assert (item.is_listed, item.waits_for_page) == (False, False)


def test_an_item_that_a_page_shows_is_not_deleted():
    item = make_item("isombe")
    make_dish(make_section(), item, title="Isombe of the house")
    manager = log_in("manager")
    response = manager.post(f"/cms/catalogue/menuitem/delete/{item.pk}/", follow=True)
    assert "Isombe of the house" in response.content.decode()
    assert "cannot be deleted" in response.content.decode()
    assert MenuItem.objects.filter(pk=item.pk).exists()


def test_an_item_that_nothing_needs_is_deleted():
    item = make_item()
    response = log_in("manager").post(f"/cms/catalogue/menuitem/delete/{item.pk}/")
    assert response.status_code == 302
    assert not MenuItem.objects.exists()


RUBBISH = ["\x00", "x" * 5_000, "-1", "99999999999999999999"]


@pytest.mark.parametrize("first", [0, 2])
def test_rubbish_in_any_field_is_answered_in_words(dietitian, first):
    """Each field gets two kinds of rubbish, and each kind half of the fields."""
    item = make_item(sizes={"small": 0})
    add_group(item, "side", {"rice": 0})
    good = form(item)
    good |= rows("sizes", {"name": "Big", "extra": "0"})
    good |= rows("groups", {"name": "Side", "minimum": "0", "maximum": "1"})
    good |= rows("groups-0-options", {"name": "Rice", "extra": "0", "contains": "milk"})
    names = [name for name in good if not name.endswith("_FORMS")]
    # One allergen speaks for the fourteen.
    names = [name for name in names if not name.startswith("allergens-") or name.endswith("milk")]
    for number, name in enumerate(names, start=first):
        rubbish = RUBBISH[number % len(RUBBISH)]
        response = dietitian.post(EDIT.format(item.pk), {**good, name: rubbish})
        assert response.status_code in {200, 302}, (name, rubbish)


def test_a_size_that_somebody_else_added_meanwhile_stays_the_default(dietitian):
    item = make_item(sizes={"small": 0})
    stale = rows("sizes", {"name": "Large", "extra": "500", "is_default": "on"})
    page = errors_of(dietitian.post(EDIT.format(item.pk), form(item, **stale)))
    assert "Only one size can be the default." in page
    assert list(item.sizes.values_list("code", flat=True)) == ["small"]


def test_a_broken_inline_is_answered_in_words(dietitian):
    item = make_item()
    good = form(item)
    for prefix, rubbish in itertools.product(("sizes", "groups"), ("", "x", "-5", "99999999")):
        data = {**good, f"{prefix}-TOTAL_FORMS": rubbish}
        assert dietitian.post(EDIT.format(item.pk), data).status_code in {200, 302}
    assert dietitian.post(EDIT.format(item.pk), {}).status_code == 200


@pytest.mark.parametrize("pk", ["0", "999999999999999999", "abc", "1'", "9" * 30])
@pytest.mark.parametrize("action", ["edit", "inspect", "delete", "history"])
def test_guessed_keys_are_not_found(dietitian, pk, action):
    assert dietitian.get(f"/cms/catalogue/menuitem/{action}/{pk}/").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["nonsense=1", "category__code=zzz", "sale=%00", "p=abc", "p=-1", "o=99.x", "q=%00", "q=" + "x" * 900,
     "category__code__regex=(", "facts_confirmed_by__password__startswith=p", "export=pdf"],
)  # fmt: skip
def test_the_listing_bears_any_address(dietitian, query):
    make_item()
    assert dietitian.get(f"/cms/catalogue/menuitem/?{query}").status_code == 200


def test_what_is_not_a_filter_of_ours_filters_nothing(dietitian):
    """Otherwise whoever may list could probe the password of whoever confirmed a dish."""
    item = make_item(facts_confirmed_at=NOON)
    page = dietitian.get("/cms/catalogue/menuitem/?facts_confirmed_by__isnull=False")
    assert item.name in page.content.decode()


def test_the_listing_asks_as_often_for_ten_items_as_for_one(dietitian):
    url = "/cms/catalogue/menuitem/"
    make_item()
    dietitian.get(url)
    before = count_queries(dietitian, url)
    for _number in range(10):
        make_item()
    assert count_queries(dietitian, url) == before


@pytest.mark.parametrize("prefix", ["sizes", "groups"])
@pytest.mark.parametrize("count", ["1", "1000000000", "99999999999999999999", "x", ""])
def test_rows_that_are_counted_but_not_there_are_refused(dietitian, prefix, count):
    item = make_item("isombe", price=3_500)
    forged = {f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": count, "price": "1"}
    for path in (EDIT.format(item.pk), "/cms/catalogue/menuitem/create/"):
        assert dietitian.post(path, form(item, **forged)).status_code in {200, 400}
    item.refresh_from_db()
    assert (item.price, MenuItem.objects.count()) == (3_500, 1)
