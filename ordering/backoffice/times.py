"""When the house cooks and delivers: opening hours, closures, delivery slots."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from ordering.delivery.models import Closure, OpeningHours, Slot, Zone
from ordering.delivery.services import set_capacity

from .base import HouseAdmin
from .filters import choice_filter
from .places import NAMES, zone_choices


class HoursAdmin(HouseAdmin):
    model = OpeningHours
    menu_label = gettext_lazy("Opening hours")
    menu_icon = "time"
    ordering = ("weekday", "opens_at", "pk")
    list_display = ("weekday", "opens_at", "closes_at")
    panels = [
        FieldPanel("weekday"),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
    ]


class ClosureForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must not be before the first."))
        return cleaned


class ClosureAdmin(HouseAdmin):
    model = Closure
    menu_label = gettext_lazy("Closures")
    menu_icon = "date"
    ordering = ("-starts_on", "-pk")
    list_display = ("name", "starts_on", "ends_on")
    search_fields = ("name", "name_fr", "name_rw")
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("name_fr"), FieldPanel("name_rw")],
                heading=gettext_lazy("Reason, as customers read it"),
            ),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        ],
        base_form_class=ClosureForm,
    )


class SlotForm(WagtailAdminModelForm):
    zones = forms.ModelMultipleChoiceField(
        queryset=Zone.objects.order_by("position", "pk"),
        # By code: SQLite cannot even look for a key that is too long for it.
        to_field_name="code",
        label=gettext_lazy("Zones"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cutoff_minutes"].validators.append(MaxValueValidator(24 * 60))
        self.fields["capacity"].validators.append(MaxValueValidator(100_000))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("The end must be after the start."))
        return cleaned

    def save(self, commit: bool = True) -> Slot:
        with transaction.atomic():
            slot: Slot = super().save(commit)
            set_capacity(slot=slot, now=timezone.now())
        return slot


class SlotAdmin(HouseAdmin):
    model = Slot
    menu_label = gettext_lazy("Delivery slots")
    menu_icon = "history"
    ordering = ("starts_at", "pk")
    search_fields = ("name", "name_fr", "name_rw")
    list_display = (
        "name",
        "kind",
        "starts_at",
        "ends_at",
        "cutoff_minutes",
        "capacity",
        "shown_active",
    )
    list_filter = (
        choice_filter(gettext_lazy("Kind"), "kind", lambda: Slot.Kind.choices),
        choice_filter(gettext_lazy("Zone"), "zones__code", zone_choices),
    )
    edit_handler = ObjectList(
        [
            NAMES,
            FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldRowPanel([FieldPanel("cutoff_minutes"), FieldPanel("capacity")]),
            FieldPanel("zones"),
            FieldPanel("is_active"),
        ],
        base_form_class=SlotForm,
    )


hours_admin = HoursAdmin()
closure_admin = ClosureAdmin()
slot_admin = SlotAdmin()
