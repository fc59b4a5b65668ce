"""MenuPage > SectionPage > DishPage. Words and pictures here; prices and facts in the catalogue."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PreviewableMixin, TranslatableMixin
from wagtail.search import index

from ordering.catalogue.facts import DietaryTag
from ordering.catalogue.models import MenuItem
from site_core.base.previews import moment_of
from site_core.base.seo import SitePage

from .content_checks import findings_of
from .filters import MenuFilterForm
from .links import Links
from .selectors import dish_context, menu_context, section_context

TEXT_FEATURES = ["bold", "italic", "link", "ul", "ol"]


class MenuPage(SitePage):
    """The whole menu on one page, with search and filters."""

    intro = models.CharField(_("introduction"), max_length=200, blank=True)

    parent_page_types: ClassVar[list[str]] = ["marketing.HomePage"]
    subpage_types: ClassVar[list[str]] = ["menu_pages.SectionPage"]
    max_count_per_parent = 1
    description_fields = ("intro",)
    template = "menu_pages/menu_page.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("menu")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        form = MenuFilterForm(request.GET)
        now = moment_of(request)
        return {**context, **menu_context(self, form, links=Links(request), now=now)}


class SectionPage(SitePage):
    """A part of the menu: breakfast, lunch, drinks."""

    intro = models.CharField(_("introduction"), max_length=200, blank=True)
    seed_code = models.SlugField(blank=True, editable=False, max_length=80)

    parent_page_types: ClassVar[list[str]] = ["menu_pages.MenuPage"]
    subpage_types: ClassVar[list[str]] = ["menu_pages.DishPage"]
    description_fields = ("intro",)
    template = "menu_pages/section_page.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("menu section")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        form = MenuFilterForm(request.GET)
        now = moment_of(request)
        return {**context, **section_context(self, form, links=Links(request), now=now)}


class DishPage(SitePage):
    """What people read about one dish. Its price, options and facts belong to `item`."""

    item = models.ForeignKey(
        MenuItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("what is sold"),
        help_text=_("Price, sizes, options, allergens and figures. Make a new one right here."),
    )
    summary = models.CharField(_("in one line"), max_length=120)
    description = RichTextField(_("description"), features=TEXT_FEATURES, blank=True)
    photo = models.ForeignKey(
        "images.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
        help_text=_("The plate from above, landscape 4:3, at least 1200 pixels wide."),
    )
    seed_code = models.SlugField(blank=True, editable=False, max_length=80)

    parent_page_types: ClassVar[list[str]] = ["menu_pages.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    description_fields = ("summary", "description")
    template = "menu_pages/dish_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("item"),
        MultiFieldPanel(
            [FieldPanel("summary"), FieldPanel("description"), FieldPanel("photo")],
            heading=_("What people read"),
        ),
        InlinePanel("related", heading=_("Goes well with"), label=_("dish"), max_num=4),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("description"),
        index.AutocompleteField("summary"),
        index.FilterField("locale_id"),
        index.FilterField("item_id"),
    ]

    class Meta:
        verbose_name = _("dish")
        verbose_name_plural = _("dishes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, **dish_context(self, links=Links(request), now=moment_of(request))}

    def findings(self) -> set[str]:
        return super().findings() | findings_of(self)


class RelatedItem(Orderable):
    """A dish shown beside another: by item, so that each language shows its own page of it."""

    page = ParentalKey(DishPage, on_delete=models.CASCADE, related_name="related")
    item = models.ForeignKey(
        MenuItem, on_delete=models.CASCADE, related_name="+", verbose_name=_("dish")
    )

    panels = [FieldPanel("item")]


class DietaryNote(PreviewableMixin, TranslatableMixin, models.Model):
    """A dietary tag explained to people, in one sentence and in each language."""

    tag = models.CharField(_("tag"), max_length=30, choices=DietaryTag)
    name = models.CharField(_("name"), max_length=60)
    explanation = models.CharField(_("explanation"), max_length=240)

    panels = [FieldPanel("tag"), FieldPanel("name"), FieldPanel("explanation")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("dietary tag")
        verbose_name_plural = _("dietary tags")

    def __str__(self) -> str:
        return self.name

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "menu_pages/note_preview.html"
