"""Pages in the language of the reader: where a link leads, and what stands in for a missing page.

A page that nobody has translated yet is read in English under the reader's own address, such as
/fr/help/, and says so. Links lead there, so that the reader stays in French.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, override
from wagtail.models import Locale, Page


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever reads, in the language that is active. `request` spares look-ups of the site."""

    request: HttpRequest | None = None

    @property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE

    def urls(self, pages: Iterable[Page]) -> dict[int, str]:
        """An address for each page, by its key. At most one query."""
        shown = self.translations(pages)
        return {key: self.url(page) for key, page in shown.items()}

    def translations(self, pages: Iterable[Page]) -> dict[int, Page]:
        """Each page, by its key, as its live translation where there is one. At most one query."""
        found = {page.pk: page for page in pages}
        active = Locale.get_active().pk
        foreign = {page.translation_key for page in found.values() if page.locale_id != active}
        if not foreign:
            return found
        translated = {
            page.translation_key: page
            for page in Page.objects.live().filter(locale_id=active, translation_key__in=foreign)
        }
        return {key: translated.get(page.translation_key, page) for key, page in found.items()}

    def url(self, page: Page) -> str:
        """Under the reader's language, also where the page itself is in English."""
        address = str(page.get_url(self.request) or "")
        language = self.language
        english = Locale.objects.get_for_language(settings.LANGUAGE_CODE).pk
        if not address or page.locale_id != english or language == settings.LANGUAGE_CODE:
            return address
        # Addresses are understood in the language that is active.
        with override(settings.LANGUAGE_CODE):
            return translate_url(address, language)
