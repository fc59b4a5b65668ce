"""The seeds make what is missing, once, and take out only what nobody needs."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import translation
from wagtail.models import Page, Revision, Site

from marketing.models import HomePage
from menu_pages.models import DietaryNote, DishPage, MenuPage, SectionPage
from menu_pages.picture_seeding import keep_picture
from menu_pages.picture_specs import PICTURE_SPECS
from menu_pages.seed.dishes import ALL_DISHES
from menu_pages.studio import develop
from ordering.carts.models import CartLine
from ordering.carts.services import make_cart
from ordering.catalogue.models import Category, MenuItem, Option
from site_core.images.models import Picture

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _seeded_database(django_db_setup, django_db_blocker):
    """Seeded once for this module; each test works in a savepoint above it."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def seeded(_seeded_database, db):
    """With the language of the commands, whatever a request before left behind."""
    with translation.override("en"):
        yield


def seed() -> str:
    said = StringIO()
    call_command("seed_pages", "--no-pictures", stdout=said)
    call_command("seed_menu", "--no-pictures", stdout=said)
    return said.getvalue()


def counts() -> dict[str, int]:
    models = (Page, Revision, Category, MenuItem, Option, DietaryNote, Picture, Site)
    return {model.__name__: model.objects.count() for model in models}


def test_the_menu_needs_a_home_page(db):
    Site.objects.update(root_page=Page.get_first_root_node())
    with pytest.raises(CommandError, match="seed_pages"):
        call_command("seed_menu", "--no-pictures", verbosity=0)
    assert not MenuPage.objects.exists()


def test_seeding_makes_every_dish_in_three_languages_and_twice_changes_nothing(seeded):
    dishes = len(ALL_DISHES)
    assert MenuItem.objects.count() == dishes
    assert DishPage.objects.live().count() == 3 * dishes
    assert SectionPage.objects.count() == 15
    assert HomePage.objects.count() == 3
    assert DishPage.objects.values("translation_key").distinct().count() == dishes
    before = counts()
    assert "nothing was missing" in seed()
    assert counts() == before


def test_seeded_pages_are_served_in_each_language(seeded):
    client = Client()
    for prefix in ("", "/fr", "/rw"):
        page = client.get(f"{prefix}/menu/lunch/isombe-ubugali/")
        assert page.status_code == 200
        assert f'lang="{prefix[1:] or "en"}"' in page.content.decode()
        assert client.get(f"{prefix}/").status_code == 200


def test_what_staff_changed_survives_seeding_again(seeded):
    MenuItem.objects.filter(code="isombe-ubugali").update(price=9_900)
    DishPage.objects.filter(seed_code="isombe-ubugali").update(summary="Our own words")
    seed()
    assert MenuItem.objects.get(code="isombe-ubugali").price == 9_900
    assert DishPage.objects.filter(summary="Our own words").count() == 3


def test_clearing_removes_the_sample_menu_but_not_what_is_in_a_cart(seeded):
    wanted = MenuItem.objects.get(code="isombe-ubugali")
    line = CartLine.objects.create(
        cart=make_cart(user=None), item=wanted, quantity=1, seen_price=3_500, fingerprint="x"
    )
    DietaryNote.objects.filter(tag="vegan", locale__language_code="en").update(name="Plants")
    said = StringIO()
    call_command("seed_menu", "--clear", stdout=said)
    assert list(MenuItem.objects.values_list("code", flat=True)) == ["isombe-ubugali"]
    assert DishPage.objects.count() == 3
    assert CartLine.objects.filter(pk=line.pk).exists()
    assert "used by cart lines" in said.getvalue()
    assert DietaryNote.objects.get().name == "Plants"


def test_clearing_everything_leaves_the_home_pages(seeded):
    call_command("seed_menu", "--clear", stdout=StringIO())
    assert not MenuItem.objects.exists()
    assert not MenuPage.objects.exists()
    assert not Category.objects.exists()
    assert HomePage.objects.count() == 3


def test_a_drawn_picture_has_every_shape_at_once(django_assert_num_queries):
    picture = keep_picture("mandazi", "Mandazi", develop("mandazi", PICTURE_SPECS))
    assert (picture.width, picture.height) == (1600, 1200)
    assert set(picture.renditions.values_list("filter_spec", flat=True)) == set(PICTURE_SPECS)
    found = picture.get_renditions(*PICTURE_SPECS)
    assert {found[spec].width for spec in PICTURE_SPECS} == {320, 640, 960, 1200}
    assert picture.renditions.count() == len(PICTURE_SPECS)
