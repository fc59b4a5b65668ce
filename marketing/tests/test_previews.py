"""An editor sees a page as people will: on another day, from a place, in another language."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Locale

from marketing.banners.models import Banner
from marketing.models import LandingPage, Topic
from marketing.tests.pages import make_home, make_page, make_question
from menu_pages.models import DietaryNote
from ordering.backoffice.tests.staff import log_in
from ordering.delivery.models import Closure
from ordering.testing import open_all_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return log_in("marketing")


def preview(editor, page, mode: str) -> str:
    """What the preview panel shows of a page as it was last saved."""
    response = editor.get(f"/cms/pages/{page.pk}/view_draft/?mode={mode}")
    return page.make_preview_request(response.wsgi_request, mode).content.decode()


def make_banner(title: str, **fields) -> Banner:
    return Banner.objects.create(
        name=title, title=title, placement="strip", locale=Locale.get_default(), **fields
    )


def test_a_day_shows_the_banners_and_the_kitchen_of_that_day(editor):
    page = make_page(make_home(), LandingPage)
    open_all_day()
    tomorrow = timezone.localtime().date() + dt.timedelta(days=1)
    Closure.objects.create(name="Umuganura", starts_on=tomorrow, ends_on=tomorrow)
    make_banner("Only then", starts_at=timezone.now() + dt.timedelta(hours=36))
    now = preview(editor, page, "")
    assert "Only then" not in now
    assert "state--closed" not in now
    assert "state--closed" in preview(editor, page, "day-1")
    assert "Only then" in preview(editor, page, "day-3")


def test_a_place_shows_what_is_meant_for_people_there(editor):
    page = make_page(make_home())
    make_banner("For beds", audience="inside")
    make_banner("For town", audience="outside")
    shown = {mode: preview(editor, page, mode) for mode in ("inside", "outside")}
    assert "For beds" in shown["inside"]
    assert "For town" not in shown["inside"]
    assert "For town" in shown["outside"]


def test_a_language_shows_that_page_as_it_was_last_saved_or_english_marked(editor):
    home = make_home()
    page = make_page(home, title="About us")
    assert "has not been translated yet" not in preview(editor, page, "")
    french = Locale.objects.create(language_code="fr")
    home.copy_for_translation(french)
    text = preview(editor, page, "language-fr")
    assert 'lang="fr"' in text
    assert "About us" in text
    translated = page.copy_for_translation(french)
    translated.title = "Qui nous sommes"
    translated.save_revision()
    assert "Qui nous sommes" in preview(editor, page, "language-fr")


@pytest.mark.parametrize("mode", ["day-0", "day-99", "language-xx", "language-", "nonsense", "%00"])
def test_a_mode_that_does_not_exist_shows_the_page_as_it_is(editor, mode):
    page = make_page(make_home(), title="About us")
    assert "About us" in preview(editor, page, mode)


def test_every_snippet_of_the_pages_can_be_looked_at(editor):
    make_home()
    question = make_question("Is it warm?")
    note = DietaryNote.objects.create(tag="vegan", name="Vegan", explanation="Nothing of animals")
    for row, words in (
        (question, "Is it warm?"),
        (Topic.objects.get(), "Is it warm?"),
        (note, "Nothing of animals"),
        (make_banner("Hello"), "Hello"),
    ):
        request = editor.get("/cms/").wsgi_request
        assert words in row.make_preview_request(request, row.default_preview_mode).content.decode()


def test_what_previews_need_never_reaches_a_public_page(editor, client):
    make_page(make_home(), slug="about", title="T" * 61)
    page = client.get("/about/").content.decode()
    assert "data-finding" not in page
    assert "wagtail-userbar" not in page
