"""Which banner a place shows. One query a page for all its places; two more where pictures are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from menu_pages.picture_specs import WIDE_WIDTHS, Shot, shot, spec
from site_core.base.page_cache import keep_until
from site_core.base.previews import moment_of
from site_core.images.models import Picture

from . import audiences
from .audiences import Visitor
from .models import Banner

PICTURES = [spec(width, kind) for width in WIDE_WIDTHS for kind in ("avif", "webp")]
Placement = Banner.Placement


@dataclass(frozen=True, slots=True)
class Shown:
    """A banner ready for templates/banners/banner.html."""

    banner: Banner
    url: str
    picture: Shot | None
    # Only for people of whom the house knows nothing: wrong for others, so scripts have to agree.
    is_for_strangers: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """What a place shows to everybody, and whether somebody we know may see something else."""

    shown: Shown | None
    is_personal: bool
    # Where no script can ask who is there, what is for everyone stands in for the above.
    without_script: Shown | None = None


def banners_of(request: HttpRequest, now: dt.datetime) -> list[Banner]:
    """The banners of the page's language that run at `now`, the first ones first.

    Read once a request. The page is kept no longer than until the next one begins or ends.
    """
    if not hasattr(request, "banners"):
        rows = list(
            Banner.objects.not_over(now)
            .filter(locale__language_code=get_language())
            .select_related("link_page", "section")
            .order_by("-priority", "-starts_at", "pk")
        )
        changes = [
            moment for row in rows for moment in (row.starts_at, row.ends_at) if moment is not None
        ]
        if coming := [moment for moment in changes if moment > now]:
            keep_until(request, min(coming), now=now)
        request.banners = [row for row in rows if row.is_showing(now)]  # type: ignore[attr-defined]
    found: list[Banner] = request.banners  # type: ignore[attr-defined]
    return found


def candidates(request: HttpRequest, placement: str, section: str = "") -> list[Banner]:
    """Those that run in a place; `section` is the translation key of the menu section at hand."""
    return [
        banner
        for banner in banners_of(request, moment_of(request))
        if banner.placement == placement
        and (banner.section is None or str(banner.section.translation_key) == section)
    ]


def shared_slot(request: HttpRequest, placement: str, section: str = "") -> Slot:
    """What the one copy for everybody holds."""
    found = candidates(request, placement, section)
    chosen = first(found, lambda banner: audiences.holds_for_strangers(banner.audience))
    # Whatever ranks below a banner for everyone is never seen, so nobody need be asked for it.
    last = first(found, lambda banner: banner.audience == audiences.EVERYONE)
    reach = found[: found.index(last)] if last else found
    return Slot(
        shown=shown(chosen, request) if chosen else None,
        is_personal=bool(reach),
        without_script=shown(last, request) if last and last is not chosen else None,
    )


def personal_slot(
    request: HttpRequest, placement: str, visitor: Visitor, section: str = ""
) -> Shown | None:
    """What this very person sees."""
    found = candidates(request, placement, section)
    chosen = first(found, lambda banner: audiences.includes(banner.audience, visitor))
    return shown(chosen, request) if chosen else None


def first(found: Sequence[Banner], test: Callable[[Banner], bool]) -> Banner | None:
    return next((banner for banner in found if test(banner)), None)


def shown(banner: Banner, request: HttpRequest) -> Shown:
    """With its address in the language of the banner, and its picture."""
    picture = None
    if banner.picture_id and banner.placement != Placement.STRIP:
        picture = Picture.objects.prefetch_renditions(*PICTURES).get(pk=banner.picture_id)
    return Shown(
        banner=banner,
        url=_address(banner, request),
        picture=shot(picture, WIDE_WIDTHS),
        is_for_strangers=banner.audience != audiences.EVERYONE,
    )


def _address(banner: Banner, request: HttpRequest) -> str:
    """The page in the banner's own language where it exists; nothing for a page that is gone."""
    page = banner.link_page
    if page is None:
        return banner.link_address
    if page.locale_id != banner.locale_id:
        page = page.get_translation_or_none(banner.locale) or page
    return str(page.get_url(request) or "") if page.live else ""
