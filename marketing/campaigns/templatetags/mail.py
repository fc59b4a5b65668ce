"""Pictures in letters: JPEG, which every mail program shows, twice as wide as it stands there."""

from __future__ import annotations

from dataclasses import dataclass

from django import template

from marketing.campaigns.letters import absolute
from site_core.images.models import Picture

register = template.Library()


@dataclass(frozen=True, slots=True)
class MailPicture:
    """`height` in the pixels of the page, half of those in the file."""

    url: str
    height: int


@register.simple_tag
def mail_picture(picture: Picture | None, width: int) -> MailPicture | None:
    """A 4:3 crop; made on first use, which is at preview or in the worker, never for a visitor."""
    if picture is None:
        return None
    height = width * 3 // 4
    rendition = picture.get_rendition(f"fill-{width}x{height}|format-jpeg|jpegquality-72")
    return MailPicture(absolute(rendition.url), height // 2)
