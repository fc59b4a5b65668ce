"""Draws the pictures of the sample menu on all processors and keeps them as ordinary pictures."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images.models import Filter

from site_core.images.models import Picture, PictureRendition

from .models import DishPage
from .picture_specs import PICTURE_SPECS
from .studio import Development, develop

Pending = Mapping[Future[Development], tuple[str, str]]
SUFFIXES = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}


@contextmanager
def drawing(titles: Mapping[str, str]) -> Iterator[Pending]:
    """Start drawing what is missing in processes of its own; the caller may do other work meanwhile.

    `titles` by seed code. Workers are spawned: they load Pillow and no Django.
    """
    known = set(Picture.objects.filter(seed_code__in=titles).values_list("seed_code", flat=True))
    missing = [code for code in titles if code not in known]
    context = multiprocessing.get_context("spawn")
    workers = max(1, min(len(missing), os.cpu_count() or 1))
    with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
        try:
            yield {
                pool.submit(develop, code, PICTURE_SPECS): (code, titles[code]) for code in missing
            }
        except BaseException:
            # Nobody waits for forty drawings to read what went wrong.
            pool.shutdown(cancel_futures=True)
            raise


def keep_pictures(pending: Pending, say: Callable[[str], None]) -> int:
    """Keep each picture as it is finished and give it to the pages of its dish that have none."""
    for number, future in enumerate(as_completed(pending), start=1):
        code, title = pending[future]
        picture = keep_picture(code, title, future.result())
        DishPage.objects.filter(seed_code=code, photo=None).update(photo=picture)
        if number % 10 == 0 or number == len(pending):
            say(f"Pictures: {number} of {len(pending)}")
    return len(pending)


def keep_picture(code: str, title: str, developed: Development) -> Picture:
    """One picture with all its renditions, or nothing of it."""
    width, height = developed.size
    with transaction.atomic():
        picture = Picture(
            title=title,
            seed_code=code,
            placeholder=developed.colour,
            file_size=len(developed.original),
        )
        picture.file.save(f"{code}.jpg", ContentFile(developed.original), save=False)
        # Saving a file forgets the measures; reading them again would decode the picture.
        picture.width, picture.height = width, height
        picture.save()
        for spec, (wide, high, content) in developed.shapes.items():
            kind = spec.split("|")[1].removeprefix("format-")
            rendition = PictureRendition(
                image=picture,
                filter_spec=spec,
                focal_point_key=Filter(spec=spec).get_cache_key(picture),
            )
            name = f"{code}.{spec.replace('|', '.')}.{SUFFIXES[kind]}"
            rendition.file.save(name, ContentFile(content), save=False)
            rendition.width, rendition.height = wide, high
            rendition.save()
    return picture
