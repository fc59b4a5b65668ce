"""In which shapes pictures of dishes exist. They are made at upload and at seeding, never in a request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_core.base.share_shape import SHARE_SPEC

if TYPE_CHECKING:
    from site_core.images.models import Picture, PictureRendition

ROW_WIDTHS = (320,)
CARD_WIDTHS = (640,)
WIDE_WIDTHS = (640, 960)
HERO_WIDTHS = (640, 960, 1440)
AVIF_QUALITY = 50
WEBP_QUALITY = 70


def spec(width: int, kind: str) -> str:
    """A 4:3 crop of `width` pixels as "avif" or "webp"."""
    quality = AVIF_QUALITY if kind == "avif" else WEBP_QUALITY
    return f"fill-{width}x{width * 3 // 4}|format-{kind}|{kind}quality-{quality}"


PICTURE_SPECS: tuple[str, ...] = (
    *(spec(width, kind) for width in HERO_WIDTHS[:-1] for kind in ("avif", "webp")),
    *(spec(width, kind) for width in ROW_WIDTHS for kind in ("avif", "webp")),
    SHARE_SPEC,
)
# The one picture at the top of the home page is shown larger than any other.
HERO_SPECS: tuple[str, ...] = (
    *PICTURE_SPECS,
    spec(HERO_WIDTHS[-1], "avif"),
    spec(HERO_WIDTHS[-1], "webp"),
)


def ensure_renditions(picture: Picture, specs: Iterable[str] = PICTURE_SPECS) -> None:
    """Make what is missing. Costs about a second for a new picture; safe to repeat."""
    picture.get_renditions(*specs)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture ready for components/picture.html: two srcsets, a fallback, and its proportions."""

    avif: str
    webp: str
    src: str
    width: int
    height: int
    alt: str


def shot(picture: Picture | None, widths: Sequence[int], alt: str = "") -> Shot | None:
    """The picture in these widths from prefetched renditions; None when none was made yet.

    Fetch with `Picture.objects.prefetch_renditions(*specs)`. No query, no encoding.
    """
    if picture is None:
        return None
    found: dict[str, PictureRendition] = {}
    # Later renditions win: an earlier one may show an old focal point.
    for rendition in sorted(picture.prefetched_renditions, key=lambda r: r.pk):
        found[rendition.filter_spec] = rendition
    sets = {
        kind: [(width, found[key].url) for width in widths if (key := spec(width, kind)) in found]
        for kind in ("avif", "webp")
    }
    fallback = sets["webp"] or sets["avif"]
    if not fallback:
        return None
    width, src = fallback[0]
    return Shot(
        avif=_srcset(sets["avif"]),
        webp=_srcset(sets["webp"]),
        src=src,
        width=width,
        height=width * 3 // 4,
        alt=alt,
    )


def share_url(picture: Picture | None) -> str:
    """The picture that a shared link shows, or nothing."""
    if picture is None:
        return ""
    return next((r.url for r in picture.prefetched_renditions if r.filter_spec == SHARE_SPEC), "")


def _srcset(pairs: list[tuple[int, str]]) -> str:
    if len(pairs) == 1:
        return pairs[0][1]
    return ", ".join(f"{url} {width}w" for width, url in pairs)
