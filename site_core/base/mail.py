"""The look of every letter of the house: plain words in, the same words in one HTML column out."""

from __future__ import annotations

import re

from django.conf import settings
from django.template.loader import render_to_string

LINK = re.compile(r"^https?://\S+$")


def html_twin(*, subject: str, body: str, language: str) -> str:
    """`body` as HTML; a paragraph that is nothing but a link becomes a button."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", body) if part.strip()]
    return render_to_string(
        "notifications/email.html",
        {
            "subject": subject,
            "language": language,
            "paragraphs": [
                {"text": part, "is_link": bool(LINK.match(part))} for part in paragraphs
            ],
            "base_url": settings.SITE_BASE_URL,
        },
    )
