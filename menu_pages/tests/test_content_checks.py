"""What the check panel says before something goes out."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from marketing.admin.checks import HouseChecks
from marketing.tests.pages import make_home, make_page, make_picture
from menu_pages.tests.pages import make_dish, make_section
from ordering.backoffice.tests.staff import log_in
from ordering.catalogue.proposals import propose_allergens
from ordering.testing import FREE_OF_ALL, NOON, make_item, make_user
from site_core.base.content_checks import all_checks

pytestmark = pytest.mark.django_db


def test_a_dish_that_is_complete_has_no_findings():
    item = make_item(facts_confirmed_at=NOON, tags=["vegan"])
    assert make_dish(make_section(), item, photo=make_picture()).findings() == set()


def test_what_a_dish_lacks_is_named():
    section = make_section()
    assert make_dish(section, None).findings() == {"dish-without-price", "dish-without-photo"}
    photo = make_picture()
    refuted = make_item(facts_confirmed_at=NOON, tags=["vegan"], allergens={"milk": "contains"})
    assert make_dish(section, refuted, photo=photo).findings() == {"tag-against-figures"}
    unconfirmed = make_item()
    assert make_dish(section, unconfirmed, photo=photo).findings() == {"dish-without-allergens"}


def test_allergens_that_wait_for_the_dietitian_are_not_settled():
    item = make_item(facts_confirmed_at=NOON)
    page = make_dish(make_section(), item, photo=make_picture())
    propose_allergens(
        item=item,
        allergens={**FREE_OF_ALL, "eggs": "contains"},
        note="",
        actor=make_user(),
        now=NOON,
    )
    assert page.findings() == {"dish-without-allergens"}


def test_long_titles_descriptions_and_silent_pictures_are_named():
    home, picture = make_home(), make_picture()
    blocks = [{"type": "picture_text", "value": {"heading": "A", "text": "", "side": "left",
               "picture": picture.pk, "alt": ""}}]  # fmt: skip
    page = make_page(home, title="T" * 61, search_description="D" * 161, body=blocks)
    assert page.findings() == {
        "title-too-long", "description-too-long", "picture-without-words",
    }  # fmt: skip
    page.seo_title = "Short"
    page.search_description = "D" * 160
    page.body = []
    assert page.findings() == set()


def test_the_panel_has_a_rule_and_words_for_every_check():
    request = RequestFactory().get("/")
    configuration = HouseChecks(in_editor=True).get_axe_configuration(request)
    codes = {check.code for check in all_checks()}
    assert codes <= set(configuration["options"]["runOnly"])
    assert codes <= {rule["id"] for rule in configuration["spec"]["rules"]}
    assert codes <= set(configuration["messages"])


def test_findings_stand_in_the_preview():
    editor = log_in("marketing")
    page = make_dish(make_section(), None)
    request = editor.get("/cms/").wsgi_request
    text = page.make_preview_request(request, "").content.decode()
    assert 'data-finding="dish-without-price"' in text
    assert "wagtail-userbar" in text
