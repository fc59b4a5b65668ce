"""How guests reach the house: one row, edited by staff under Settings."""

from __future__ import annotations

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from site_core.users.phones import InvalidPhone, normalise_phone

from .brand import Brand

__all__ = ["Brand", "HouseContact"]


SOCIAL = ("facebook", "instagram", "x", "youtube", "tiktok")


@register_setting(icon="mail")
class HouseContact(BaseGenericSetting):
    """What is empty is promised nowhere: pages and messages speak of a call only with a number."""

    phone = models.CharField(
        _("phone number"),
        max_length=30,
        blank=True,
        help_text=_("Somebody must answer it while the kitchen is open. Example: 0788 123 456."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(
        _("address"),
        max_length=200,
        blank=True,
        help_text=_("Where the restaurant is, in one line."),
    )

    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Where maps show the restaurant. Example: -1.95360."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Example: 30.06050."),
    )

    facebook = models.URLField("Facebook", blank=True)
    instagram = models.URLField("Instagram", blank=True)
    x = models.URLField("X", blank=True)
    youtube = models.URLField("YouTube", blank=True)
    tiktok = models.URLField("TikTok", blank=True)

    panels = [
        FieldPanel("phone"),
        FieldPanel("email"),
        FieldPanel("address"),
        MultiFieldPanel([FieldPanel("latitude"), FieldPanel("longitude")], heading=_("On the map")),
        MultiFieldPanel(
            [FieldPanel(name) for name in SOCIAL],
            heading=_("Where else we are"),
            help_text=_("The full address of our page there, with https://"),
        ),
    ]

    class Meta:
        verbose_name = _("how guests reach us")

    def clean(self) -> None:
        super().clean()
        if self.phone:
            try:
                self.phone = normalise_phone(self.phone)
            except InvalidPhone as error:
                raise ValidationError({"phone": str(error)}) from error

    @property
    def social_links(self) -> list[tuple[str, str]]:
        """Name and address of each page of ours elsewhere, as far as staff wrote them."""
        fields = [self._meta.get_field(name) for name in SOCIAL]
        pairs = [(str(field.verbose_name), getattr(self, field.name)) for field in fields]
        return [(name, url) for name, url in pairs if url]

    @property
    def social_urls(self) -> list[str]:
        """The addresses alone, for search engines."""
        return [url for _name, url in self.social_links]

    @property
    def shown_phone(self) -> str:
        """+250788123456 as people read it: +250 788 123 456."""
        if not self.phone:
            return ""
        number = phonenumbers.parse(self.phone)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
