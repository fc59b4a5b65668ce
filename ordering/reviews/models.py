"""A rating of an order, reviews of its dishes, and the score of a dish that lists may show."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ordering.catalogue.models import MenuItem
from ordering.orders.models import Order, OrderLine
from site_core.base.codes import short_code
from site_core.base.models import BusinessRecord
from site_core.images.uploads import photo_path, private_storage

BEST = 5
MAX_WORDS = 1_000
STARS = [MinValueValidator(1), MaxValueValidator(BEST)]


class Rating(BusinessRecord):
    """What one customer said of one order as a whole. Made when we ask, or when they speak."""

    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="rating")
    asked_at = models.DateTimeField(null=True, blank=True)
    delivery = models.PositiveSmallIntegerField(_("delivery"), null=True, validators=STARS)
    words = models.TextField(_("words"), blank=True)
    photo = models.FileField(
        _("photo"), storage=private_storage, upload_to=photo_path, max_length=60, blank=True
    )
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.CheckConstraint(
                name="rating_of_one_to_five",
                condition=Q(delivery__isnull=True) | Q(delivery__range=(1, BEST)),
            ),
        ]
        indexes = [models.Index(fields=["-submitted_at"], name="rating_newest")]


class Review(BusinessRecord):
    """What one customer said of one dish of one order. Nobody else reads it before it is shown."""

    class State(models.TextChoices):
        WAITING = "waiting", _("To be read")
        SHOWN = "shown", _("Shown")
        HIDDEN = "hidden", _("Not shown")

    code = models.CharField(max_length=10, unique=True, default=short_code, editable=False)
    # One to one is what stops a second review of the same plate.
    line = models.OneToOneField(OrderLine, on_delete=models.CASCADE, related_name="review")
    item = models.ForeignKey(MenuItem, on_delete=models.SET_NULL, null=True, related_name="+")
    dish_name = models.CharField(_("dish"), max_length=120)
    shown_name = models.CharField(_("name shown"), max_length=40, blank=True)
    language = models.CharField(max_length=5, default="en")
    stars = models.PositiveSmallIntegerField(_("stars"), validators=STARS)
    words = models.TextField(_("words"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    written_at = models.DateTimeField(_("written at"))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        permissions = [("moderate_review", "Can decide which reviews are shown")]
        constraints = [
            models.CheckConstraint(
                name="review_of_one_to_five", condition=Q(stars__range=(1, BEST))
            ),
        ]
        indexes = [
            models.Index(fields=["item", "state", "-written_at"], name="review_of_dish"),
            models.Index(fields=["state", "-written_at"], name="review_to_read"),
        ]

    def __str__(self) -> str:
        return f"{self.dish_name}: {self.stars}"


class DishScore(BusinessRecord):
    """How many reviews of a dish are shown, and the sum of their stars: an average without a count."""

    item = models.OneToOneField(MenuItem, on_delete=models.CASCADE, related_name="score")
    count = models.PositiveIntegerField(default=0)
    stars = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="score_adds_up",
                condition=Q(stars__gte=F("count")) & Q(stars__lte=F("count") * BEST),
            ),
        ]

    @property
    def average(self) -> float:
        """With one decimal, as people read it."""
        return round(self.stars / self.count, 1) if self.count else 0.0
