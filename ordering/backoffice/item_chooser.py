"""Choosing what a dish page sells, or making it right there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
    CreateView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from ordering.catalogue.models import MenuItem
from site_core.base.money import format_rwf

from .availability import availability
from .base import actor_of
from .item_forms import QuickItemForm


def item_in_words(item: MenuItem) -> str:
    """Isombe · 3 500 RWF · On sale"""
    return " · ".join([item.name, format_rwf(item.price), availability(item, timezone.now())])


class ItemFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("Name of the dish")}),
    )

    def filter(self, objects: QuerySet[MenuItem]) -> QuerySet[MenuItem]:
        objects = super().filter(objects)
        query = self.cleaned_data["q"]
        if query:
            self.is_searching, self.search_query = True, query
            names = Q(name__icontains=query) | Q(name_fr__icontains=query)
            objects = objects.filter(names | Q(name_rw__icontains=query))
        return objects


class _MayLook:
    """Prices are for those who may see them, also by way of a chooser."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("catalogue.view_menuitem"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class _Listing(_MayLook):
    filter_form_class = ItemFilterForm

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("category", label=_("Category"), accessor="category"),
            Column("price", label=_("Price"), accessor=lambda item: format_rwf(item.price)),
            Column(
                "availability",
                label=_("Sale"),
                accessor=lambda item: availability(item, timezone.now()),
            ),
        ]


class ItemChooseView(_Listing, ChooseView):
    pass


class ItemChooseResultsView(_Listing, ChooseResultsView):
    pass


class _InWords(_MayLook):
    def get_display_title(self, instance: MenuItem) -> str:
        return item_in_words(instance)


class ItemChosenView(_InWords, ChosenView):
    def get_object(self, pk: str) -> MenuItem:
        return MenuItem.objects.get(pk=int(pk) if pk.isascii() and pk.isdecimal() else 0)


class ItemChosenMultipleView(_InWords, ChosenMultipleView):
    def get_objects(self, pks: list[str]) -> QuerySet[MenuItem]:
        return MenuItem.objects.filter(pk__in=[pk for pk in pks if pk.isascii() and pk.isdecimal()])


class ItemCreateView(_InWords, CreateView):
    def save_form(self, form: QuickItemForm) -> MenuItem:
        return form.save_by(actor_of(self.request))


class ItemChooser(BaseChooser):
    def get_display_title(self, instance: MenuItem) -> str:
        return item_in_words(instance)

    def get_instance(self, value: Any) -> MenuItem | None:
        try:
            return super().get_instance(value)
        except (ValueError, OverflowError):
            # What came back with a form that cannot be read is shown as nothing chosen.
            return None


class ItemChooserViewSet(ChooserViewSet):
    model = MenuItem
    icon = "tag"
    choose_one_text = _("Choose what is sold, or make it")
    choose_another_text = _("Choose another")
    edit_item_text = _("Price, sizes, allergens …")
    search_tab_label = _("What is sold")
    creation_tab_label = _("New")
    create_action_label = _("Make it")
    create_action_clicked_label = _("Making it …")
    page_title = _("What does this dish sell?")
    creation_form_class = QuickItemForm
    base_widget_class = ItemChooser
    choose_view_class = ItemChooseView
    choose_results_view_class = ItemChooseResultsView
    chosen_view_class = ItemChosenView
    chosen_multiple_view_class = ItemChosenMultipleView
    create_view_class = ItemCreateView

    def get_object_list(self) -> QuerySet[MenuItem]:
        return MenuItem.objects.select_related("category").order_by("name", "pk")


item_chooser = ItemChooserViewSet("item_chooser", url_prefix="menu-items/choose")
