"""The seeded pages: whole in three languages, linked to each other, made once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page

from marketing import seeding
from marketing.models import HelpPage, HomePage, Question, StandardPage
from marketing.models.base import BlocksPage
from marketing.seed import HOME, PAGES, QUESTIONS, TOPICS
from menu_pages.models import MenuPage
from site_core.house.models import HouseContact

LANGUAGES = ("en", "fr", "rw")
WORDS = {"home": HOME, **{seed.code: seed.words for seed in PAGES}}


@pytest.fixture(scope="module")
def seeded_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Home, menu and pages without dishes and pictures, which other tests look at. Made once."""
    said = StringIO()
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(seeding, "help_pictures", dict)
        call_command("seed_pages", "--no-pictures", verbosity=0)
        for home in HomePage.objects.all():
            home.add_child(instance=MenuPage(title="Menu", slug="menu", locale=home.locale))
        call_command("seed_content", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def seeded(seeded_once: str, db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> str:
    settings.PAGE_CACHE_SECONDS = 0
    monkeypatch.setattr(seeding, "help_pictures", dict)
    return seeded_once


def test_every_page_says_the_same_in_the_same_blocks_in_three_languages():
    for code, words in WORDS.items():
        assert tuple(words) == LANGUAGES, code
        shapes = [[(kind, _shape(value)) for kind, value in w.body] for w in words.values()]
        assert shapes[0] == shapes[1] == shapes[2], code


def _shape(value: Any) -> Any:
    """What a block is made of, without its words; rules and codes count."""
    match value:
        case dict():
            return {key: _shape(part) for key, part in value.items()}
        case list():
            return [_shape(part) for part in value]
        case str():
            codes = re.findall(r"\b(?:page|topic):[a-z-]+", value)
            return codes or len(re.findall("<p>|<li>", value)) or bool(value)
    return value


def test_there_are_enough_answers_and_none_names_a_figure_that_can_change():
    assert len(QUESTIONS) >= 20
    assert {seed.topic for seed in QUESTIONS} == set(TOPICS)
    for seed in QUESTIONS:
        assert tuple(seed.words) == LANGUAGES
        for question, answer in seed.words.values():
            assert not re.search(r"\d", question + answer), seed.code


def test_every_link_between_texts_leads_to_a_seeded_page():
    texts = repr(WORDS) + repr(QUESTIONS)
    assert set(re.findall(r"page:([a-z-]+)", texts)) - {"menu"} <= set(WORDS)


def test_all_seeded_pages_can_be_read_and_pass_the_checks_of_the_editor(seeded, client):
    """A seed that an editor could not save again would be a trap."""
    models = [model for model in BlocksPage.__subclasses__() if not model._meta.abstract]
    assert HomePage in models
    pages = list(Page.objects.live().filter(depth__gt=1).not_type(MenuPage).specific())
    assert len(pages) == 3 * len(WORDS)
    for page in pages:
        try:
            page.body.stream_block.clean(page.body)
        except ValidationError as error:
            pytest.fail(f"{page.url}: {error.as_json_data()}")
        text = client.get(page.url).content.decode()
        assert f'<html lang="{page.locale.language_code}">' in text
        assert 'href="page:' not in text
        assert 'href="topic:' not in text


def test_seeding_again_makes_nothing_and_keeps_what_editors_wrote(seeded):
    assert "63 pages, 99 questions, 60 texts" in seeded
    about = StandardPage.objects.get(seed_code="about", locale__language_code="en")
    about.title = "Our people"
    about.body = "[]"
    about.save_revision().publish()
    Question.objects.filter(seed_code="vat", locale__language_code="en").update(question="VAT?")
    StandardPage.objects.get(seed_code="terms", locale__language_code="rw").delete()
    said = StringIO()
    call_command("seed_content", stdout=said)
    assert "1 pages, 0 questions, 1 texts" in said.getvalue()
    about.refresh_from_db()
    assert (about.title, len(about.body)) == ("Our people", 0)
    assert Question.objects.get(question="VAT?").seed_code == "vat"


def test_links_in_header_and_footer_are_pages_in_the_readers_language(
    seeded, client, django_capture_on_commit_callbacks
):
    text = client.get("/fr/").content.decode()
    footer = text[text.index("<footer") :]
    for address, name in (
        ("/fr/questions/", "Questions et réponses"),
        ("/fr/delivery/", "Livraison"),
        ("/fr/privacy/", "Vie privée"),
    ):
        assert f'<a href="{address}">{name}</a>' in footer
    header = text[: text.index("<main")]
    assert '<a href="/fr/help/" >Aide</a>' in header
    page = StandardPage.objects.get(seed_code="delivery", locale__language_code="fr")
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    # In French there is nothing to link to now but the English page.
    footer = client.get("/fr/").content.decode().partition("<footer")[2]
    assert '<a href="/fr/delivery/">Delivery</a>' in footer


def test_a_question_is_found_by_any_of_its_words_whatever_the_accents(seeded, client):
    text = client.get("/fr/questions/?q=reçu").content.decode()
    assert "Où est mon reçu" in text
    assert "Où livrez-vous" not in text[: text.index("<footer")]
    assert "Où est mon reçu" in client.get("/fr/questions/?q=RECU").content.decode()
    nothing = client.get("/fr/questions/?q=zzz%00").content.decode()
    assert "0 réponse" in nothing


def test_the_contact_page_shows_what_staff_wrote_and_a_person_where_they_wrote_nothing(
    seeded, client
):
    assert "ask any of us" in client.get("/contact/").content.decode()
    HouseContact.objects.create(phone="+250788123456", email="hello@dusangire.rw")
    text = client.get("/contact/").content.decode()
    assert "+250 788 123 456" in text
    assert "ask any of us" not in text[: text.index("<footer")]


def test_help_leads_to_its_guides_in_their_order(seeded, client):
    text = client.get("/rw/help/").content.decode()
    guides = HelpPage.objects.filter(locale__language_code="rw").order_by("path")
    places = [text.index(guide.title) for guide in guides]
    assert len(places) == 5
    assert places == sorted(places)
