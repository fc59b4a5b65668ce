"""The home page: its hero says whether the kitchen is open, and marketing builds the rest."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale, Page
from wagtail.url_routing import RouteResult

from marketing.facts import Facts, Needs
from marketing.search_data import house_data
from menu_pages.links import Links
from site_core.house.selectors import brand_of, house_contact

from .base import BlocksPage


class HomePage(BlocksPage):
    headline = models.CharField(_("headline"), max_length=90)
    welcome = models.CharField(_("welcome"), max_length=240)

    # Every page type says itself where it may hang; what may hang here is not listed twice.
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    description_fields = ("welcome",)
    template = "marketing/home_page.html"
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("headline"), FieldPanel("welcome"), FieldPanel("picture")],
            heading=_("Top of the page"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """What nobody has translated yet is read in English, under the reader's own address."""
        try:
            return super().route(request, path_components)
        except Http404:
            english = Locale.objects.get_for_language(settings.LANGUAGE_CODE)
            original = self.get_translation_or_none(english)
            if original is None or original.pk == self.pk:
                raise
            found = original.route(request, path_components)
            request.is_read_in_english = True
            return found

    def gather(self, needs: Needs) -> None:
        needs.hours = True

    def page_context(self, facts: Facts, request: HttpRequest, links: Links) -> dict[str, Any]:
        context = super().page_context(facts, request, links)
        return {
            **context,
            "kitchen": facts.kitchen,
            "structured": house_data(
                self,
                name=brand_of(request).name,
                image=context["share_image"],
                logo=links.absolute(static("img/icon-512.png")),
                hours=facts.calendar.hours if facts.calendar else (),
                contact=house_contact(),
                links=links,
            ),
        }
