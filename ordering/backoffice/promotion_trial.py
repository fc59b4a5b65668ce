"""Trying a promotion: a sample cart is priced with it, and every rule says whether it applies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ordering.carts.selectors import fee_rule
from ordering.catalogue.models import MenuItem
from ordering.delivery.models import Zone
from ordering.payments.models import Method
from ordering.promotions.audiences import all_audiences
from ordering.promotions.bills import Bill, make_bill
from ordering.promotions.checks import impossibilities
from ordering.promotions.models import Promotion
from ordering.promotions.selectors import Offers, food_of_item, foods_on_sale, offers_for
from ordering.promotions.values import Customer, Decision, Finding, Food, Occasion
from ordering.promotions.words import staff_words

from .base import needs

LINES = 4


class TrialForm(forms.Form):
    """A sample cart: up to four dishes, where to, when, how it is paid and who orders."""

    zone = forms.ChoiceField(required=False, label=gettext_lazy("Zone"))
    method = forms.ChoiceField(
        required=False, choices=[("", "–"), *Method.choices], label=gettext_lazy("Paid by")
    )
    moment = forms.DateTimeField(
        required=False,
        label=gettext_lazy("Ordered at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    audiences = forms.MultipleChoiceField(
        required=False, label=gettext_lazy("The customer"), widget=forms.CheckboxSelectMultiple
    )
    alone = forms.BooleanField(required=False, label=gettext_lazy("Without the offers that run"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = list(MenuItem.objects.for_sale().select_related("category").order_by("name", "pk"))
        self.items = {item.code: item for item in items}
        self.zones = {zone.code: zone for zone in Zone.objects.order_by("position", "pk")}
        choices = [("", "–"), *((item.code, item.localized_name) for item in items)]
        for number in range(1, LINES + 1):
            self.fields[f"item_{number}"] = forms.ChoiceField(
                required=False, choices=choices, label=_("Dish %(number)d") % {"number": number}
            )
            self.fields[f"count_{number}"] = forms.IntegerField(
                required=False, min_value=1, max_value=20, label=_("How many")
            )
        self.fields["zone"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((zone.code, zone.localized_name) for zone in self.zones.values()),
        ]
        known = [(audience.code, audience.label) for audience in all_audiences()]
        self.fields["audiences"].choices = known  # type: ignore[attr-defined]

    @property
    def line_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"item_{number}"], self[f"count_{number}"]) for number in range(1, LINES + 1)]

    def foods(self) -> list[Food]:
        data = self.cleaned_data
        chosen = [
            (self.items[data[f"item_{number}"]], data[f"count_{number}"] or 1, number)
            for number in range(1, LINES + 1)
            if data.get(f"item_{number}")
        ]
        return [
            food_of_item(item, key=f"{item.code}-{number}", unit_price=item.price, quantity=count)
            for item, count, number in chosen
        ]


@dataclass(frozen=True, slots=True)
class Row:
    """One promotion in the result."""

    promotion: Promotion
    finding: Finding
    sentence: str
    is_tried: bool


@require_GET
@needs("promotions.change_promotion")
def trial_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads only: nothing is reserved, and a promotion that is not active is tried as if it were."""
    promotion = get_object_or_404(Promotion, pk=pk)
    is_draft = not promotion.is_active
    promotion.is_active = True
    now = timezone.now()
    form = TrialForm(request.GET if "item_1" in request.GET else None, initial={"moment": now})
    bill = _bill(form, promotion, now) if form.is_bound and form.is_valid() else None
    context = {
        "promotion": promotion,
        "is_draft": is_draft,
        "form": form,
        "bill": bill,
        "lines": _lines(form, bill) if bill else [],
        "rows": _rows(bill.decision, promotion) if bill else [],
        "problems": impossibilities(promotion, foods_on_sale()),
        "list_url": reverse("promotions_promotion_modeladmin_index"),
        "edit_url": reverse("promotions_promotion_modeladmin_edit", args=[promotion.pk]),
    }
    return render(request, "backoffice/promotion_trial.html", context)


def _bill(form: TrialForm, promotion: Promotion, now: dt.datetime) -> Bill:
    data = form.cleaned_data
    moment = data["moment"] or now
    read = offers_for(customer=Customer(), coupon_id=promotion.pk, now=moment)
    others = () if data["alone"] else read.promotions
    tried = [one for one in others if one.pk != promotion.pk]
    zone = form.zones.get(data["zone"])
    return make_bill(
        form.foods(),
        rule=fee_rule(zone),
        offers=Offers((*tried, promotion), read.usage, frozenset(data["audiences"])),
        occasion=Occasion(now=moment, zone=zone.code if zone else "", method=data["method"]),
    )


def _lines(form: TrialForm, bill: Bill) -> list[dict[str, Any]]:
    return [
        {"name": form.items[food.item].localized_name, "priced": line}
        for food, line in zip(bill.foods, bill.quote.lines, strict=True)
    ]


def _rows(decision: Decision, tried: Promotion) -> list[Row]:
    rows = [Row(f.promotion, f, staff_words(f), f.promotion is tried) for f in decision.findings]
    return sorted(rows, key=lambda row: (not row.is_tried, not row.finding.applies))
