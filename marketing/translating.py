"""Side-by-side translation for rows that were translated before it was asked for.

wagtail-localize shows its side-by-side editor for translations that it made. Seeds, and people who
copy a page by hand, make linked translations without it. `take_over` gives such a translation the
records that the editor needs, with the words that it already has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from site_core.base.errors import DomainError
from site_core.users.models import User


class NoEnglishOriginal(DomainError):
    """There is nothing to put beside it."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many of the English texts found their translation in place."""

    found: int
    total: int

    @property
    def is_whole(self) -> bool:
        return self.found == self.total


def can_take_over(row: TranslatableMixin) -> bool:
    """In another language than English, linked to an English row, not yet side by side."""
    english = Locale.objects.get_for_language(settings.LANGUAGE_CODE)
    if row.pk is None or row.locale_id == english.pk:
        return False
    if getattr(row, "alias_of_id", None) or row.get_translation_or_none(english) is None:
        return False
    known = Translation.objects.filter(
        source__object_id=row.translation_key, target_locale_id=row.locale_id
    )
    return not known.exists()


@transaction.atomic
def take_over(*, row: TranslatableMixin, actor: User | None) -> TakenOver:
    """Open the side-by-side editor on `row`, filled with its own words. Safe to repeat.

    A text is known by its place: field or block, and turn within it. Seeds give blocks the same ids in every
    language. What stands elsewhere is left to be translated anew; the page itself is not changed.
    Raises NoEnglishOriginal.
    """
    english = Locale.objects.get_for_language(settings.LANGUAGE_CODE)
    original = row.get_translation_or_none(english)
    if original is None or original.pk == row.pk:
        raise NoEnglishOriginal(_("There is no English page or text that this one translates."))
    source, _created = TranslationSource.update_or_create_from_instance(original)
    Translation.objects.get_or_create(source=source, target_locale=row.locale)
    own = _texts_by_place(row.specific if isinstance(row, Page) else row)
    segments = list(
        source.stringsegment_set.select_related("string", "context").order_by("order", "pk")
    )
    found = 0
    turns: Counter[str] = Counter()
    for segment in segments:
        path = segment.context.path
        texts = own[path]
        turns[path] += 1
        if turns[path] > len(texts):
            continue
        words = texts[turns[path] - 1]
        found += 1
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=row.locale,
            context=segment.context,
            defaults={
                "data": words,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "last_translated_by": actor,
            },
        )
    return TakenOver(found, len(segments))


def _texts_by_place(row: TranslatableMixin) -> dict[str, list[str]]:
    """The texts of a row by field or block; a rich text has several, in their order."""
    places: dict[str, list[str]] = defaultdict(list)
    for segment in sorted(extract_segments(row), key=lambda segment: segment.order):
        if isinstance(segment, StringSegmentValue) and not segment.is_empty():
            places[segment.path].append(segment.string.data)
    return places
