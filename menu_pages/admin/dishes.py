"""All dishes of all sections and languages in one listing, with photo, price and availability."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
    ParentPageColumn,
)
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from menu_pages.models import DishPage
from menu_pages.picture_specs import ROW_WIDTHS, spec
from ordering.backoffice.availability import availability
from ordering.catalogue.models import Category, DailyPortions
from ordering.delivery.schedule import today
from site_core.base.money import format_rwf
from site_core.images.models import Picture

THUMBNAIL = spec(ROW_WIDTHS[0], "webp")


class PhotoColumn(Column):
    """The picture that the menu shows, from a rendition that exists; none is made here."""

    def get_value(self, instance: DishPage) -> SafeString | str:
        renditions = instance.photo.prefetched_renditions if instance.photo else []
        url = next((r.url for r in renditions if r.filter_spec == THUMBNAIL), "")
        if not url:
            return _("No photo")
        return format_html(
            '<img class="dish-photo" src="{}" alt="" width="96" height="72" loading="lazy">', url
        )


def _price(page: DishPage) -> str:
    return format_rwf(page.item.price) if page.item else ""


def _availability(page: DishPage) -> Any:
    if page.item is None:
        return _("Nothing is sold here yet")
    portions = next(iter(page.item.portions_today), None)
    return availability(page.item, timezone.now(), portions)


class DishFilterSet(WagtailFilterSet):
    item__category = ModelChoiceFilter(
        label=_("Category"), queryset=Category.objects.order_by("position", "pk")
    )

    class Meta:
        model = DishPage
        fields = ("locale", "item__category", "live")


class DishIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[DishPage]:
        portions = DailyPortions.objects.filter(date=today(timezone.now()))
        photos = Picture.objects.prefetch_renditions(THUMBNAIL)
        return (
            super()
            .get_base_queryset()
            .prefetch_related(
                "item",
                Prefetch("item__portions", queryset=portions, to_attr="portions_today"),
                Prefetch("photo", queryset=photos),
            )
        )


class DishListingViewSet(PageListingViewSet):
    name = "dishes"
    model = DishPage
    icon = "pick"
    menu_label = _("Dishes")
    menu_name = "dishes"
    index_view_class = DishIndexView
    filterset_class = DishFilterSet
    ordering = "title"
    list_per_page = 50
    list_display = (
        BulkActionsColumn("bulk_actions"),
        PhotoColumn("photo", label=_("Photo"), width="8%"),
        PageTitleColumn("title", label=_("Dish"), sort_key="title", classname="title"),
        ParentPageColumn("parent", label=_("Section")),
        Column("price", label=_("Price"), accessor=_price, sort_key="item__price"),
        Column("availability", label=_("Sale"), accessor=_availability),
        PageStatusColumn("status", label=_("Page"), sort_key="live"),
    )
    list_export = ("title", "item.code", "item.price", "locale.language_code", "live")


dish_listing = DishListingViewSet()
