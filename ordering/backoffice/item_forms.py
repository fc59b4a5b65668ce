"""The forms of a menu item: the short one inside a dish page, and the whole editor.

They check shape and say in words what the catalogue's constraints would refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from ordering.catalogue.claims import contradictions
from ordering.catalogue.facts import FoodFacts, Nutrition
from ordering.catalogue.models import ItemSize, MenuItem, NutritionFacts, Option, OptionGroup
from ordering.catalogue.proposals import (
    may_approve,
    more_careful,
    open_proposal,
    propose_allergens,
    settle_by_hand,
)
from site_core.users.models import User

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

    def save_by(self, user: User) -> MenuItem:
        """Allergens of whoever may not approve them are proposed; until then nothing is known."""
        if may_approve(user):
            return self.save()
        declared, self.instance.allergens = self.instance.allergens, {}
        with transaction.atomic():
            item = self.save()
            propose_allergens(
                item=item, allergens=declared, note="", actor=user, now=timezone.now()
            )
        return item


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

    def clean_contains(self) -> list[str]:
        """Adding a warning is everybody's; taking one away is the dietitian's."""
        said: list[str] = self.cleaned_data["contains"]
        if set(self.instance.contains) - set(said) and not may_approve(self.for_user):
            raise ValidationError(_("Only the dietitian takes an allergen away from an option."))
        return said


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
    """Everything of a menu item. Allergens are proposed, unless it is the dietitian who writes."""

    code = forms.SlugField(
        max_length=60,
        required=False,
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Made from the name if you leave it empty. It stays as it is."),
    )
    price = price_field()
    allergens = allergens_field()
    allergen_note = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Note for the dietitian"),
        help_text=gettext_lazy(
            "What you say about allergens waits for the dietitian. What warns is shown at once, "
            "what reassures once it is approved."
        ),
    )
    tags = tags_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.approves = may_approve(self.for_user)
        self.declared = dict(self.instance.allergens)
        waiting = None if self.approves else open_proposal(self.instance)
        if waiting is not None:
            self.initial["allergens"] = waiting.proposed
            self.initial["allergen_note"] = waiting.note
        self.said_before = waiting.before if waiting else self.declared
        if self.approves:
            del self.fields["allergen_note"]
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
            allergens=self._shown(cleaned.get("allergens") or {}),
            tags=frozenset(tags),
        )
        names = dict(self.fields["tags"].choices)
        for tag in tags:
            for reason in contradictions(tag, facts):
                self.add_error("tags", f"{names[tag]}: {reason}")

    def _shown(self, said: dict[str, str]) -> dict[str, str]:
        """What people will read once this is saved."""
        return said if self.approves else more_careful(self.said_before, said)

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
        said = item.allergens
        if not self.approves:
            item.allergens = self.declared
        with transaction.atomic():
            if item.pk:
                # The new default is written before the old one gives way; two break a constraint.
                ItemSize.objects.filter(item=item, is_default=True).update(is_default=False)
            super().save(commit)
            if {"allergens", "allergen_note"} & set(self.changed_data):
                self._settle_allergens(item, said)
        return item

    def _settle_allergens(self, item: MenuItem, said: dict[str, str]) -> None:
        now = timezone.now()
        if self.approves:
            settle_by_hand(item=item, actor=self.for_user, now=now)
            return
        note = self.cleaned_data["allergen_note"]
        propose_allergens(item=item, allergens=said, note=note, actor=self.for_user, now=now)

    def _facts_changed(self) -> bool:
        """Proposed allergens are not facts yet: their approval is the confirmation."""
        mine = FACTS if self.approves else FACTS - {"allergens"}
        if mine & set(self.changed_data):
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
