"""Photos that strangers send: looked at, made anew without what the camera wrote, kept privately."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db.models import Model
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from site_core.base.codes import link_code
from site_core.base.errors import DomainError

MAX_BYTES = 8 * 1024 * 1024
# Asked before the picture is unpacked: a small file can hold a picture that fills the memory.
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")
BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError)


class NotAPhoto(DomainError):
    """The file is no picture that we can show."""


def private_storage() -> Storage:
    """Files that only a view with a door hands out."""
    return storages["private"]


def photo_path(instance: Model, filename: str) -> str:
    """A name that nobody can guess and that tells nothing about whose photo it is."""
    return f"photos/{link_code()}.jpg"


def clean_photo(upload: Any) -> ContentFile:
    """The photo as a JPEG of at most 1600 pixels, upright, without place and camera.

    Raises NotAPhoto when it is too large or no picture at all; nothing of the sender's bytes is
    kept.
    """
    if upload.size > MAX_BYTES:
        raise NotAPhoto(_("This photo is larger than 8 MB. Please choose a smaller one."))
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise NotAPhoto(_("This photo has too many pixels. Please choose a smaller one."))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            made = io.BytesIO()
            upright.save(made, "JPEG", quality=82, optimize=True)
    except (*BROKEN, Image.DecompressionBombError) as error:
        raise NotAPhoto(
            _("This is not a photo that we can open. JPEG, PNG and WebP work.")
        ) from error
    return ContentFile(made.getvalue(), name="photo.jpg")


class PhotoField(forms.FileField):
    """A form field that returns the photo made anew, or None."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> ContentFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return clean_photo(upload)
        except NotAPhoto as error:
            raise ValidationError(str(error)) from error
