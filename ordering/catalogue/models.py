"""What is sold. Facts and operational state; no page, no cart, no order."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from site_core.base.models import BusinessRecord, NamedInThreeLanguages
from site_core.base.money import MAX_AMOUNT

from .facts import FoodFacts, Nutrition
from .validators import validate_allergens, validate_option_contains, validate_tags


class TaxClass(models.TextChoices):
    """VAT groups of the Rwanda Revenue Authority: B is taxed at 18 %, A is exempt."""

    STANDARD = "standard", _("Standard (VAT 18 %)")
    EXEMPT = "exempt", _("Exempt")


TAX_RATES: dict[str, int] = {TaxClass.STANDARD: 18, TaxClass.EXEMPT: 0}


class Category(NamedInThreeLanguages):
    """How the kitchen and the reports group items: breakfast, lunch, dinner, snacks, beverages."""

    code = models.SlugField(_("code"), unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")


class NutritionFacts(models.Model):
    """Figures for one portion as served; empty means not measured, which is not zero."""

    portion_grams = models.PositiveIntegerField(_("portion (g or ml)"), null=True, blank=True)
    kcal = models.PositiveIntegerField(_("energy (kcal)"), null=True, blank=True)
    protein_g = models.DecimalField(
        _("protein (g)"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    carbohydrate_g = models.DecimalField(
        _("carbohydrate (g)"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    sugar_g = models.DecimalField(
        _("of which sugars (g)"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    fat_g = models.DecimalField(_("fat (g)"), max_digits=6, decimal_places=1, null=True, blank=True)
    saturated_fat_g = models.DecimalField(
        _("of which saturated (g)"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    fibre_g = models.DecimalField(
        _("fibre (g)"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    sodium_mg = models.PositiveIntegerField(_("sodium (mg)"), null=True, blank=True)
    potassium_mg = models.PositiveIntegerField(_("potassium (mg)"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def nutrition(self) -> Nutrition:
        return Nutrition(
            portion_grams=self.portion_grams,
            kcal=self.kcal,
            protein_g=self.protein_g,
            carbohydrate_g=self.carbohydrate_g,
            sugar_g=self.sugar_g,
            fat_g=self.fat_g,
            saturated_fat_g=self.saturated_fat_g,
            fibre_g=self.fibre_g,
            sodium_mg=self.sodium_mg,
            potassium_mg=self.potassium_mg,
        )


class MenuItemQuerySet(models.QuerySet["MenuItem"]):
    def for_sale(self) -> MenuItemQuerySet:
        """Items that may be ordered at all; sold out is asked separately, for it ends by itself."""
        return self.filter(is_listed=True)

    def with_choices(self) -> MenuItemQuerySet:
        """With sizes, groups and options at hand: three queries whatever the number of items."""
        return self.prefetch_related("sizes", "groups__options")


class MenuItem(NutritionFacts, NamedInThreeLanguages, ClusterableModel):
    """A dish or drink as it is sold. What people read about it is a page of `menu_pages`."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="items", verbose_name=_("category")
    )
    price = models.PositiveIntegerField(
        _("price in RWF"),
        validators=[MinValueValidator(1), MaxValueValidator(MAX_AMOUNT)],
        help_text=_("Whole francs, VAT included."),
    )
    tax_class = models.CharField(
        _("tax class"), max_length=10, choices=TaxClass, default=TaxClass.STANDARD
    )
    preparation_minutes = models.PositiveSmallIntegerField(
        _("preparation (minutes)"), default=15, validators=[MaxValueValidator(600)]
    )
    allergens = models.JSONField(
        _("allergens"), default=dict, blank=True, validators=[validate_allergens]
    )
    tags = models.JSONField(_("dietary tags"), default=list, blank=True, validators=[validate_tags])
    is_listed = models.BooleanField(
        _("on sale"),
        default=True,
        help_text=_("Turned off by itself when its last page is unpublished."),
    )
    # Taken off sale because no page shows it: the next page to be published puts it back on sale.
    # What staff took off sale by hand does not wait, and stays off.
    waits_for_page = models.BooleanField(default=False, editable=False)
    sold_out_until = models.DateTimeField(_("sold out until"), null=True, blank=True)
    daily_portions = models.PositiveIntegerField(
        _("portions a day"), null=True, blank=True, help_text=_("Empty: as many as people order.")
    )
    is_sample = models.BooleanField(
        _("sample figures"), default=False, help_text=_("To be confirmed by the dietitian.")
    )
    facts_confirmed_at = models.DateTimeField(
        _("figures confirmed"), null=True, blank=True, editable=False
    )
    facts_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager[MenuItem]] = MenuItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")
        permissions = [
            ("mark_sold_out_menuitem", "Can mark items sold out and set portions"),
            ("approve_allergens", "Can approve what is declared about allergens"),
        ]
        constraints = [
            models.CheckConstraint(name="menu_item_price_positive", condition=Q(price__gt=0)),
        ]

    @property
    def tax_rate(self) -> int:
        """VAT in percent."""
        return TAX_RATES[self.tax_class]

    @property
    def facts(self) -> FoodFacts:
        return FoodFacts(
            nutrition=self.nutrition, allergens=self.allergens, tags=frozenset(self.tags)
        )

    def is_sold_out(self, now: dt.datetime) -> bool:
        """The kitchen said so; portions are counted elsewhere."""
        return self.sold_out_until is not None and now < self.sold_out_until

    def portions_left(self, day: DailyPortions | None) -> int | None:
        """Of a date's `day`, else of the daily number; None: as many as are wanted."""
        if day is not None and day.left is not None:
            return day.left
        if self.daily_portions is None:
            return None
        return max(0, self.daily_portions - (day.taken if day else 0))

    @property
    def needs_choice(self) -> bool:
        """Whether something must be chosen before it can be added (prefetch groups first)."""
        return any(group.minimum > 0 for group in self.groups.all())


