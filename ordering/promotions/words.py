"""What customers read about a promotion that does not apply, and about when it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

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


def staff_words(finding: Finding) -> str:
    """How a promotion stands, for whoever makes it: nothing is kept back."""
    hidden = {
        Why.INACTIVE: _("It is not active."),
        Why.NOT_YET: _("It has not begun yet."),
        Why.ENDED: _("It has ended."),
        Why.USED_UP: _("All its uses are used up."),
        Why.USED_UP_TODAY: _("Its uses of that day are used up."),
        Why.USED_BY_CUSTOMER: _("This customer has used it as often as allowed."),
        Why.BUDGET_SPENT: _("What is left of its budget does not hold this use."),
        Why.NOT_FOR_CUSTOMER: _("The customer does not belong to those whom it is for."),
        Why.APPLIES: _("It takes off %(amount)s.") % {"amount": format_rwf(finding.saving)},
        Why.OTHER_METHOD: _("The order is not paid the way it asks for."),
    }
    return hidden.get(finding.why) or obstacle_words(finding)


def gift_words(promotion: Promotion, names: Mapping[str, str]) -> str:
    """What it gives in a few words: "10 %: Beverages", "2 + 1: Juices", "Lunch + Beverages: 3 500 RWF".

    `names` are those of the targets, by code.
    """
    foods = _named(promotion.foods, names)
    if promotion.kind == Kind.PERCENT:
        gift = f"−{promotion.percent} %"
    elif promotion.kind == Kind.AMOUNT:
        gift = f"−{format_rwf(promotion.amount or 0)}"
    elif promotion.kind == Kind.BUY_GET:
        gift = f"{promotion.buy_quantity} + {promotion.get_quantity}"
        free = _named(promotion.gets, names)
        foods = f"{foods} + {free}" if free else foods
    elif promotion.kind == Kind.SET_PRICE:
        gift = " + ".join(_named(part, names) for part in promotion.parts)
        foods = format_rwf(promotion.amount or 0)
    else:
        gift = str(Kind.FREE_DELIVERY.label)
    return f"{gift}: {foods}" if foods else gift


def _named(targets: list[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(target, target.partition(":")[2]) for target in targets)


def times_words(promotion: Promotion) -> str:
    """ "Monday, Friday, 14:00–17:00"."""
    days = [str(OpeningHours.Weekday(day).label) for day in sorted(promotion.weekdays)]
    hours = ""
    if promotion.hours_from or promotion.hours_until:
        starts, ends = promotion.hours_from or dt.time(0), promotion.hours_until or dt.time(0)
        hours = f"{starts:%H:%M}–{ends:%H:%M}"
    return ", ".join([*days, hours] if hours else days)
