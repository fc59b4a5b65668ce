"""Name, logo and colours of the house: one row, edited by staff under Settings."""

from __future__ import annotations

import zlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from site_core.images.models import Picture

from .colours import DAY, HEX, NIGHT, Accent, Scheme, accent_of, is_readable

OWN_NAME = "Dusangire"


@register_setting(icon="site")
class Brand(BaseGenericSetting):
    """What is empty is the house's own. Colours that cannot be read are refused."""

    name = models.CharField(
        _("name of the house"),
        max_length=40,
        default=OWN_NAME,
        help_text=_("On every page, in titles, in letters, and on what others share of us."),
    )
    logo = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Square, or a little wider; at least 88 pixels high. Empty: our own mark."),
    )
    accent_day = models.CharField(
        _("accent by day"),
        max_length=7,
        blank=True,
        help_text=_("For buttons and links, such as #a63a1e. Empty: our earth red."),
    )
    accent_night = models.CharField(
        _("accent by night"),
        max_length=7,
        blank=True,
        help_text=_("Lighter, for dark screens, such as #f0916a. Empty: our own."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("logo"),
        MultiFieldPanel(
            [FieldPanel("accent_day"), FieldPanel("accent_night")], heading=_("Colours")
        ),
    ]

    class Meta:
        verbose_name = _("name, logo and colours")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        for field, scheme in (("accent_day", DAY), ("accent_night", NIGHT)):
            colour = getattr(self, field).strip().lower()
            setattr(self, field, colour)
            if colour and not HEX.fullmatch(colour):
                errors[field] = _("Please write # and six digits from 0 to f.")
            elif colour and not is_readable(colour, scheme):
                errors[field] = (
                    _("Too light to be read. Please choose a darker one.")
                    if scheme is DAY
                    else _("Too dark to be read. Please choose a lighter one.")
                )
        if errors:
            raise ValidationError(errors)

    @property
    def has_own_name(self) -> bool:
        """The name that our drawn word says."""
        return self.name == OWN_NAME

    @property
    def day(self) -> Accent | None:
        return _family(self.accent_day, DAY)

    @property
    def night(self) -> Accent | None:
        return _family(self.accent_night, NIGHT)

    @property
    def colours(self) -> str:
        """What the address of the stylesheet carries; empty while there is nothing to say."""
        chosen = self.accent_day + self.accent_night
        return (
            f"{zlib.crc32(f'{self.accent_day}/{self.accent_night}'.encode()):x}" if chosen else ""
        )


def _family(colour: str, scheme: Scheme) -> Accent | None:
    return accent_of(colour, scheme) if HEX.fullmatch(colour) else None
