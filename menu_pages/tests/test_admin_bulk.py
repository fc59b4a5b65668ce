"""Many dishes at once: sold out, back on sale, tags; and nobody does what is not theirs."""

from __future__ import annotations

import pytest
from django.utils import timezone

from menu_pages.tests.pages import make_dish, make_section
from ordering.backoffice.tests.staff import log_in
from ordering.catalogue.models import MenuItem
from ordering.testing import make_item, open_all_day

pytestmark = pytest.mark.django_db
BULK = "/cms/bulk/wagtailcore/page/{}/?next=/cms/dishes/{}"


def act(client, action: str, pages, **words):
    url = BULK.format(action, "".join(f"&id={page.pk}" for page in pages))
    asked = client.get(url)
    return asked, client.post(url, words, follow=True)


@pytest.fixture
def dishes():
    section = make_section()
    open_all_day()
    return [make_dish(section, make_item()) for _number in range(3)]


def test_dishes_are_sold_out_and_back_in_two_clicks(dishes):
    editor = log_in("menu_manager")
    asked, done = act(editor, "sold_out", dishes[:2], until="opening")
    assert "Are these dishes sold out?" in asked.content.decode()
    assert "Done for 2 dishes." in done.content.decode()
    now = timezone.now()
    gone = [item.is_sold_out(now) for item in MenuItem.objects.order_by("pk")]
    assert gone == [True, True, False]
    act(editor, "back_on_sale", dishes)
    assert not MenuItem.objects.exclude(sold_out_until=None).exists()


def test_a_tag_is_given_where_the_facts_allow_it(dishes):
    item = dishes[1].item
    item.allergens = {**item.allergens, "milk": "contains"}
    item.save()
    editor = log_in("menu_manager")
    _asked, done = act(editor, "dietary_tag", dishes, tag="vegan")
    page = done.content.decode()
    assert "Done for 2 dishes." in page
    assert "1 dish was left as it is" in page
    assert [i.tags for i in MenuItem.objects.order_by("pk")] == [["vegan"], [], ["vegan"]]
    act(editor, "dietary_tag", dishes, tag="vegan", take_away="on")
    assert [i.tags for i in MenuItem.objects.order_by("pk")] == [[], [], []]


OURS = {"/sold_out/", "/back_on_sale/", "/dietary_tag/"}


@pytest.mark.parametrize(("role", "shown"), [("menu_manager", OURS), ("marketing", set())])
def test_nobody_is_offered_what_they_may_not_do(dishes, role, shown):
    page = log_in(role).get(f"/cms/pages/{dishes[0].get_parent().pk}/").content.decode()
    offered = {action for action in OURS if f"/cms/bulk/wagtailcore/page{action}" in page}
    assert offered == shown
    assert "/cms/bulk/wagtailcore/page/delete/" in page


def test_a_page_that_is_no_dish_is_left_out(dishes):
    section = dishes[0].get_parent()
    asked, _done = act(log_in("menu_manager"), "sold_out", [section], until="opening")
    assert "the page is no dish" in asked.content.decode()


@pytest.mark.parametrize("words", [{"until": "never"}, {"until": "\x00"}, {}])
def test_words_that_are_none_of_the_offered_change_nothing(dishes, words):
    act(log_in("menu_manager"), "sold_out", dishes, **words)
    assert not MenuItem.objects.exclude(sold_out_until=None).exists()


def test_marketing_neither_sells_out_nor_tags(dishes):
    marketing = log_in("marketing")
    act(marketing, "sold_out", dishes, until="opening")
    act(marketing, "dietary_tag", dishes, tag="vegan")
    assert not MenuItem.objects.exclude(sold_out_until=None).exists()
    assert not any(MenuItem.objects.values_list("tags", flat=True))
