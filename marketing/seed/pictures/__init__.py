"""Pictures of the running site for the guide, in three languages.

`python -m tests.harness.help_pictures` takes them anew. A file is named after what it shows and its
language: help-menu.en.webp, four to three, 960 pixels wide.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images.models import Filter

from menu_pages.picture_specs import WEBP_QUALITY, WIDE_WIDTHS, spec
from site_core.images.models import Picture, PictureRendition

FOLDER = Path(__file__).parent


def help_pictures() -> Mapping[tuple[str, str], int]:
    """The key of each picture by what it shows and its language; makes those that are missing."""
    known = dict(
        Picture.objects.filter(seed_code__startswith="help-").values_list("seed_code", "pk")
    )
    found = {}
    for path in sorted(FOLDER.glob("*.webp")):
        code, language = path.stem.split(".")
        name = f"{code}-{language}"
        found[code, language] = known.get(name) or _keep(name, path.read_bytes()).pk
    return found


def _keep(name: str, content: bytes) -> Picture:
    """As WebP only: small already, and forty pictures in AVIF would keep a first start waiting.

    Without a signal, so that no other shape is made; one that staff save again gets them all.
    """
    with Image.open(BytesIO(content)) as opened:
        image = opened.convert("RGB")
    picture = Picture(title=name, seed_code=name, file_size=len(content))
    picture.file.save(f"{name}.webp", ContentFile(content), save=False)
    picture.width, picture.height = image.size
    Picture.objects.bulk_create([picture])
    for width in WIDE_WIDTHS:
        wanted = spec(width, "webp")
        shaped = content if width == image.width else _smaller(image, width)
        rendition = PictureRendition(
            image=picture,
            filter_spec=wanted,
            focal_point_key=Filter(spec=wanted).get_cache_key(picture),
        )
        rendition.file.save(f"{name}.{width}.webp", ContentFile(shaped), save=False)
        rendition.width, rendition.height = width, width * 3 // 4
        rendition.save()
    return picture


def _smaller(image: Image.Image, width: int) -> bytes:
    target = BytesIO()
    smaller = image.resize((width, width * 3 // 4), Image.Resampling.LANCZOS)
    smaller.save(target, "WEBP", quality=WEBP_QUALITY)
    return target.getvalue()