class ItemSize(NamedInThreeLanguages):
    item = ParentalKey(MenuItem, on_delete=models.CASCADE, related_name="sizes")
    code = models.SlugField(_("code"), max_length=40)
    extra = models.IntegerField(
        _("extra in RWF"), default=0, help_text=_("Above or, with a minus, below the price.")
    )
    is_default = models.BooleanField(_("default"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # Lets the editor move rows up and down.
    sort_order_field = "position"

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "code"], name="size_code_once_per_item"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(is_default=True), name="one_default_size_per_item"
            ),
        ]


class OptionGroup(NamedInThreeLanguages, ClusterableModel):
    """A question asked with an item: at least `minimum`, at most `maximum` answers."""

    item = ParentalKey(MenuItem, on_delete=models.CASCADE, related_name="groups")
    code = models.SlugField(_("code"), max_length=40)
    minimum = models.PositiveSmallIntegerField(_("at least"), default=0)
    maximum = models.PositiveSmallIntegerField(_("at most"), default=1)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # Lets the editor move rows up and down.
    sort_order_field = "position"

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "code"], name="group_code_once_per_item"),
            models.CheckConstraint(
                name="group_bounds_make_sense",
                condition=Q(maximum__gte=1) & Q(maximum__gte=F("minimum")),
            ),
        ]


class Option(NamedInThreeLanguages):
    group = ParentalKey(OptionGroup, on_delete=models.CASCADE, related_name="options")
    code = models.SlugField(_("code"), max_length=40)
    extra = models.PositiveIntegerField(
        _("extra in RWF"), default=0, validators=[MaxValueValidator(MAX_AMOUNT)]
    )
    contains = models.JSONField(
        _("adds allergens"), default=list, blank=True, validators=[validate_option_contains]
    )
    is_available = models.BooleanField(_("available"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # Lets the editor move rows up and down.
    sort_order_field = "position"

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "code"], name="option_code_once_per_group"),
        ]


class DailyPortions(BusinessRecord):
    """Portions of an item for one date in Kigali. No row: nothing was taken yet that day.

    What is taken is counted for every item, so that a number which is set later in the day, or an
    order that gives back, starts from what was really sold.
    """

    item = models.ForeignKey(MenuItem, on_delete=models.CASCADE, related_name="portions")
    date = models.DateField(_("date"))
    # Empty: as many as are wanted.
    portions = models.PositiveIntegerField(_("portions"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("taken"), default=0)

    class Meta:
        verbose_name = _("portions of a day")
        verbose_name_plural = _("portions by day")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "date"], name="portions_once_per_item_and_date"
            ),
            # Behind the conditional update: two buyers can never both take the last portion.
            models.CheckConstraint(
                name="portions_never_oversold", condition=Q(taken__lte=F("portions"))
            ),
        ]

    @property
    def left(self) -> int | None:
        """None while nobody set a number for this date."""
        return None if self.portions is None else self.portions - self.taken


class AllergenProposal(BusinessRecord):
    """What somebody says about the allergens of an item, until the dietitian agrees or does not."""

    class State(models.TextChoices):
        OPEN = "open", _("Waits for the dietitian")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Not approved")

    item = models.ForeignKey(
        MenuItem, on_delete=models.CASCADE, related_name="proposals", verbose_name=_("menu item")
    )
    before = models.JSONField(_("was"), default=dict, validators=[validate_allergens])
    proposed = models.JSONField(_("proposed"), default=dict, validators=[validate_allergens])
    note = models.CharField(_("note"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        verbose_name = _("change of allergens")
        verbose_name_plural = _("changes of allergens")
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(state="open"), name="one_open_proposal_per_item"
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)
