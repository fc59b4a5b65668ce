"""The links of header and footer: pages that editors put there, in the language of the reader.

Every screen shows them, so they are remembered in the process until a public page changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.functional import Promise
from wagtail.models import Locale, Page

from site_core.base.page_cache import current_version

from .models.base import BlocksPage, FooterGroup
from .reading import Reader

# Home is the second level of the tree, what hangs under it the third.
HEADER_DEPTH = 3


@dataclass(frozen=True, slots=True)
class SiteLink:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class FooterColumn:
    name: str | Promise
    links: tuple[SiteLink, ...]


@dataclass(frozen=True, slots=True)
class SiteLinks:
    header: tuple[SiteLink, ...] = ()
    footer: tuple[FooterColumn, ...] = ()


_remembered: dict[str, tuple[int, SiteLinks]] = {}


def site_links(reader: Reader) -> SiteLinks:
    """No query while nothing public has changed, else three."""
    version = current_version()
    known = _remembered.get(reader.language)
    if known is None or known[0] != version or not version:
        known = (version, _load(reader))
        _remembered[reader.language] = known
    return known[1]


def forget() -> None:
    """For tests: what one of them put into a menu is not there for the next."""
    _remembered.clear()


def _load(reader: Reader) -> SiteLinks:
    english = Locale.objects.get_for_language(settings.LANGUAGE_CODE)
    own = Locale.get_active()
    rows = list(_chosen().filter(locale_id__in={english.pk, own.pk}))
    source = {row.translation_key for row in rows if row.locale_id == english.pk}
    # English pages in their order, each as its translation; then what exists in this language only.
    chosen = [
        row for row in rows if row.locale_id == english.pk or row.translation_key not in source
    ]
    shown = reader.translations(chosen)
    links = {row.pk: SiteLink(shown[row.pk].title, reader.url(shown[row.pk])) for row in chosen}
    return SiteLinks(
        header=_links(links, (r for r in chosen if r.show_in_menus and r.depth == HEADER_DEPTH)),
        footer=tuple(
            FooterColumn(group.label, found)
            for group in FooterGroup
            if (found := _links(links, (row for row in chosen if row.footer_group == group.value)))
        ),
    )


def _links(links: dict[int, SiteLink], rows: Iterable[Page]) -> tuple[SiteLink, ...]:
    return tuple(links[row.pk] for row in rows)


def _chosen() -> QuerySet[Page]:
    """Live pages that an editor put into the header or into a column of the footer."""
    models = [model for model in apps.get_models() if issubclass(model, BlocksPage)]
    groups = [
        NullIf(F(f"{model._meta.model_name}__footer_group"), Value(""), output_field=CharField())
        for model in models
    ]
    return (
        Page.objects.live()
        .filter(depth__gte=HEADER_DEPTH)
        .annotate(footer_group=Coalesce(*groups, Value(""), output_field=CharField()))
        .filter(Q(show_in_menus=True) | ~Q(footer_group=""))
        .order_by("path")
    )
