"""One table of counts. A row says how often, never who."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from site_core.base.models import BusinessRecord

# The hour of a row that stands for its whole day.
WHOLE_DAY = 24


class Tally(BusinessRecord):
    class Kind(models.TextChoices):
        VIEW = "view", _("Page read")
        SEARCH = "search", _("Search")
        NOTHING = "nothing", _("Search without result")
        ADD = "add", _("Put into a cart")
        CHECKOUT = "checkout", _("Checkout opened")
        ORDER = "order", _("Order placed")
        BANNER = "banner", _("Banner seen")
        CLICK = "click", _("Banner followed")

    # Date and hour in Kigali; rows of the past are thinned out to whole days.
    day = models.DateField(_("day"))
    hour = models.PositiveSmallIntegerField(_("hour"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    # A path of ours, the name of a view, a dish, a banner or a search term.
    subject = models.CharField(_("of what"), max_length=200, blank=True)
    source = models.CharField(_("where from"), max_length=80, blank=True)
    count = models.PositiveIntegerField(_("how often"))

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        constraints = [
            # Two requests that count the same at once meet in one row.
            models.UniqueConstraint(
                fields=["day", "kind", "subject", "source", "hour"], name="usage_counted_in_one_row"
            ),
            models.CheckConstraint(name="usage_hour_of_a_day", condition=Q(hour__lte=WHOLE_DAY)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}: {self.count}"


class PageTime(BusinessRecord):
    """How many visits to a page on a day had a figure in one class; see speed.py for the classes."""

    class Metric(models.TextChoices):
        LCP = "lcp", _("Largest contentful paint")
        INP = "inp", _("Interaction to next paint")
        CLS = "cls", _("Cumulative layout shift")
        TTFB = "ttfb", _("Time to first byte")

    day = models.DateField(_("day"))
    page = models.CharField(_("page"), max_length=200)
    metric = models.CharField(_("figure"), max_length=4, choices=Metric)
    bucket = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(_("how often"))

    class Meta:
        verbose_name = _("page time")
        verbose_name_plural = _("page times")
        constraints = [
            # Two visits that end at once meet in one row.
            models.UniqueConstraint(
                fields=["day", "metric", "page", "bucket"], name="page_time_in_one_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.metric}: {self.count}"
