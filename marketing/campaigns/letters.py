"""A campaign as a letter in one language: subject, HTML and plain text, with {name} left open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from site_core.house.selectors import house_brand, house_contact
from site_core.notifications.kinds import fill

from .inlining import as_text, inline
from .styles import sheet_of, styles_of

if TYPE_CHECKING:
    from .models import Campaign

KEY = "campaign"
Rewrite = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """{name}, {stop} and {preferences} are still to be filled in, per reader."""

    language: str
    subject: str
    html: str
    text: str


def absolute(url: str) -> str:
    """A path of this site as an address that works from anywhere."""
    return f"{settings.SITE_BASE_URL}{url}" if url.startswith("/") else url


def render_letter(
    campaign: Campaign, language: str, *, rewrite: Rewrite = absolute
) -> RenderedLetter:
    """Prices and names of dishes are those of this moment; every link goes through `rewrite`.

    Words that were not written in `language` are English, and so is the frame around them.
    """
    subject, teaser, body = campaign.words_in(language)
    if not subject or not body:
        language = "en"
        subject, teaser, body = campaign.words_in(language)
    brand = house_brand()
    with override(language):
        raw = render_to_string(
            "campaigns/letter.html",
            {
                "language": language,
                "subject": subject,
                "teaser": teaser,
                "body": body,
                "sheet": sheet_of(brand),
                "brand": brand,
                "contact": house_contact(),
                "home": "/" if language == "en" else f"/{language}/",
            },
        )
    html = inline(raw, styles_of(brand), rewrite)
    return RenderedLetter(language, subject, html, as_text(html))


def reader_values(name: str, language: str, *, stop: str, preferences: str) -> dict[str, str]:
    """What fills a letter for one reader. Who told us no name is greeted as a friend."""
    with override(language):
        return {
            "name": " ".join(name.split()) or _("friend"),
            "stop": stop,
            "preferences": preferences,
        }


def filled_subject(subject: str, values: Mapping[str, str]) -> str:
    """A subject begins with a capital letter, also where it begins with {name}."""
    text = fill(subject, values)
    return text[:1].upper() + text[1:]


def filled(letter: RenderedLetter, values: dict[str, str]) -> RenderedLetter:
    """The letter as one reader sees it, for previews."""
    safe: dict[str, Any] = {key: escape(value) for key, value in values.items()}
    return RenderedLetter(
        letter.language,
        filled_subject(letter.subject, values),
        fill(letter.html, safe),
        fill(letter.text, values),
    )
