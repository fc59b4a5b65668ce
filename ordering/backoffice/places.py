"""Zones, wards, rooms with beds, and areas: where the house delivers to, and for how much."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db import transaction
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.views import InspectView

from ordering.delivery.models import Area, Bed, Room, Ward, Zone
from site_core.base.money import format_rwf

from .base import HouseAdmin
from .bed_cards import cards_view
from .fields import MoneyField
from .filters import choice_filter

NAMES = MultiFieldPanel(
    [FieldPanel("name"), FieldPanel("name_fr"), FieldPanel("name_rw")],
    heading=gettext_lazy("Name"),
)


def zone_choices() -> list[tuple[str, str]]:
    return [(z.code, z.localized_name) for z in Zone.objects.order_by("position", "pk")]


def ward_choices() -> list[tuple[str, str]]:
    return [(w.code, w.localized_name) for w in Ward.objects.order_by("position", "pk")]


class ZoneForm(WagtailAdminModelForm):
    fee = MoneyField(label=gettext_lazy("Fee in RWF"))
    free_from = MoneyField(
        required=False,
        label=gettext_lazy("Free from, in RWF"),
        help_text=gettext_lazy("Delivery is free when the food costs at least this. Empty: never."),
    )
    minimum = MoneyField(required=False, label=gettext_lazy("Minimum order in RWF"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["promise_minutes"].validators.append(MaxValueValidator(24 * 60))

    def clean_minimum(self) -> int:
        return self.cleaned_data["minimum"] or 0


class ZoneAdmin(HouseAdmin):
    model = Zone
    menu_label = gettext_lazy("Delivery zones")
    menu_icon = "site"
    ordering = ("position", "pk")
    search_fields = ("name", "name_fr", "name_rw")
    list_display = ("name", "kind", "shown_fee", "shown_minimum", "promise_minutes", "shown_active")
    edit_handler = ObjectList(
        [
            NAMES,
            FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("fee"), FieldPanel("free_from"), FieldPanel("minimum")]),
            FieldRowPanel([FieldPanel("promise_minutes"), FieldPanel("position")]),
            FieldPanel("is_active"),
        ],
        base_form_class=ZoneForm,
    )

    def shown_fee(self, zone: Zone) -> str:
        return format_rwf(zone.fee)

    shown_fee.short_description = gettext_lazy("Fee")  # type: ignore[attr-defined]
    shown_fee.admin_order_field = "fee"  # type: ignore[attr-defined]

    def shown_minimum(self, zone: Zone) -> str:
        return format_rwf(zone.minimum)

    shown_minimum.short_description = gettext_lazy("Minimum")  # type: ignore[attr-defined]
    shown_minimum.admin_order_field = "minimum"  # type: ignore[attr-defined]


class WardInspectView(InspectView):
    page_title = gettext_lazy("Ward")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        beds = Prefetch("beds", queryset=Bed.objects.order_by("label", "pk"))
        rooms = self.instance.rooms.order_by("name", "pk").prefetch_related(beds)
        return super().get_context_data(
            ward=self.instance,
            rooms=rooms,
            cards_url=self.url_helper.get_action_url("cards", self.instance.pk),
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []


class WardAdmin(HouseAdmin):
    model = Ward
    menu_label = gettext_lazy("Wards and bed cards")
    menu_icon = "home"
    inspect_view_enabled = True
    inspect_view_class = WardInspectView
    inspect_template_name = "backoffice/ward_inspect.html"
    ordering = ("position", "pk")
    search_fields = ("name", "name_fr", "name_rw")
    list_display = ("name", "zone", "bed_count", "shown_active")
    list_filter = (choice_filter(gettext_lazy("Zone"), "zone__code", zone_choices),)
    panels = [
        NAMES,
        FieldRowPanel([FieldPanel("code"), FieldPanel("zone")]),
        FieldRowPanel([FieldPanel("position"), FieldPanel("is_active")]),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Ward]:
        return (
            super().get_queryset(request).select_related("zone").annotate(beds=Count("rooms__beds"))
        )

    def bed_count(self, ward: Ward) -> str:
        return str(ward.beds)  # type: ignore[attr-defined]

    bed_count.short_description = gettext_lazy("Beds")  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            *super().get_admin_urls_for_registration(),
            path(
                f"{self.url_helper.base_url_path}/cards/<int:pk>/",
                cards_view,
                name=self.url_helper.get_action_url_name("cards"),
            ),
        )


class RoomForm(WagtailAdminModelForm):
    """A room with its beds in one line. A bed that stays keeps its code, and so its card."""

    bed_labels = forms.CharField(
        label=gettext_lazy("Beds"),
        required=False,
        max_length=1_000,
        help_text=gettext_lazy(
            "Separated by commas: 1, 2, 3. A bed that you rename needs a new card."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            beds = self.instance.beds.order_by("label", "pk")
            self.initial["bed_labels"] = ", ".join(bed.label for bed in beds)

    def clean_bed_labels(self) -> list[str]:
        labels = [part.strip() for part in self.cleaned_data["bed_labels"].split(",")]
        labels = list(dict.fromkeys(label for label in labels if label))
        too_long = [label for label in labels if len(label) > 20]
        if too_long:
            raise forms.ValidationError(
                _("“%(label)s” is too long for a bed.") % {"label": too_long[0][:40]}
            )
        return labels

    def save(self, commit: bool = True) -> Room:
        with transaction.atomic():
            room: Room = super().save(commit)
            labels = self.cleaned_data["bed_labels"]
            room.beds.exclude(label__in=labels).delete()
            known = set(room.beds.values_list("label", flat=True))
            for label in labels:
                if label not in known:
                    room.beds.create(label=label)
        return room


class RoomAdmin(HouseAdmin):
    model = Room
    menu_label = gettext_lazy("Rooms and beds")
    menu_icon = "table"
    ordering = ("ward__position", "name", "pk")
    search_fields = ("name", "ward__name")
    list_display = ("name", "ward", "shown_beds")
    list_filter = (choice_filter(gettext_lazy("Ward"), "ward__code", ward_choices),)
    edit_handler = ObjectList(
        [FieldPanel("ward"), FieldPanel("name"), FieldPanel("bed_labels")],
        base_form_class=RoomForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Room]:
        beds = Prefetch("beds", queryset=Bed.objects.order_by("label", "pk"))
        return super().get_queryset(request).select_related("ward").prefetch_related(beds)

    def shown_beds(self, room: Room) -> str:
        return ", ".join(bed.label for bed in room.beds.all())

    shown_beds.short_description = gettext_lazy("Beds")  # type: ignore[attr-defined]


class AreaAdmin(HouseAdmin):
    model = Area
    menu_label = gettext_lazy("Areas")
    menu_icon = "globe"
    ordering = ("zone__position", "position", "pk")
    search_fields = ("name", "name_fr", "name_rw")
    list_display = ("name", "zone", "shown_active")
    list_filter = (choice_filter(gettext_lazy("Zone"), "zone__code", zone_choices),)
    panels = [
        NAMES,
        FieldRowPanel([FieldPanel("code"), FieldPanel("zone")]),
        FieldRowPanel([FieldPanel("position"), FieldPanel("is_active")]),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Area]:
        return super().get_queryset(request).select_related("zone")


zone_admin = ZoneAdmin()
ward_admin = WardAdmin()
room_admin = RoomAdmin()
area_admin = AreaAdmin()
