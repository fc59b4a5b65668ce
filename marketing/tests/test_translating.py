"""Pages that were translated before keep their words when they come into the side-by-side editor."""

from __future__ import annotations

import json

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation

from marketing.models import Question, StandardPage
from marketing.seed.schema import bullets, notice, text
from marketing.seeding import _Writer
from marketing.translating import NoEnglishOriginal, can_take_over, take_over

from .pages import make_home, make_page, make_question

pytestmark = pytest.mark.django_db

ENGLISH = (text("Why", "One.", bullets("a", "b")), notice("Mind <b>this</b>."))
FRENCH = (text("Pourquoi", "Un.", bullets("aa", "bb")), notice("Attention à <b>ceci</b>."))


def body(words, language):
    return _Writer(language, {}, {}, {}).stored(words, "why")


def make_pair() -> tuple[StandardPage, StandardPage]:
    home = make_home()
    english = make_page(home, title="Why", slug="why", body=body(ENGLISH, "en"))
    french_home = home.copy_for_translation(Locale.objects.get_or_create(language_code="fr")[0])
    french = make_page(
        french_home,
        title="Pourquoi",
        slug="why",
        intro="En bref",
        body=body(FRENCH, "fr"),
        locale=french_home.locale,
        translation_key=english.translation_key,
    )
    return english, french


def test_a_linked_translation_comes_in_with_all_its_words_and_loses_none():
    _english, french = make_pair()
    assert can_take_over(french)
    taken = take_over(row=french, actor=None)
    assert taken.is_whole
    assert taken.found >= 8
    assert not can_take_over(french)
    translation = Translation.objects.get(target_locale=french.locale)
    assert translation.get_progress() == (taken.total, taken.total)
    before = french.body.get_prep_value()
    translation.save_target(publish=True)
    french.refresh_from_db()
    assert (french.title, french.intro) == ("Pourquoi", "En bref")
    assert french.body.get_prep_value() == before


def test_taking_over_twice_changes_nothing():
    _english, french = make_pair()
    first = take_over(row=french, actor=None)
    assert take_over(row=french, actor=None) == first
    assert Translation.objects.count() == 1


def test_what_the_translation_does_not_have_is_left_to_be_translated():
    english, french = make_pair()
    new = {**body((notice("New."),), "en")[0], "id": "11111111-1111-4111-8111-111111111111"}
    english.body = json.dumps([*body(ENGLISH, "en"), new])
    english.save()
    taken = take_over(row=french, actor=None)
    assert not taken.is_whole
    assert taken.total - taken.found == 1


def test_an_english_page_and_one_without_original_are_refused():
    english, french = make_pair()
    assert not can_take_over(english)
    with pytest.raises(NoEnglishOriginal):
        take_over(row=english, actor=None)
    english.delete()
    assert not can_take_over(french)
    with pytest.raises(NoEnglishOriginal):
        take_over(row=french, actor=None)
    assert not Translation.objects.exists()


def test_questions_too():
    make_pair()
    english = make_question("May I?", "<p>Yes.</p>")
    fr = Locale.objects.get(language_code="fr")
    french = english.copy_for_translation(fr)
    french.question, french.answer = "Puis-je ?", "<p>Oui.</p>"
    topic = english.topic.copy_for_translation(fr)
    topic.save()
    french.topic = topic
    french.save()
    assert take_over(row=french, actor=None).is_whole
    Translation.objects.get(source__object_id=english.translation_key).save_target()
    shown = Question.objects.get(pk=french.pk)
    assert (shown.question, shown.answer) == ("Puis-je ?", "<p>Oui.</p>")
