"""Questions as pages show them: in the reader's order, in English where no translation exists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.utils.html import strip_tags
from wagtail.models import Locale

from menu_pages.filters import folded


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its stored answer. `language` is set where it is not the reader's."""

    key: str
    anchor: str
    topic: str
    topic_key: str
    question: str
    answer: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class AskedTopic:
    name: str
    anchor: str
    questions: tuple[Asked, ...]


def all_questions(locale_id: int) -> tuple[Asked, ...]:
    """All that are live, by topic. One query, and one more where some are not translated."""
    english = Locale.objects.get_for_language(settings.LANGUAGE_CODE)
    rows = (
        apps.get_model("marketing", "Question")
        .objects.filter(live=True, locale_id__in={locale_id, english.pk})
        .select_related("topic")
        .order_by("topic__sort_order", "topic_id", "sort_order", "pk")
    )
    own = [row for row in rows if row.locale_id == locale_id]
    if locale_id == english.pk:
        return tuple(_asked(row) for row in own)
    by_key = {row.translation_key: row for row in own}
    # In the order of the English list, so that an untranslated question keeps its place.
    source = [row for row in rows if row.locale_id == english.pk]
    shown = [
        _asked(by_key[row.translation_key])
        if row.translation_key in by_key
        else _asked(row, language=settings.LANGUAGE_CODE)
        for row in source
    ]
    known = {row.translation_key for row in source}
    return (*shown, *(_asked(row) for row in own if row.translation_key not in known))


def _asked(row: object, language: str = "") -> Asked:
    return Asked(
        key=str(row.translation_key),
        anchor=f"q-{str(row.translation_key)[:8]}",
        topic=row.topic.name,
        topic_key=str(row.topic.translation_key),
        question=row.question,
        answer=row.answer,
        language=language,
    )


def by_topic(questions: Iterable[Asked]) -> list[AskedTopic]:
    """In the order in which topics first come up; a topic's name is that of its first question."""
    groups: dict[str, list[Asked]] = {}
    for asked in questions:
        groups.setdefault(asked.topic_key, []).append(asked)
    return [
        AskedTopic(_own_name(group), f"t-{key[:8]}", tuple(group)) for key, group in groups.items()
    ]


def _own_name(group: Sequence[Asked]) -> str:
    """In the reader's language as soon as one question of the topic is."""
    return next((asked.topic for asked in group if not asked.language), group[0].topic)


def matching(questions: Iterable[Asked], query: str) -> list[Asked]:
    """Those that hold every word of the query somewhere, whatever the accents."""
    words = folded(query).split()
    return [
        asked
        for asked in questions
        if all(
            word in folded(f"{asked.question} {asked.topic} {strip_tags(asked.answer)}")
            for word in words
        )
    ]
