"""The same page in the other languages: what the switcher and search engines need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class LanguageLink:
    code: str
    name: str
    url: str
    is_current: bool
    # False where the link leads home, because nobody translated the page yet.
    is_translated: bool = True


def language_links(request: HttpRequest, page: Page | None = None) -> list[LanguageLink]:
    """One link a language. A page without a translation leads to that language's home.

    One query for a page, none for anything else. A form that was posted is answered under its own
    address, so the links never repeat a query string of a POST.
    """
    urls = _page_urls(request, page) if page is not None else {}
    here = request.get_full_path() if request.method == "GET" else request.path
    current = get_language() or settings.LANGUAGE_CODE
    links = []
    for code, _name in settings.LANGUAGES:
        is_translated = page is None or code in urls
        if page is None:
            url = translate_url(here, code)
        else:
            url = urls.get(code) or ("/" if code == settings.LANGUAGE_CODE else f"/{code}/")
        name: Any = get_language_info(code)["name_local"]
        links.append(
            LanguageLink(code, str(name).capitalize(), url, code == current, is_translated)
        )
    return links


def _page_urls(request: HttpRequest, page: Page) -> dict[str, str]:
    translations = [page]
    if page.pk:
        translations += page.get_translations().live().select_related("locale").defer_streamfields()
    return {
        translation.locale.language_code: url
        for translation in translations
        if (url := translation.get_url(request))
    }
