"""What was ordered. Every text and figure is a copy: an order never changes with the menu."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.models import MenuItem
from ordering.delivery.models import Area, Bed, SlotDay, Zone
from ordering.dietary.models import Eater
from ordering.pricing.values import Target
from ordering.promotions.models import Promotion
from site_core.base.codes import link_code
from site_core.base.models import BusinessRecord

from .states import UNTOUCHED, PaymentState, Role, State

# Meals of one phone or account that may wait for their payment at once.
MAX_UNPAID = 3


class Order(BusinessRecord):
    class Kind(models.TextChoices):
        """What was bought. The money of a plan is taken once; its meals then cost nothing more."""

        MEAL = "meal", _("Meals")
        PLAN = "plan", _("A plan")
        PLAN_MEAL = "plan_meal", _("Meal of a plan")

    class Hold(models.TextChoices):
        """What became of the portions and the place in the slot that the order took."""

        HELD = "held", _("Held")
        RETURNED = "returned", _("Given back")
        USED = "used", _("Used")

    code = models.CharField(max_length=20, unique=True, default=link_code, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MEAL)
    # One token makes one order: a double click or a repeated request finds the first one.
    checkout_token = models.UUIDField(unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="orders",
    )
    # Whoever carries it, from leaving the kitchen on: nobody else's run shows it.
    courier = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("courier"),
    )
    customer_name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=16)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=5, default="en")

    state = models.CharField(_("state"), max_length=20, choices=State)
    payment_state = models.CharField(
        _("payment"), max_length=20, choices=PaymentState, default=PaymentState.UNPAID
    )
    hold = models.CharField(max_length=10, choices=Hold, default=Hold.HELD, editable=False)
    # While meals wait for their payment: which of the few places for such orders they take.
    unpaid_place = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    # Counts every change of state or content: a screen that shows version 3 cannot act on version 4.
    version = models.PositiveIntegerField(default=1, editable=False)

    zone = models.ForeignKey(Zone, on_delete=models.SET_NULL, null=True, related_name="+")
    bed = models.ForeignKey(Bed, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    area = models.ForeignKey(
        Area, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    zone_name = models.CharField(_("zone"), max_length=120)
    ward_name = models.CharField(_("ward or area"), max_length=120)
    # In words: for staff in English, for the customer in their language. Holds the longest name of
    # an area with the longest directions.
    place = models.CharField(_("place"), max_length=340)
    shown_place = models.CharField(max_length=340)
    directions = models.CharField(_("directions"), max_length=200, blank=True)
    slot_day = models.ForeignKey(SlotDay, on_delete=models.PROTECT, related_name="orders")
    is_asap = models.BooleanField(default=False)
    promised_from = models.DateTimeField(_("promised from"))
    promised_until = models.DateTimeField(_("promised until"))

    eater = models.ForeignKey(
        Eater, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    eater_name = models.CharField(_("who eats"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    currency = models.CharField(max_length=3, default="RWF")
    subtotal = models.PositiveIntegerField(_("food"))
    discount = models.PositiveIntegerField(_("discount"), default=0)
    fee = models.PositiveIntegerField(_("delivery"), default=0)
    credit = models.PositiveIntegerField(_("credit"), default=0)
    # The part of the credit that points paid; the rest was store credit.
    points_credit = models.PositiveIntegerField(_("paid with points"), default=0)
    total = models.PositiveIntegerField(_("total"))
    # VAT inside the total by rate in percent, as text keys: {"18": 763}.
    vat = models.JSONField(default=dict)
    payment_method = models.CharField(_("paid by"), max_length=20)

    placed_at = models.DateTimeField(_("placed at"))
    state_changed_at = models.DateTimeField()
    # The last change of what was ordered, when and in signs for the kitchen: "+1 × African tea".
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_words = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        permissions = [
            ("cook_order", "Can work the kitchen board"),
            ("deliver_order", "Can work the delivery board"),
            ("support_order", "Can change and cancel orders for customers"),
        ]
        constraints = [
            models.CheckConstraint(
                name="order_total_adds_up",
                condition=Q(
                    total=models.F("subtotal")
                    - models.F("discount")
                    + models.F("fee")
                    - models.F("credit")
                ),
            ),
            models.CheckConstraint(
                name="order_points_are_credit", condition=Q(points_credit__lte=models.F("credit"))
            ),
            # Two orders placed in the same moment cannot both be the third that nobody has paid.
            models.UniqueConstraint(
                fields=["phone", "unpaid_place"],
                condition=Q(state="pending"),
                name="few_unpaid_orders_of_phone",
            ),
            models.UniqueConstraint(
                fields=["user", "unpaid_place"],
                condition=Q(state="pending"),
                name="few_unpaid_orders_of_account",
            ),
            models.CheckConstraint(
                name="few_unpaid_places", condition=Q(unpaid_place__range=(1, MAX_UNPAID))
            ),
        ]
        indexes = [
            models.Index(fields=["state", "promised_until"], name="order_board"),
            models.Index(fields=["user", "-placed_at"], name="order_history"),
            models.Index(fields=["placed_at"], name="order_placed"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    @property
    def number(self) -> int:
        """What people say to each other; links use `code`."""
        return self.pk

    @property
    def store_credit(self) -> int:
        """What store credit paid, in RWF."""
        return self.credit - self.points_credit

    @property
    def state_once_paid(self) -> State:
        """Meals go to the kitchen; a plan is handed over with its payment, and never cooked."""
        return State.DELIVERED if self.kind == self.Kind.PLAN else State.CONFIRMED

    @property
    def can_be_cancelled_by_customer(self) -> bool:
        return self.state in UNTOUCHED

    @property
    def can_be_changed(self) -> bool:
        """Nothing was cooked yet; whoever tries is told should the kitchen be faster."""
        return self.state in UNTOUCHED and self.kind == self.Kind.MEAL

    @property
    def is_open(self) -> bool:
        return self.state in {
            State.PENDING,
            State.CONFIRMED,
            State.PREPARING,
            State.READY,
            State.OUT_FOR_DELIVERY,
        }


class OrderLine(BusinessRecord):
    """One line as it was: `name` for the kitchen, `shown_name` as the customer read it."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    # Serves "order again" and statistics only; everything shown comes from the copies.
    item = models.ForeignKey(MenuItem, on_delete=models.SET_NULL, null=True, related_name="+")
    size = models.CharField(max_length=40, blank=True)
    options = models.JSONField(default=list)
    name = models.CharField(_("dish"), max_length=120)
    shown_name = models.CharField(max_length=120)
    # What was chosen, in words: for the kitchen in English, for the customer in their language.
    # No limit of ours: many answers with long names must never be cut short for the cook.
    choices = models.TextField(_("choices"), blank=True)
    shown_choices = models.TextField(blank=True)
    note = models.CharField(_("note"), max_length=140, blank=True)
    unit_price = models.PositiveIntegerField(_("unit price"))
    quantity = models.PositiveSmallIntegerField(_("quantity"))
    gross = models.PositiveIntegerField(_("amount"))
    discount = models.PositiveIntegerField(default=0)
    tax_class = models.CharField(max_length=10)
    tax_rate = models.PositiveSmallIntegerField()
    allergens = models.JSONField(default=dict)
    # Served although something declared speaks against it: who answers for that, and why.
    override_reason = models.CharField(max_length=200, blank=True, editable=False)
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="order_line_position_once"),
            models.CheckConstraint(name="order_line_has_quantity", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="order_line_adds_up",
                condition=Q(gross=models.F("unit_price") * models.F("quantity"))
                & Q(discount__lte=models.F("gross")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.name}"


class OrderDiscount(BusinessRecord):
    """What came off and why, as it was: `reason` for staff, `shown_reason` as the customer read it.

    The amounts off the food add up to the order's `discount`; the order's `fee` is what is left of
    delivery after those off it.
    """

    class On(models.TextChoices):
        FOOD = Target.FOOD.value, _("Food")
        DELIVERY = Target.DELIVERY.value, _("Delivery")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="discounts")
    position = models.PositiveSmallIntegerField()
    # Serves reports only; what is shown comes from the copies.
    promotion = models.ForeignKey(Promotion, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=120)
    shown_reason = models.CharField(max_length=120)
    coupon = models.CharField(_("coupon code"), max_length=30, blank=True)
    target = models.CharField(_("off"), max_length=10, choices=On)
    amount = models.PositiveIntegerField(_("amount"))

    class Meta:
        verbose_name = _("discount of an order")
        verbose_name_plural = _("discounts of orders")
        constraints = [
            models.UniqueConstraint(
                fields=["order", "position"], name="order_discount_position_once"
            ),
        ]

    @property
    def is_on_delivery(self) -> bool:
        return self.target == self.On.DELIVERY


class OrderEvent(BusinessRecord):
    """What happened to an order, when, by whom and why. Rows are added, never changed."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, choices=State)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=10, choices=Role)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("order event")
        verbose_name_plural = _("order events")
        indexes = [models.Index(fields=["order", "at"], name="order_event_timeline")]
