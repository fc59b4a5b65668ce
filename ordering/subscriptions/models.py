"""Plans and who subscribed to them. A period is what was paid at once; a meal is one due plate.

What a meal is worth stands in its row: the prices of a period's meals add up to what was paid for
it, so that whatever becomes of a meal, its francs are counted once.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.models import MenuItem
from ordering.catalogue.validators import validate_tags
from ordering.delivery.models import PlaceFields, Zone
from ordering.dietary.models import Eater
from ordering.orders.models import Order
from site_core.base.codes import link_code
from site_core.base.models import BusinessRecord, NamedInThreeLanguages
from site_core.base.money import MAX_AMOUNT

from .laying import UNTIL_FURTHER_NOTICE
from .validators import validate_mealtimes


class Mealtime(models.TextChoices):
    BREAKFAST = "breakfast", _("Breakfast")
    LUNCH = "lunch", _("Lunch")
    DINNER = "dinner", _("Dinner")


class Plan(NamedInThreeLanguages):
    """What can be subscribed to. What it costs stands in `PlanPrice`."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("daily")
        WEEKLY = "weekly", _("weekly")
        MONTHLY = "monthly", _("monthly")

    code = models.SlugField(_("code"), unique=True)
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=Rhythm)
    text = models.CharField(_("in a sentence"), max_length=200, blank=True)
    text_fr = models.CharField(_("in a sentence, French"), max_length=200, blank=True)
    text_rw = models.CharField(_("in a sentence, Kinyarwanda"), max_length=200, blank=True)
    mealtimes = models.JSONField(
        _("mealtimes to choose from"), default=list, validators=[validate_mealtimes]
    )
    meals_per_cycle = models.PositiveSmallIntegerField(
        _("meals in a cycle"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    cycles = models.PositiveSmallIntegerField(
        _("cycles paid at once"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    tags = models.JSONField(
        _("only dishes that are"), default=list, blank=True, validators=[validate_tags]
    )
    items = models.ManyToManyField(
        MenuItem,
        blank=True,
        related_name="+",
        verbose_name=_("only these dishes"),
        help_text=_("None chosen: every dish of the mealtime."),
    )
    zones = models.ManyToManyField(
        Zone,
        blank=True,
        related_name="+",
        verbose_name=_("zones"),
        help_text=_("None chosen: to every zone."),
    )
    trial_cycles = models.PositiveSmallIntegerField(
        _("cycles of a first try"),
        default=0,
        help_text=_("Paid first by whoever never had this plan. 0: no trial."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("on offer"), default=True)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(name="plan_has_meals", condition=Q(meals_per_cycle__gte=1)),
            models.CheckConstraint(name="plan_has_cycles", condition=Q(cycles__gte=1)),
        ]

    @property
    def localized_text(self) -> str:
        return getattr(self, f"text_{get_language()}", "") or self.text

    @property
    def meals(self) -> int:
        """Meals that are paid at once."""
        return self.meals_per_cycle * self.cycles


class PlanPrice(BusinessRecord):
    """What a cycle costs from a day on. Rows are added, never changed: what was promised stays."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="prices")
    price = models.PositiveIntegerField(
        _("price of a cycle in RWF"),
        validators=[MinValueValidator(1), MaxValueValidator(MAX_AMOUNT)],
    )
    discount_percent = models.PositiveSmallIntegerField(
        _("discount in percent"), default=0, validators=[MaxValueValidator(90)]
    )
    valid_from = models.DateField(_("from"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("price of a plan")
        verbose_name_plural = _("prices of plans")
        constraints = [
            models.UniqueConstraint(fields=["plan", "valid_from"], name="plan_price_once_a_day"),
            models.CheckConstraint(name="plan_price_positive", condition=Q(price__gt=0)),
            models.CheckConstraint(
                name="plan_discount_in_bounds", condition=Q(discount_percent__lte=90)
            ),
        ]


class Subscription(BusinessRecord, PlaceFields):
    """Somebody's standing order: which plan, for whom, where to and when."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for payment")
        ACTIVE = "active", _("Running")
        ENDED = "ended", _("Ended")
        EXPIRED = "expired", _("Not paid")

    code = models.CharField(max_length=20, unique=True, default=link_code, editable=False)
    # A second tap on "Subscribe" finds the first one's subscription.
    token = models.UUIDField(unique=True, editable=False)
    # What was paid and delivered stays when the person leaves.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="subscriptions"
    )
    customer_name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=16)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=5, default="en")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="subscriptions")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    eater = models.ForeignKey(
        Eater, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Somebody with a name eats: should that row be forgotten, nothing counts as safe any more.
    has_eater = models.BooleanField(default=False, editable=False)
    # Who eats, or what a dish holds, has changed: its meals are checked by the next turn of a job.
    needs_check = models.BooleanField(default=False, editable=False)
    # Monday is 0.
    weekdays = models.JSONField(_("days"), default=list)
    mealtimes = models.JSONField(_("mealtimes"), default=list, validators=[validate_mealtimes])
    # The slot's code by mealtime: the time that was chosen.
    times = models.JSONField(default=dict)
    # Keys of dishes. What is disliked never comes by itself; what is liked comes first.
    likes = models.JSONField(default=list, blank=True)
    dislikes = models.JSONField(default=list, blank=True)
    note = models.CharField(_("note for the kitchen"), max_length=140, blank=True)
    payment_method = models.CharField(_("paid by"), max_length=20)
    payer_phone = models.CharField(_("phone that pays"), max_length=16, blank=True)
    renews = models.BooleanField(_("goes on by itself"), default=True)
    # No meal on these dates; the second is the first date with meals again.
    paused_from = models.DateField(_("paused from"), null=True, blank=True)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    created_at = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        permissions = [("serve_subscription", "Can change subscriptions for customers")]
        constraints = [
            models.CheckConstraint(
                name="pause_has_both_ends",
                condition=Q(paused_from=None, paused_until=None)
                | Q(paused_until__gt=F("paused_from")),
            ),
        ]
        indexes = [models.Index(fields=["user", "-created_at"], name="subscriptions_of_user")]

    def __str__(self) -> str:
        return f"S{self.pk}"

    @property
    def lost_eater(self) -> bool:
        """Whoever eats was forgotten: until somebody is named, no dish can be called safe."""
        return self.has_eater and self.eater_id is None

    @property
    def is_running(self) -> bool:
        return self.state == self.State.ACTIVE

    @property
    def is_held(self) -> bool:
        """No meals until somebody says so."""
        return self.paused_until is not None and self.paused_until >= UNTIL_FURTHER_NOTICE

    def is_paused_on(self, date: dt.date) -> bool:
        if self.paused_from is None or self.paused_until is None:
            return False
        return self.paused_from <= date < self.paused_until


class Period(BusinessRecord):
    """What is paid at once, with the price that was promised. Its money is an order of kind plan."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for payment")
        PAID = "paid", _("Paid")
        LAPSED = "lapsed", _("Not paid in time")

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="periods")
    number = models.PositiveSmallIntegerField(_("number"))
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    is_trial = models.BooleanField(_("trial"), default=False)
    # What a cycle cost and the discount, as promised; `amount` is the whole, after the discount.
    price = models.PositiveIntegerField(_("price of a cycle in RWF"))
    cycles = models.PositiveSmallIntegerField(_("cycles"))
    discount_percent = models.PositiveSmallIntegerField(_("discount in percent"))
    amount = models.PositiveIntegerField(_("paid in RWF"))
    meals = models.PositiveSmallIntegerField(_("meals"))
    starts_on = models.DateField(_("from"))
    created_at = models.DateTimeField()
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)
    # How often the money was asked for after the first time.
    retries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("paid period")
        verbose_name_plural = _("paid periods")
        constraints = [
            models.UniqueConstraint(fields=["subscription", "number"], name="period_number_once"),
            # Two renewals at once can never ask for the money twice.
            models.UniqueConstraint(
                fields=["subscription"], condition=Q(state="waiting"), name="one_period_waits"
            ),
        ]


class Meal(BusinessRecord):
    """One due plate: a date and a mealtime, its dish, what it is worth, and what became of it."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ORDERED = "ordered", _("With the kitchen")
        DELIVERED = "delivered", _("Handed over")
        SKIPPED = "skipped", _("Skipped, comes later")
        CREDITED = "credited", _("Given back as store credit")
        REFUNDED = "refunded", _("Paid back")

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="meals")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="plates")
    date = models.DateField(_("date"))
    mealtime = models.CharField(_("mealtime"), max_length=10, choices=Mealtime)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    # Its share of the period's amount, in RWF. A skipped meal took its price along.
    price = models.PositiveIntegerField(_("worth in RWF"))
    item = models.ForeignKey(
        MenuItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # By the customer; else it is the default of the house and may be replaced.
    is_chosen = models.BooleanField(default=False)
    order = models.OneToOneField(
        Order, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Orders that were made of it: a cancelled one may be made anew, with another dish.
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    # The day on which its money was earned or went back.
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("meal of a subscription")
        verbose_name_plural = _("meals of subscriptions")
        constraints = [
            # A generator that runs twice, or a meal that moves, can never make two plates of one.
            models.UniqueConstraint(
                fields=["subscription", "date", "mealtime"],
                condition=~Q(state__in=["skipped", "credited", "refunded"]),
                name="meal_once_per_date_and_mealtime",
            ),
            models.CheckConstraint(
                name="meal_with_the_kitchen_has_order",
                condition=~Q(state__in=["ordered", "delivered"]) | Q(order__isnull=False),
            ),
            models.CheckConstraint(
                name="skipped_meal_took_its_price_along",
                condition=~Q(state="skipped") | Q(price=0),
            ),
        ]
        indexes = [
            models.Index(fields=["date", "id"], condition=Q(state="planned"), name="meal_due"),
            models.Index(fields=["order"], condition=Q(state="ordered"), name="meal_to_settle"),
            models.Index(fields=["settled_on"], name="meal_settled"),
        ]


class Handover(BusinessRecord):
    """A plan that was offered to somebody else: whoever has the link may take it, once."""

    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, related_name="handovers"
    )
    code = models.CharField(max_length=20, unique=True, default=link_code, editable=False)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=16)
    email = models.EmailField(_("e-mail"), blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # Taken, or withdrawn, or replaced by another offer.
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("plan offered to somebody else")
        verbose_name_plural = _("plans offered to somebody else")
        constraints = [
            # One plan can never be promised to two people.
            models.UniqueConstraint(
                fields=["subscription"], condition=Q(closed_at=None), name="one_open_handover"
            ),
        ]


class SubscriptionEvent(BusinessRecord):
    """What happened to a subscription, when and by whom. Rows are added, never changed."""

    class Kind(models.TextChoices):
        SUBSCRIBED = "subscribed", _("Subscribed")
        STARTED = "started", _("Paid, meals are planned")
        SKIPPED = "skipped", _("Meal skipped")
        SWAPPED = "swapped", _("Dish chosen")
        MOVED = "moved", _("Meal moved")
        PAUSED = "paused", _("Paused")
        HELD = "held", _("On hold")
        RESUMED = "resumed", _("Resumed")
        CHANGED = "changed", _("Place, time or person changed")
        PLAN_CHANGED = "plan_changed", _("Plan changed")
        CREDITED = "credited", _("Meal given back as store credit")
        REPLACED = "replaced", _("Dish replaced")
        OFFERED = "offered", _("Offered to somebody else")
        WITHDRAWN = "withdrawn", _("Offer withdrawn")
        HANDED_OVER = "handed_over", _("Taken over by somebody else")
        ASKED = "asked", _("Payment asked for")
        ENDED = "ended", _("Ended")
        EXPIRED = "expired", _("Not paid in time")

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    detail = models.CharField(_("detail"), max_length=200, blank=True)
    # What staff wrote when they acted for somebody.
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("subscription event")
        verbose_name_plural = _("subscription events")
        indexes = [models.Index(fields=["subscription", "at"], name="subscription_timeline")]
