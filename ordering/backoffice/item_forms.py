"""The forms of a menu item: the short one inside a dish page, and the whole editor.

They check shape and say in words what the catalogue's constraints would refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from ordering.catalogue.claims import contradictions
from ordering.catalogue.facts import FoodFacts, Nutrition
from ordering.catalogue.models import ItemSize, MenuItem, NutritionFacts, Option, OptionGroup

from .codes import give_codes, item_code
from .fields import MoneyField, allergens_field, contains_field, tags_field

FIGURES = tuple(field.name for field in NutritionFacts._meta.get_fields())
# Whoever confirmed the figures confirmed these; a change asks for a new confirmation.
FACTS = frozenset({*FIGURES, "allergens"})


def price_field() -> MoneyField:
    return MoneyField(
        at_least=1,
        label=gettext_lazy("Price in RWF"),
        help_text=gettext_lazy("Whole francs, VAT included."),
    )


class QuickItemForm(forms.ModelForm):
    """What must be known to sell a dish. It goes on sale with the first page that shows it."""

    price = price_field()
    allergens = allergens_field()

    class Meta:
        model = MenuItem
        fields = (
            "name",
            "category",
            "price",
            "tax_class",
            "preparation_minutes",
            "allergens",
        )

    def save(self, commit: bool = True) -> MenuItem:
        item: MenuItem = self.instance
        item.code = item_code(item.name)
        item.is_listed, item.waits_for_page = False, True
        return super().save(commit)


class SizeForm(WagtailAdminModelForm):
    extra = MoneyField(
        allows_minus=True,
        required=False,
        label=gettext_lazy("Extra in RWF"),
        help_text=gettext_lazy("Above the price or, with a minus, below it."),
    )

    def clean_extra(self) -> int:
        return self.cleaned_data["extra"] or 0


class OptionForm(WagtailAdminModelForm):
    extra = MoneyField(required=False, label=gettext_lazy("Extra in RWF"))
    contains = contains_field()

    def clean_extra(self) -> int:
        return self.cleaned_data["extra"] or 0


class GroupForm(WagtailAdminModelForm):
    """A question that can be answered."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        minimum, maximum = cleaned.get("minimum"), cleaned.get("maximum")
        if maximum is not None and maximum < 1:
            self.add_error("maximum", _("At least one answer must be possible."))
        elif minimum is not None and maximum is not None and minimum > maximum:
            self.add_error(
                "maximum",
                _("“At most” must not be less than “at least” (%(minimum)d).")
                % {"minimum": minimum},
            )
        possible = len(list(kept(self.formsets["options"])))
        if minimum is not None and minimum > possible:
            self.add_error(
                "minimum",
                _("There are only %(count)d options to choose from.") % {"count": possible},
            )
        return cleaned


def kept(formset: Any) -> Iterator[Any]:
    """The rows of a formset that are filled in and not to be deleted."""
    formset.is_valid()
    for form in formset.forms:
        if not formset._should_delete_form(form) and (form.has_changed() or form.instance.pk):
            yield form


class ItemForm(WagtailAdminModelForm):
    """Everything of a menu item."""

    code = forms.SlugField(
        max_length=60,
        required=False,
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Made from the name if you leave it empty. It stays as it is."),
    )
    price = price_field()
    allergens = allergens_field()
    tags = tags_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True
        else:
            self.initial["is_listed"] = False
        self.fields["is_listed"].help_text = _(
            "Changes by itself when the first page of this item is published or the last one "
            "unpublished. What you take off sale by hand stays off until you put it back."
        )
        for name in ("portion_grams", "kcal", "sodium_mg", "potassium_mg", "daily_portions"):
            if name in self.fields:
                self.fields[name].validators.append(MaxValueValidator(1_000_000))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("code") and cleaned.get("name") and "code" not in self.errors:
            cleaned["code"] = item_code(cleaned["name"])
        self._check_tags(cleaned)
        self._check_sizes(cleaned)
        self._give_codes()
        return cleaned

    def _check_tags(self, cleaned: dict[str, Any]) -> None:
        """Only once figures and allergens can be read: a rule must not judge what is missing."""
        if any(name in self.errors for name in FACTS):
            return
        tags = cleaned.get("tags") or []
        facts = FoodFacts(
            nutrition=Nutrition(**{name: cleaned.get(name) for name in FIGURES}),
            allergens=cleaned.get("allergens") or {},
            tags=frozenset(tags),
        )
        names = dict(self.fields["tags"].choices)
        for tag in tags:
            for reason in contradictions(tag, facts):
                self.add_error("tags", f"{names[tag]}: {reason}")

    def _check_sizes(self, cleaned: dict[str, Any]) -> None:
        forms_of_sizes = list(kept(self.formsets["sizes"]))
        defaults = [form for form in forms_of_sizes if form.cleaned_data.get("is_default")]
        # A size that somebody else added meanwhile is not on this screen, and stays.
        seen = {form.instance.pk for form in self.formsets["sizes"].forms}
        unseen = [size for size in self.formsets["sizes"].queryset if size.pk not in seen]
        for form in defaults[0 if any(size.is_default for size in unseen) else 1 :]:
            form.add_error("is_default", _("Only one size can be the default."))
        price = cleaned.get("price")
        for form in forms_of_sizes:
            extra = form.cleaned_data.get("extra") or 0
            if price is not None and price + extra < 1:
                form.add_error("extra", _("This size would cost nothing. Please check it."))

    def _give_codes(self) -> None:
        _give_codes(self.formsets["sizes"], fallback="size")
        _give_codes(self.formsets["groups"], fallback="question")
        for group in kept(self.formsets["groups"]):
            _give_codes(group.formsets["options"], fallback="option")

    def save(self, commit: bool = True) -> MenuItem:
        item: MenuItem = self.instance
        if self._facts_changed():
            item.facts_confirmed_at = item.facts_confirmed_by = None
        if item.pk is None:
            item.waits_for_page = not item.is_listed
        elif "is_listed" in self.changed_data:
            item.waits_for_page = False
        with transaction.atomic():
            if item.pk:
                # The new default is written before the old one gives way; two break a constraint.
                ItemSize.objects.filter(item=item, is_default=True).update(is_default=False)
            return super().save(commit)

    def _facts_changed(self) -> bool:
        if FACTS & set(self.changed_data):
            return True
        options = (
            form
            for group in kept(self.formsets["groups"])
            for form in group.formsets["options"].forms
        )
        return any("contains" in form.changed_data for form in options)


def _give_codes(formset: Any, *, fallback: str) -> None:
    give_codes(
        (form.instance for form in kept(formset)), siblings=formset.queryset, fallback=fallback
    )


CHILD_FORMS: dict[type, type[WagtailAdminModelForm]] = {
    ItemSize: SizeForm,
    OptionGroup: GroupForm,
    Option: OptionForm,
}
