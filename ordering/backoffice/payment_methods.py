"""Ways to pay in the admin: offered or not, to which zones, up to how much, in which words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from ordering.payments.gateways import get_gateway
from ordering.payments.methods import NEEDS_AN_ACCOUNT
from ordering.payments.models import PaymentMethod
from site_core.base.money import format_rwf

from .base import HouseAdmin, NeverMadeHere
from .fields import MoneyField

LONGEST_MINUTES = 24 * 60


class PaymentMethodForm(WagtailAdminModelForm):
    maximum = MoneyField(
        required=False,
        label=gettext_lazy("Up to, in RWF"),
        help_text=gettext_lazy("Empty: any amount."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hold_minutes"].validators += [
            MinValueValidator(5),
            MaxValueValidator(LONGEST_MINUTES),
        ]
        self.fields["zones"].widget = forms.CheckboxSelectMultiple(
            choices=self.fields["zones"].choices
        )

    def clean(self) -> dict[str, Any]:
        """What nobody could pay by is not offered."""
        data = super().clean()
        method = self.instance.method
        if data.get("is_offered") and method in NEEDS_AN_ACCOUNT and not data.get("pay_to"):
            self.add_error("pay_to", _("Please write where to send the money."))
        if data.get("is_offered") and not get_gateway(method).is_configured:
            self.add_error(
                "is_offered",
                _("The keys of this provider are missing on the server. Operations sets them."),
            )
        return data


class PaymentMethodAdmin(HouseAdmin):
    model = PaymentMethod
    menu_label = gettext_lazy("Ways to pay")
    menu_icon = "cog"
    permission_helper_class = NeverMadeHere
    ordering = ("position", "pk")
    list_display = ("__str__", "shown_offered", "shown_zones", "shown_maximum", "hold_minutes")
    edit_handler = ObjectList(
        [
            FieldPanel("is_offered"),
            FieldPanel("zones"),
            FieldRowPanel(
                [FieldPanel("maximum"), FieldPanel("hold_minutes"), FieldPanel("position")]
            ),
            MultiFieldPanel(
                [FieldPanel("text"), FieldPanel("text_fr"), FieldPanel("text_rw")],
                heading=gettext_lazy("What customers read"),
            ),
            FieldPanel("pay_to"),
        ],
        base_form_class=PaymentMethodForm,
    )

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).prefetch_related("zones")

    def shown_offered(self, row: PaymentMethod) -> str:
        if not get_gateway(row.method).is_configured:
            return _("No keys on the server")
        return _("Yes") if row.is_offered else _("No")

    shown_offered.short_description = gettext_lazy("Offered")  # type: ignore[attr-defined]

    def shown_zones(self, row: PaymentMethod) -> str:
        return ", ".join(zone.localized_name for zone in row.zones.all()) or _("Every zone")

    shown_zones.short_description = gettext_lazy("Zones")  # type: ignore[attr-defined]

    def shown_maximum(self, row: PaymentMethod) -> str:
        return _("Any amount") if row.maximum is None else format_rwf(row.maximum)

    shown_maximum.short_description = gettext_lazy("Up to")  # type: ignore[attr-defined]


payment_method_admin = PaymentMethodAdmin()
