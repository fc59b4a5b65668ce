"""The editor of a promotion: reads what people type, and refuses what could never work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from ordering.delivery.models import OpeningHours, Zone
from ordering.payments.models import Method
from ordering.promotions.audiences import all_audiences
from ordering.promotions.checks import NEEDED, impossibilities
from ordering.promotions.codes import MIN_LENGTH, normalise_code
from ordering.promotions.models import MAX_PARTS, Promotion
from ordering.promotions.selectors import foods_on_sale, targets_by_kind
from site_core.base.money import MAX_AMOUNT

from .fields import CodesField, MoneyField

GROUPS = {
    "category": gettext_lazy("Categories"),
    "tag": gettext_lazy("Dietary tags"),
    "item": gettext_lazy("Dishes"),
}
PARTS = [f"part_{number}" for number in range(1, MAX_PARTS + 1)]
# Only read by one kind of promotion or another: what the chosen kind does not read is emptied.
OF_A_KIND = ("percent", "amount", "buy_quantity", "get_quantity", "parts")


class TargetsWidget(forms.CheckboxSelectMultiple):
    """Ticks in three folds: categories, dietary tags, dishes."""

    template_name = "backoffice/widgets/targets.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["open_groups"] = [
            index
            for _name, options, index in context["widget"]["optgroups"]
            if any(option["selected"] for option in options)
        ]
        return context


def target_choices() -> list[tuple[Any, list[tuple[str, str]]]]:
    return [(GROUPS[kind], list(found.items())) for kind, found in targets_by_kind().items()]


class WholeNumberField(forms.IntegerField):
    """A count that people type; "1e3", "NaN" and "2,5" are refused with one sentence."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("min_value", 1)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**kwargs)
        self.error_messages["invalid"] = gettext_lazy("Please write a whole number.")


class PromotionForm(WagtailAdminModelForm):
    percent = WholeNumberField(max_value=100, label=gettext_lazy("Percent"))
    amount = MoneyField(
        required=False,
        at_least=1,
        label=gettext_lazy("Amount in RWF"),
        help_text=gettext_lazy("What comes off, or what the combination costs."),
    )
    buy_quantity = WholeNumberField(max_value=20, label=gettext_lazy("Buy"))
    get_quantity = WholeNumberField(max_value=20, label=gettext_lazy("Get free"))
    foods = CodesField(
        [],
        widget=TargetsWidget,
        label=gettext_lazy("For which dishes"),
        help_text=gettext_lazy("None ticked: for the whole order."),
    )
    gets = CodesField(
        [],
        widget=TargetsWidget,
        label=gettext_lazy("What is free"),
        help_text=gettext_lazy("None ticked: the same dishes, the cheapest of them."),
    )
    minimum = MoneyField(
        required=False,
        label=gettext_lazy("From food for, in RWF"),
        help_text=gettext_lazy("Before any discount. Exactly this much is enough."),
    )
    budget = MoneyField(
        required=False,
        at_least=1,
        label=gettext_lazy("Budget in RWF"),
        help_text=gettext_lazy("All uses together never take off more."),
    )
    max_uses = WholeNumberField(max_value=MAX_AMOUNT, label=gettext_lazy("Uses in total"))
    max_uses_per_customer = WholeNumberField(
        max_value=MAX_AMOUNT,
        label=gettext_lazy("Uses per customer"),
        help_text=gettext_lazy("By account and by phone number."),
    )
    max_uses_per_day = WholeNumberField(max_value=MAX_AMOUNT, label=gettext_lazy("Uses per day"))
    zones = CodesField([], label=gettext_lazy("Zones"), help_text=gettext_lazy("None: all."))
    weekdays = CodesField(
        OpeningHours.Weekday.choices,
        label=gettext_lazy("Weekdays"),
        help_text=gettext_lazy("The moment of ordering counts, in Kigali. None: every day."),
    )
    methods = CodesField(
        Method.choices, label=gettext_lazy("Ways to pay"), help_text=gettext_lazy("None: all.")
    )
    audience = forms.ChoiceField(required=False, label=gettext_lazy("For whom"))
    part_1 = forms.ChoiceField(required=False, label=gettext_lazy("Part 1"))
    part_2 = forms.ChoiceField(required=False, label=gettext_lazy("Part 2"))
    part_3 = forms.ChoiceField(required=False, label=gettext_lazy("Part 3"))
    part_4 = forms.ChoiceField(required=False, label=gettext_lazy("Part 4"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        targets = target_choices()
        for name in ("foods", "gets"):
            self.fields[name].choices = targets
        for number, name in enumerate(PARTS):
            self.fields[name].choices = [("", "–"), *targets]
            if number < len(self.instance.parts):
                self.initial[name] = next(iter(self.instance.parts[number]), "")
        self.fields["zones"].choices = [
            (zone.code, zone.localized_name) for zone in Zone.objects.order_by("position", "pk")
        ]
        self.fields["audience"].choices = [
            ("", _("Everybody")),
            *((audience.code, audience.label) for audience in all_audiences()),
        ]

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"].strip()
        if not typed:
            return ""
        code = normalise_code(typed)
        if not code:
            raise forms.ValidationError(
                _("A code has at least %(count)d letters or digits, without accents.")
                % {"count": MIN_LENGTH}
            )
        others = Promotion.objects.exclude(pk=self.instance.pk)
        if others.filter(code=code).exists():
            raise forms.ValidationError(_("Another promotion has this code already."))
        return code

    def clean_minimum(self) -> int:
        return self.cleaned_data["minimum"] or 0

    def clean_weekdays(self) -> list[int]:
        return [int(day) for day in self.cleaned_data["weekdays"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["parts"] = [[cleaned[name]] for name in PARTS if cleaned.get(name)]
        for name in set(OF_A_KIND) - set(NEEDED.get(cleaned.get("kind", ""), OF_A_KIND)):
            cleaned[name] = [] if name == "parts" else None
        if cleaned.get("kind") != "buy_get":
            cleaned["gets"] = []
        return cleaned

    def _post_clean(self) -> None:
        """With the instance as it would be saved: what could never work."""
        self.instance.parts = self.cleaned_data.get("parts", [])
        super()._post_clean()
        for field, sentence in impossibilities(self.instance, foods_on_sale()).items():
            shown = PARTS[0] if field == "parts" else field
            if shown not in self.errors:
                self.add_error(shown, sentence)
