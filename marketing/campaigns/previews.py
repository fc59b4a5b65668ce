"""The letter beside its form in the editor, in each language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.models import PreviewableMixin

from site_core.users.models import LANGUAGES


def letter_page(html: str) -> HttpResponse:
    """The HTML of a letter, which says its looks in every element, as our own pages never may."""
    response = HttpResponse(html)
    response._csp_config = settings.LETTER_CONTENT_SECURITY_POLICY["DIRECTIVES"]  # type: ignore[attr-defined]
    return response


class PreviewableLetter(PreviewableMixin):
    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return list(LANGUAGES)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        # Here, because letters.py reads the models that this class is part of.
        from .letters import filled, reader_values, render_letter  # noqa: PLC0415

        values = reader_values(request.user.get_short_name(), mode_name, stop="#", preferences="#")
        return letter_page(filled(render_letter(self, mode_name), values).html)  # type: ignore[arg-type]
