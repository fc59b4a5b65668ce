"""The report "Languages": what is missing or stale, and a link to put it right."""

from __future__ import annotations

from collections import Counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from marketing.language_report import gaps, other_languages
from ordering.backoffice.base import needs

from .side_by_side import MAY_TRANSLATE


@needs(MAY_TRANSLATE)
def languages(request: HttpRequest) -> HttpResponse:
    """All gaps, or those of the language in ?language=; an unknown one shows all."""
    chosen = request.GET.get("language", "")
    known = other_languages()
    found = gaps(known)
    counts = Counter(gap.language for gap in found)
    context = {
        "gaps": [gap for gap in found if chosen not in known or gap.language == chosen],
        "chosen": chosen if chosen in known else "",
        "languages": [
            (code, name, counts[code]) for code, name in settings.LANGUAGES if code in known
        ],
    }
    return render(request, "marketing/admin/languages.html", context)


class LanguagesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_TRANSLATE)


def urls() -> list[URLPattern]:
    return [path("languages/", languages, name="languages_report")]


def menu_item() -> LanguagesMenuItem:
    return LanguagesMenuItem(
        _("Languages"), reverse("languages_report"), name="languages", icon_name="globe", order=500
    )
