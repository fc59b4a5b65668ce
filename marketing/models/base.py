"""What every page of ours is: an introduction, a picture, and a body of blocks."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from marketing.blocks import needs_of
from marketing.facts import Facts, Needs, load_facts
from marketing.fields import BodyField
from menu_pages.links import Links
from menu_pages.picture_specs import HERO_WIDTHS
from site_core.base.content_checks import ALT_MISSING
from site_core.base.previews import moment_of
from site_core.base.seo import SeoMixin, SitePage


class FooterGroup(models.TextChoices):
    """The columns of the footer."""

    EAT = "eat", _("Eat")
    HELP = "help", _("Help")
    HOUSE = "house", _("The house")


class BlocksPage(SitePage):
    """A page that marketing builds from blocks. What is live in them is loaded once for all."""

    picture = models.ForeignKey(
        "images.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    body = BodyField(blank=True, verbose_name=_("content"))
    footer_group = models.CharField(
        _("in the footer under"),
        max_length=10,
        choices=FooterGroup,
        blank=True,
        help_text=_("Empty: not in the footer."),
    )
    seed_code = models.SlugField(blank=True, editable=False, max_length=80)

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("show_in_menus"), FieldPanel("footer_group")], heading=_("In menus")
        ),
        *SeoMixin.promote_panels,
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("body"),
        index.FilterField("locale_id"),
    ]

    class Meta:
        abstract = True

    def gather(self, needs: Needs) -> None:
        """What the page itself shows beside its body."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        links = Links(request)
        needs = needs_of(self.body)
        if self.picture_id:
            needs.pictures.add(self.picture_id)
        self.gather(needs)
        facts = load_facts(needs, locale_id=self.locale_id, links=links, now=moment_of(request))
        return {**context, "facts": facts, **self.page_context(facts, request, links)}

    def findings(self) -> set[str]:
        silent = {ALT_MISSING} if _has_silent_picture(self.body.get_prep_value()) else set()
        return super().findings() | silent

    def page_context(self, facts: Facts, request: HttpRequest, links: Links) -> dict[str, Any]:
        """What the template reads beside the facts."""
        picture = facts.pictures.get(self.picture_id or 0)
        return {
            "hero": facts.shot(picture, HERO_WIDTHS),
            "share_image": links.absolute(facts.share_url(self.picture_id)),
            "menu_url": facts.menu_url,
        }


def _has_silent_picture(value: Any) -> bool:
    """Whether somewhere in what blocks hold a picture has no words beside it."""
    if isinstance(value, dict):
        if value.get("picture") and not value.get("alt", "-"):
            return True
        value = list(value.values())
    return isinstance(value, list) and any(_has_silent_picture(part) for part in value)
