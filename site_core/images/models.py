"""Image and document models of our own from the first migration, so that they can grow."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Picture(AbstractImage):
    """A photograph or a drawing. `placeholder` is the colour shown while it loads."""

    placeholder = models.CharField(
        _("placeholder colour"), max_length=7, default="#e9dcc6", help_text=_("For example #c9a27c")
    )
    seed_code = models.CharField(max_length=80, blank=True, db_index=True, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "placeholder")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_picture", "Can choose picture")]


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_spec"
            )
        ]


class SiteDocument(AbstractDocument):
    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
