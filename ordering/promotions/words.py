"""What customers read about a promotion that does not apply, and about when it does."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from ordering.delivery.models import OpeningHours
from site_core.base.money import format_rwf

from .models import Kind, Promotion
from .values import Finding, Why


def obstacle_words(finding: Finding) -> str:
    """A sentence for the customer. What they cannot change is never told apart."""
    promotion = finding.promotion
    if finding.is_hidden:
        return _("This code can no longer be used.")
    if finding.why == Why.MINIMUM:
        return _("It is for orders from %(minimum)s: %(missing)s to go.") % {
            "minimum": format_rwf(promotion.minimum),
            "missing": format_rwf(finding.missing),
        }
    if finding.why in {Why.OTHER_DAY, Why.OTHER_HOUR}:
        return _("It works at another time: %(times)s.") % {"times": times_words(promotion)}
    if finding.why == Why.NOTHING_TO_LOWER and promotion.kind == Kind.FREE_DELIVERY:
        return _("There is no delivery fee that it could take off.")
    return {
        Why.NO_PLACE: _("It depends on where we bring it. Please tell us where to."),
        Why.OTHER_ZONE: _("It does not hold for the place to which you order."),
        Why.FOODS_MISSING: _("The dishes that it is for are not in your cart yet."),
        Why.OTHER_METHOD: _("It depends on how you pay. You choose that with the order."),
        Why.OTHER_IS_BETTER: _("Another offer saves you more, so it was not needed."),
    }.get(finding.why, _("It would not lower what you pay."))


def times_words(promotion: Promotion) -> str:
    """ "Monday, Friday, 14:00–17:00"."""
    days = [str(OpeningHours.Weekday(day).label) for day in sorted(promotion.weekdays)]
    hours = ""
    if promotion.hours_from or promotion.hours_until:
        starts, ends = promotion.hours_from or dt.time(0), promotion.hours_until or dt.time(0)
        hours = f"{starts:%H:%M}–{ends:%H:%M}"
    return ", ".join([*days, hours] if hours else days)
