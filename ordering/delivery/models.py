"""Where to and when. The place decides the zone; the zone decides fee, minimum and promise."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from site_core.base.codes import short_code
from site_core.base.models import BusinessRecord, NamedInThreeLanguages
from site_core.base.money import MAX_AMOUNT


class Zone(NamedInThreeLanguages):
    class Kind(models.TextChoices):
        INSIDE = "inside", _("Inside the hospital")
        OUTSIDE = "outside", _("Outside")

    code = models.SlugField(_("code"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    fee = models.PositiveIntegerField(_("fee in RWF"), validators=[MaxValueValidator(MAX_AMOUNT)])
    free_from = models.PositiveIntegerField(
        _("free from, in RWF"),
        null=True,
        blank=True,
        help_text=_("Delivery is free when the food costs at least this. Empty: never."),
    )
    minimum = models.PositiveIntegerField(_("minimum order in RWF"), default=0)
    promise_minutes = models.PositiveSmallIntegerField(_("promise in minutes"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("we deliver there"), default=True)

    class Meta:
        verbose_name = _("delivery zone")
        verbose_name_plural = _("delivery zones")


class Ward(NamedInThreeLanguages):
    code = models.SlugField(_("code"), unique=True)
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="wards")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("we deliver there"), default=True)

    class Meta:
        verbose_name = _("ward")
        verbose_name_plural = _("wards")


class Room(models.Model):
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(_("room"), max_length=40)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.UniqueConstraint(fields=["ward", "name"], name="room_name_once_per_ward")
        ]

    def __str__(self) -> str:
        return self.name


class Bed(models.Model):
    """A bed that can be ordered to. Its code stands on the card at the bed (a QR code)."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="beds")
    label = models.CharField(_("bed"), max_length=20)
    code = models.CharField(max_length=20, unique=True, default=short_code, editable=False)

    class Meta:
        verbose_name = _("bed")
        verbose_name_plural = _("beds")
        constraints = [
            models.UniqueConstraint(fields=["room", "label"], name="bed_label_once_per_room")
        ]

    def __str__(self) -> str:
        return self.label


class Area(NamedInThreeLanguages):
    """A place that is not a bed: an office or a gate on campus, a neighbourhood of the town."""

    code = models.SlugField(_("code"), unique=True)
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="areas")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("we deliver there"), default=True)

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")


class PlaceFields(models.Model):
    """Where something goes: a bed, or an area with directions. Both empty: not said yet."""

    bed = models.ForeignKey(Bed, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    area = models.ForeignKey(
        Area, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    directions = models.CharField(_("house, office or landmark"), max_length=200, blank=True)

    class Meta:
        abstract = True


class Address(BusinessRecord, PlaceFields):
    """A place that a customer keeps."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="addresses"
    )
    code = models.CharField(max_length=20, unique=True, default=short_code, editable=False)
    label = models.CharField(_("name of this place"), max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self) -> str:
        return self.label


class OpeningHours(models.Model):
    """When the kitchen takes orders on a weekday. Closing before opening means after midnight."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    opens_at = models.TimeField(_("opens at"))
    closes_at = models.TimeField(_("closes at"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.UniqueConstraint(
                fields=["weekday", "opens_at"], name="hours_once_per_weekday_and_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M}-{self.closes_at:%H:%M}"


class Closure(NamedInThreeLanguages):
    """Dates on which nothing is cooked. The name is the reason that customers read."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until, included"))

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            )
        ]


class Slot(NamedInThreeLanguages):
    """A recurring time of delivery: a ward round, or a window of the day."""

    class Kind(models.TextChoices):
        ROUND = "round", _("Ward round")
        WINDOW = "window", _("Delivery window")

    code = models.SlugField(_("code"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    starts_at = models.TimeField(_("starts at"))
    ends_at = models.TimeField(_("ends at"))
    cutoff_minutes = models.PositiveSmallIntegerField(
        _("cut-off in minutes before the start"), default=60
    )
    capacity = models.PositiveIntegerField(_("capacity in portions"))
    zones = models.ManyToManyField(Zone, related_name="slots", verbose_name=_("zones"))
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("delivery slot")
        verbose_name_plural = _("delivery slots")
        constraints = [
            models.CheckConstraint(
                name="slot_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))
            )
        ]


class SlotDay(BusinessRecord):
    """One slot on one date in Kigali. No row: nothing was taken yet."""

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="days")
    date = models.DateField(_("date"))
    capacity = models.PositiveIntegerField(_("capacity in portions"))
    taken = models.PositiveIntegerField(_("portions taken"), default=0)

    class Meta:
        verbose_name = _("slot on a date")
        verbose_name_plural = _("slots by date")
        constraints = [
            models.UniqueConstraint(fields=["slot", "date"], name="slot_once_per_date"),
            # Behind the conditional update: two orders can never both take the last place.
            models.CheckConstraint(
                name="slot_never_overfull", condition=Q(taken__lte=F("capacity"))
            ),
        ]

    @property
    def left(self) -> int:
        return self.capacity - self.taken
