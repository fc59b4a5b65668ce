"""All dishes of all sections and languages in one listing, with photo, price and availability."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
    ParentPageColumn,
)
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from menu_pages.models import DishPage
from menu_pages.picture_specs import ROW_WIDTHS, spec
from ordering.backoffice.availability import availability, portions_left
from ordering.catalogue.models import Category, DailyPortions
from ordering.delivery.schedule import today
from site_core.base.money import format_rwf
from site_core.images.models import Picture

THUMBNAIL = spec(ROW_WIDTHS[0], "webp")


def may_edit_pages(user: Any) -> bool:
    """Anywhere in the tree; each page is asked again when it is opened."""
    policy = policy_registry.get_by_type(Page)
    return policy.user_has_any_permission(user, DishIndexView.any_permission_required)


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
    left = portions_left(page.item, next(iter(page.item.portions_today), None))
    return availability(page.item, timezone.now(), left)


NEEDS = {
    "photo": Q(live=True, photo=None),
    "item": Q(live=True, item=None),
    "publishing": Q(live=False),
    "changes": Q(live=True, has_unpublished_changes=True),
}


class DishFilterSet(WagtailFilterSet):
    needs = ChoiceFilter(
        label=_("Needs a hand"),
        method="filter_needs",
        choices=[
            ("photo", _("Without a photo")),
            ("item", _("Sells nothing yet")),
            ("publishing", _("Not published")),
            ("changes", _("Changes to publish")),
        ],
    )
    item__category = ModelChoiceFilter(
        label=_("Category"), queryset=Category.objects.order_by("position", "pk")
    )

    class Meta:
        model = DishPage
        fields = ("locale", "item__category")

    def filter_needs(self, dishes: Any, name: str, value: str) -> Any:
        return dishes.filter(NEEDS[value])


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


class SectionForm(forms.Form):
    """One tick instead of a walk through the tree of pages."""

    parent_page = forms.ModelChoiceField(
        queryset=Page.objects.none(),
        label=_("Where does the new dish belong?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"invalid_choice": _("Please choose one of these.")},
    )

    def __init__(self, sections: QuerySet[Page], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent_page"].queryset = sections.order_by("path")
        self.fields["parent_page"].label_from_instance = lambda page: page.title


class ChooseSectionView(ChooseParentView):
    page_title = _("New dish")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_edit_pages(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> SectionForm:
        sections = self.get_valid_parent_pages(self.request.user)
        return SectionForm(sections, self.request.POST or None)


class DishListingViewSet(PageListingViewSet):
    name = "dishes"
    model = DishPage
    icon = "pick"
    menu_label = _("Dishes")
    menu_name = "dishes"
    index_view_class = DishIndexView
    choose_parent_view_class = ChooseSectionView
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
