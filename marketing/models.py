"""The home page. Landing pages, questions, banners and campaigns will live beside it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from menu_pages.links import Links
from site_core.base.seo import SitePage

from .selectors import home_context


class HomePage(SitePage):
    headline = models.CharField(_("headline"), max_length=90)
    welcome = models.CharField(_("welcome"), max_length=240)
    picture = models.ForeignKey(
        "images.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    story_title = models.CharField(_("title of the story"), max_length=90, blank=True)
    story = RichTextField(_("story"), features=["bold", "italic", "link"], blank=True)

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["menu_pages.MenuPage"]
    description_fields = ("welcome",)
    template = "marketing/home_page.html"
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("headline"), FieldPanel("welcome"), FieldPanel("picture")],
            heading=_("Top of the page"),
        ),
        MultiFieldPanel([FieldPanel("story_title"), FieldPanel("story")], heading=_("Our story")),
    ]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, **home_context(self, links=Links(request), now=timezone.now())}
