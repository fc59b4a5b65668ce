"""The seeded menu keeps its own promises: honest claims, sums that add up, every language there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal

import pytest

from menu_pages.seed.dishes import ALL_DISHES
from menu_pages.seed.schema import DishSeed, OptionSeed, Words
from menu_pages.seed.sections import SECTIONS
from menu_pages.seed.tags import TAGS
from ordering.catalogue.claims import LOW_FAT_G_PER_100_ML, contradictions
from ordering.catalogue.facts import Allergen, DietaryTag, FoodFacts, Nutrition, Presence

each_dish = pytest.mark.parametrize("dish", ALL_DISHES, ids=lambda dish: dish.code)

PRICE_BANDS = {
    "breakfast": (1500, 3500),
    "lunch": (2500, 7500),
    "dinner": (2500, 7500),
    "snacks": (800, 2500),
    "beverages": (500, 1500),
}

LARGEST_SIZE = Decimal(5) / 3
"""The largest drink is 500 ml beside the 300 ml that the figures describe."""

PORTION_CLAIMS = {"diabetic_friendly", "post_surgery", "soft_diet"}


def words_of(dish: DishSeed) -> Iterator[Words]:
    yield from (dish.name, dish.summary, dish.description)
    yield from (size.name for size in dish.sizes)
    for group in dish.groups:
        yield group.name
        yield from (option.name for option in group.options)


def scaled(nutrition: Nutrition, factor: Decimal) -> Nutrition:
    return replace(
        nutrition,
        **{figure.name: getattr(nutrition, figure.name) * factor for figure in fields(nutrition)},
    )


def with_option(facts: FoodFacts, option: OptionSeed) -> FoodFacts:
    added = dict.fromkeys(option.contains, Presence.CONTAINS.value)
    return replace(facts, allergens={**facts.allergens, **added})


def test_there_are_enough_dishes_and_each_code_is_used_once():
    codes = Counter(dish.code for dish in ALL_DISHES)

    assert len(ALL_DISHES) >= 40
    assert codes.most_common(1)[0][1] == 1


def test_sections_of_the_menu_are_the_sections_of_the_dishes():
    assert [section.code for section in SECTIONS] == list(PRICE_BANDS)
    assert list(dict.fromkeys(dish.section for dish in ALL_DISHES)) == list(PRICE_BANDS)


def test_every_dietary_tag_is_explained():
    assert [tag.code for tag in TAGS] == DietaryTag.values


@each_dish
def test_every_tag_is_honest(dish):
    assert {tag: contradictions(tag, dish.facts) for tag in dish.tags} == {
        tag: [] for tag in dish.tags
    }


@each_dish
def test_no_option_breaks_a_claim(dish):
    options = [option for group in dish.groups for option in group.options]
    broken = [
        (option.code, tag)
        for option in options
        for tag in dish.tags
        if contradictions(tag, with_option(dish.facts, option))
    ]

    assert broken == []


@each_dish
def test_claims_about_a_portion_hold_for_the_largest_size(dish):
    if not dish.sizes:
        return
    largest = replace(dish.facts, nutrition=scaled(dish.nutrition, LARGEST_SIZE))

    assert not [tag for tag in PORTION_CLAIMS & set(dish.tags) if contradictions(tag, largest)]


@each_dish
def test_tags_are_at_most_four_and_none_twice(dish):
    assert len(dish.tags) <= 4
    assert len(set(dish.tags)) == len(dish.tags)


def test_a_low_fat_drink_keeps_to_the_limit_for_liquids():
    drinks = [d for d in ALL_DISHES if d.section == "beverages" and "low_fat" in d.tags]

    assert drinks
    for drink in drinks:
        fat_per_100_ml = drink.nutrition.fat_g * 100 / drink.nutrition.portion_grams
        assert fat_per_100_ml <= LOW_FAT_G_PER_100_ML, drink.code


def test_every_tag_is_carried_by_at_least_four_dishes():
    carried = Counter(tag for dish in ALL_DISHES for tag in dish.tags)

    assert set(carried) == set(DietaryTag.values)
    assert min(carried.values()) >= 4


@pytest.mark.parametrize("section", PRICE_BANDS)
def test_every_section_has_something_for_common_needs(section):
    dishes = [dish for dish in ALL_DISHES if dish.section == section]

    assert any(dish.facts.presence(Allergen.PEANUTS) == Presence.FREE for dish in dishes)
    assert any("diabetic_friendly" in dish.tags for dish in dishes)
    assert any("soft_diet" in dish.tags for dish in dishes)


@each_dish
def test_every_figure_is_given(dish):
    assert all(getattr(dish.nutrition, figure.name) is not None for figure in fields(Nutrition))


@each_dish
def test_energy_adds_up_within_ten_percent(dish):
    """Factors of Regulation (EU) No 1169/2011, annex XIV; 1 kcal is left to rounding."""
    figures = dish.nutrition
    energy = (
        4 * figures.protein_g + 4 * figures.carbohydrate_g + 9 * figures.fat_g + 2 * figures.fibre_g
    )

    assert abs(energy - figures.kcal) <= max(1, energy / 10)


@each_dish
def test_a_part_never_exceeds_its_whole(dish):
    figures = dish.nutrition
    solids = figures.protein_g + figures.carbohydrate_g + figures.fat_g + figures.fibre_g

    assert figures.sugar_g <= figures.carbohydrate_g
    assert figures.saturated_fat_g <= figures.fat_g
    assert solids < figures.portion_grams


@each_dish
def test_allergens_are_declared_in_the_terms_of_the_catalogue(dish):
    in_options = {
        allergen
        for group in dish.groups
        for option in group.options
        for allergen in option.contains
    }

    assert set(dish.allergens) | in_options <= set(Allergen.values)
    assert set(dish.allergens.values()) <= {Presence.CONTAINS, Presence.MAY_CONTAIN}


@each_dish
def test_every_size_is_priced_inside_the_band_of_its_section(dish):
    lowest, highest = PRICE_BANDS[dish.section]
    prices = [dish.price, *(dish.price + size.extra for size in dish.sizes)]

    assert all(lowest <= price <= highest for price in prices)
    assert all(price % 100 == 0 for price in prices)


@each_dish
def test_options_never_lower_the_price_and_are_round_amounts(dish):
    extras = [option.extra for group in dish.groups for option in group.options]

    assert all(extra >= 0 and extra % 100 == 0 for extra in extras)


@each_dish
def test_every_dish_pays_the_standard_tax(dish):
    assert dish.tax == "standard"


@each_dish
def test_every_text_is_there_in_all_three_languages(dish):
    for words in words_of(dish):
        assert all(text.strip() == text != "" for text in (words.en, words.fr, words.rw))
    for text in (dish.summary.en, dish.summary.fr, dish.summary.rw):
        assert len(text) <= 75


def test_sections_and_tags_are_there_in_all_three_languages():
    texts = [words for section in SECTIONS for words in (section.name, section.intro)]
    texts += [words for tag in TAGS for words in (tag.name, tag.explanation)]

    for words in texts:
        assert all(text.strip() == text != "" for text in (words.en, words.fr, words.rw))


@each_dish
def test_related_dishes_exist_and_are_others(dish):
    codes = {other.code for other in ALL_DISHES} - {dish.code}

    assert 2 <= len(set(dish.related)) == len(dish.related) <= 3
    assert set(dish.related) <= codes


@each_dish
def test_a_dish_with_sizes_has_exactly_one_default_at_its_own_price(dish):
    defaults = [size for size in dish.sizes if size.is_default]

    assert len(defaults) == (1 if dish.sizes else 0)
    assert all(size.extra == 0 for size in defaults)
    assert len({size.code for size in dish.sizes}) == len(dish.sizes)


def test_every_drink_comes_in_sizes():
    assert all(dish.sizes for dish in ALL_DISHES if dish.section == "beverages")


@each_dish
def test_every_group_can_be_answered(dish):
    for group in dish.groups:
        assert 0 <= group.minimum <= group.maximum <= len(group.options)
        assert group.maximum >= 1
        assert len({option.code for option in group.options}) == len(group.options)
    assert len({group.code for group in dish.groups}) == len(dish.groups)


def test_about_ten_dishes_ask_a_question_that_must_be_answered():
    required = [dish for dish in ALL_DISHES if any(group.minimum for group in dish.groups)]

    assert 8 <= len(required) <= 14


@each_dish
def test_preparation_and_daily_portions_are_positive(dish):
    assert dish.minutes > 0
    assert dish.daily_portions is None or dish.daily_portions > 0
