"""The banner: one row per language, with drafts, previews and a schedule in the time of Kigali."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    Page,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
)

from menu_pages.models import SectionPage
from site_core.images.models import Picture

from . import audiences


class BannerQuerySet(models.QuerySet["Banner"]):
    def not_over(self, now: dt.datetime) -> BannerQuerySet:
        """Published, and either showing at `now` or still to come."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), live=True)


class Banner(DraftStateMixin, RevisionMixin, PreviewableMixin, TranslatableMixin, models.Model):
    class Placement(models.TextChoices):
        STRIP = "strip", _("Strip at the top of every page")
        HOME_HERO = "home_hero", _("Home page, below the welcome")
        MENU_TOP = "menu_top", _("Top of the menu")
        SECTION = "section", _("Top of a menu section")
        PAGE = "page", _("Where a page has a banner block")
        CART = "cart", _("Cart")
        ORDER = "order", _("Page of an order")

    class Colour(models.TextChoices):
        """Pairs of background and ink that are readable in light and dark; no free colours."""

        CREAM = "cream", _("Cream")
        EARTH = "earth", _("Earth red")
        LEAF = "leaf", _("Leaf green")
        AMBER = "amber", _("Amber")
        NIGHT = "night", _("Night")

    class Priority(models.IntegerChoices):
        LOW = 1, _("When nothing else is there")
        NORMAL = 2, _("Normal")
        HIGH = 3, _("Before the others")

    name = models.CharField(_("name"), max_length=80, help_text=_("For us: people never see it."))
    title = models.CharField(_("title"), max_length=90, help_text=_("One sentence, to the point."))
    text = models.CharField(
        _("text"), max_length=240, blank=True, help_text=_("Not shown in the strip.")
    )
    link_text = models.CharField(
        _("words of the link"), max_length=40, blank=True, help_text=_("Example: See the juices")
    )
    link_page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page it leads to"),
    )
    link_address = models.CharField(
        _("or another address"),
        max_length=300,
        blank=True,
        help_text=_("Of this site, such as /menu/?diet=vegan, or a full one with https://"),
    )
    picture = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Landscape. Not shown in the strip."),
    )
    colour = models.CharField(_("colour"), max_length=10, choices=Colour, default=Colour.CREAM)

    placement = models.CharField(_("place"), max_length=12, choices=Placement)
    section = models.ForeignKey(
        SectionPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("only in this section"),
        help_text=_("For the top of a menu section. Empty: in all of them."),
    )
    audience = models.CharField(
        _("who sees it"), max_length=20, choices=audiences.choices, default=audiences.EVERYONE
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"),
        choices=Priority,
        default=Priority.NORMAL,
        help_text=_("A place shows one banner: the first that is meant for the person."),
    )
    is_dismissible = models.BooleanField(
        _("can be closed"), default=True, help_text=_("Closed once, it stays away on that device.")
    )
    starts_at = models.DateTimeField(
        _("shown from"),
        null=True,
        blank=True,
        help_text=_("In the time of Kigali. Empty: as soon as it is published."),
    )
    ends_at = models.DateTimeField(
        _("shown until"),
        null=True,
        blank=True,
        help_text=_("In the time of Kigali. Empty: until somebody takes it down."),
    )
    objects = BannerQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("banner")
        verbose_name_plural = _("banners")
        # Wagtail would add it after the migrations; the roles name it in one of them.
        permissions = [("publish_banner", "Can publish banner")]
        constraints = [
            models.CheckConstraint(
                name="banner_ends_after_start",
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("It would end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The same in all languages: whoever closed it in English need not close it in French."""
        return self.translation_key.hex

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.link_page_id and self.link_address:
            errors["link_address"] = _("Please choose a page or write an address, not both.")
        has_target = bool(self.link_page_id or self.link_address)
        if has_target and not self.link_text:
            errors["link_text"] = _("Say in a few words where the link leads.")
        if self.link_text and not has_target:
            errors["link_text"] = _("Please choose where these words lead.")
        if self.link_address and not is_safe_address(self.link_address):
            errors["link_address"] = _("Please start with / or https://")
        if self.section_id and self.placement != self.Placement.SECTION:
            errors["section"] = _("Only a banner at the top of a menu section has a section.")
        if errors:
            raise ValidationError(errors)

    def is_showing(self, now: dt.datetime) -> bool:
        """From its first second on until just before its end."""
        has_begun = self.starts_at is None or self.starts_at <= now
        return self.live and has_begun and (self.ends_at is None or now < self.ends_at)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "banners/preview.html"


def is_safe_address(address: str) -> bool:
    """A path of this site, or a full address with TLS; never a script, never "//elsewhere"."""
    if address.startswith("https://"):
        return len(address) > len("https://") and not any(c.isspace() for c in address)
    return address.startswith("/") and not address.startswith(("//", "/\\")) and " " not in address
