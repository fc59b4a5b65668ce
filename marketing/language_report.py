"""What is missing or stale in each language, over everything that people read.

English is the original. A translation is stale when the English one was published after it. The
number of queries depends on the kinds of things, not on how many there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TranslatableMixin

from site_core.base.models import NamedInThreeLanguages
from site_core.notifications.models import MessageTemplate

MISSING, STALE, DRAFT = "missing", "stale", "draft"
STATES = {
    MISSING: _("Missing"),
    STALE: _("Older than the English one"),
    DRAFT: _("Not published"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is not right in one language, and where to put it right."""

    kind: str | Promise
    name: str
    language: str
    state: str
    url: str

    @property
    def state_label(self) -> str | Promise:
        return STATES[self.state]


def other_languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def gaps(languages: Iterable[str]) -> list[Gap]:
    """Pages first, then questions and other texts, names and messages."""
    wanted = list(languages)
    return [
        *_page_gaps(wanted),
        *_snippet_gaps(wanted),
        *_name_gaps(wanted),
        *_message_gaps(wanted),
    ]


def _page_gaps(languages: list[str]) -> Iterator[Gap]:
    pages = (
        Page.objects.filter(depth__gt=1).select_related("locale", "content_type").order_by("path")
    )
    yield from _compare(
        pages,
        languages,
        kind=lambda page: capfirst(page.page_type_display_name),
        edit=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        start=lambda page: reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
    )


def _snippet_gaps(languages: list[str]) -> Iterator[Gap]:
    for model in apps.get_models():
        if issubclass(model, TranslatableMixin) and hasattr(model, "snippet_viewset"):
            viewset: Any = model.snippet_viewset
            place = [model._meta.app_label, model._meta.model_name]
            yield from _compare(
                model._default_manager.select_related("locale").order_by("pk"),
                languages,
                kind=lambda row: capfirst(str(row._meta.verbose_name)),
                edit=lambda row, v=viewset: reverse(v.get_url_name("edit"), args=[row.pk]),
                start=lambda row, p=place: reverse(
                    "wagtail_localize:submit_snippet_translation", args=[*p, row.pk]
                ),
            )


def _compare(rows: Any, languages: list[str], *, kind: Any, edit: Any, start: Any) -> Iterator[Gap]:
    """Each English row that people can read, beside its translations."""
    found: dict[str, dict[Any, Any]] = {}
    for row in rows:
        found.setdefault(row.locale.language_code, {})[row.translation_key] = row
    for key, original in found.get(settings.LANGUAGE_CODE, {}).items():
        if not getattr(original, "live", True):
            continue
        for language in languages:
            row = found.get(language, {}).get(key)
            state = _state(original, row)
            if state:
                url = edit(row) if row is not None else start(original)
                yield Gap(kind(original), str(original), language, state, url)


def _state(original: Any, row: Any) -> str:
    if row is None:
        return MISSING
    if not getattr(row, "live", True):
        return DRAFT
    return STALE if _published(row) < _published(original) else ""


def _published(row: Any) -> dt.datetime:
    never = dt.datetime.min.replace(tzinfo=dt.UTC)
    return getattr(row, "last_published_at", None) or never


def _name_gaps(languages: list[str]) -> Iterator[Gap]:
    """Things that are sold or served carry their names themselves."""
    for model in apps.get_models():
        if not issubclass(model, NamedInThreeLanguages):
            continue
        empty = models.Q()
        for language in languages:
            empty |= models.Q(**{f"name_{language}": ""})
        for row in model._default_manager.filter(empty).order_by("pk"):
            url = _admin_url(model, "edit", row.pk)
            for language in languages:
                if not getattr(row, f"name_{language}"):
                    kind = capfirst(str(model._meta.verbose_name))
                    yield Gap(kind, row.name, language, MISSING, url)


def _admin_url(model: type[models.Model], action: str, *args: Any) -> str:
    """Empty for what has no screen of its own, such as an option of a dish."""
    meta = model._meta
    try:
        return reverse(f"{meta.app_label}_{meta.model_name}_modeladmin_{action}", args=args)
    except NoReverseMatch:
        return ""


def _message_gaps(languages: list[str]) -> Iterator[Gap]:
    """A message that is sent in English and has no words in another language."""
    known = set(MessageTemplate.objects.values_list("key", "channel", "language"))
    url = _admin_url(MessageTemplate, "index")
    for key, channel, language in sorted(known):
        if language != settings.LANGUAGE_CODE:
            continue
        for other in languages:
            if (key, channel, other) not in known:
                yield Gap(_("Message"), f"{key} · {channel}", other, MISSING, url)
