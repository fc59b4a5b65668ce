"""What nobody needs of pictures any more: crops that no page can ask for. Their files go with them."""

from __future__ import annotations

import datetime as dt

from site_core.base.cleaning import Rows, may_go

from .models import Picture, PictureRendition


@may_go("crops of pictures made around a focal point that moved since")
def replaced_renditions(now: dt.datetime) -> Rows:
    """One goes when the same crop exists around the present point. All others stay, also those
    that no page shows today: making one costs a visitor a second."""
    gone: list[int] = []
    pictures = Picture.objects.prefetch_related("renditions").order_by("pk")
    for picture in pictures.iterator(chunk_size=200):
        is_current = {
            made: made.focal_point_key == made.filter.get_cache_key(picture)
            for made in picture.renditions.all()
        }
        present = {made.filter_spec for made, current in is_current.items() if current}
        gone += [
            made.pk
            for made, current in is_current.items()
            if not current and made.filter_spec in present
        ]
    return Rows(PictureRendition.objects.filter(pk__in=gone))
