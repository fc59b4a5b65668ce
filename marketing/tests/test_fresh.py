"""Pages are kept for everybody and dropped at once when anything that they show changes."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from marketing.models import FAQPage
from ordering.catalogue.services import mark_sold_out
from ordering.delivery.models import Zone
from ordering.testing import NOON, make_zone
from site_core.house.models import HouseContact

from .pages import make_home, make_menu, make_page, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keep_pages(settings, tmp_path):
    settings.PAGE_CACHE_SECONDS = 30
    settings.PAGE_VERSION_LINK = tmp_path / "version" / "now"


@pytest.fixture
def page():
    home = make_home()
    make_menu(1)
    make_zone("wards", fee=700)
    make_question("May I?")
    kinds = ("zones", "hours", "questions", "contact", "dishes")
    body = [{"type": kind, "value": {"heading": kind, "limit": 5}} for kind in kinds]
    return make_page(home, slug="all", body=body)


def rendered(client, django_capture_on_commit_callbacks, change) -> str:
    """The page after `change`, having been kept before it."""
    client.get("/all/")
    before = client.get("/all/").content
    assert client.get("/all/").content == before
    with django_capture_on_commit_callbacks(execute=True):
        change()
    return client.get("/all/").content.decode()


def test_questions_fees_contact_and_names_are_right_at_once(
    page, client, django_capture_on_commit_callbacks
):
    question = make_question("Second?")
    question.question = "Is it warm?"
    capture = django_capture_on_commit_callbacks
    assert "Is it warm?" in rendered(client, capture, question.save)
    assert "Is it warm?" not in rendered(client, capture, question.delete)
    zone = Zone.objects.get()
    zone.fee = 900
    assert "900" in rendered(client, capture, zone.save)
    contact = HouseContact(phone="+250788123456")
    assert "+250 788 123 456" in rendered(client, capture, contact.save)


def test_a_sold_out_dish_and_a_published_title_are_right_at_once(
    page, client, django_capture_on_commit_callbacks
):
    capture = django_capture_on_commit_callbacks
    dish = Page.objects.get(slug__startswith="dish-").specific
    assert dish.title in client.get("/all/").content.decode()
    until = NOON.replace(year=NOON.year + 10)
    text = rendered(client, capture, lambda: mark_sold_out(item=dish.item, until=until))
    assert dish.title not in text
    page.title = "Another name"
    assert "Another name" in rendered(client, capture, page.save_revision().publish)


def test_what_is_put_into_the_footer_stands_there_at_once(
    page, client, django_capture_on_commit_callbacks
):
    faq = make_page(page.get_parent(), FAQPage, title="All questions", footer_group="help")
    text = rendered(client, django_capture_on_commit_callbacks, faq.save_revision().publish)
    assert "All questions" in text.partition("<footer")[2]
    faq.footer_group = ""
    text = rendered(client, django_capture_on_commit_callbacks, faq.save_revision().publish)
    assert "All questions" not in text
