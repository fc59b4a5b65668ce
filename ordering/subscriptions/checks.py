"""What a plan allows: its days and mealtimes, its places, and how it is paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from ordering.delivery.places import Place
from ordering.payments.methods import OfferedMethod, offered_methods
from ordering.payments.models import Method

from .errors import CannotSubscribe
from .kitchen import Kitchen, hours_of
from .models import Plan


def prepaid_methods(place: Place, amount: int) -> list[OfferedMethod]:
    """The ways to pay a plan: all that bring the money before the first meal."""
    offered = offered_methods(zone=place.zone, amount=amount)
    return [method for method in offered if method.method != Method.CASH]


def check_days(plan: Plan, weekdays: Sequence[int], mealtimes: Sequence[str]) -> None:
    """Raises CannotSubscribe unless these days and mealtimes fit the plan."""
    if not weekdays or not set(weekdays) <= set(range(7)):
        raise CannotSubscribe(_("Please choose at least one day of the week."))
    if not mealtimes or not set(mealtimes) <= set(plan.mealtimes):
        raise CannotSubscribe(_("Please choose mealtimes that belong to the plan."))
    if plan.rhythm == Plan.Rhythm.DAILY and len(set(mealtimes)) != plan.meals_per_cycle:
        raise CannotSubscribe(
            _("This plan brings %(count)d meals a day. Please choose as many mealtimes.")
            % {"count": plan.meals_per_cycle}
        )


def check_place(
    plan: Plan, place: Place | None, mealtimes: Sequence[str], kitchen: Kitchen
) -> None:
    """Raises CannotSubscribe where the plan does not go, or nothing goes at these mealtimes."""
    if place is None:
        raise CannotSubscribe(_("We do not deliver to this place at the moment."))
    zones = kitchen.zones_of(plan)
    if zones and place.zone.pk not in zones:
        raise CannotSubscribe(
            _("This plan does not go to %(zone)s.") % {"zone": place.zone.localized_name}
        )
    for mealtime in mealtimes:
        if not kitchen.slots_for(place, mealtime):
            raise CannotSubscribe(_("At this mealtime we do not deliver there."))


def check_times(place: Place, times: Mapping[str, str], kitchen: Kitchen) -> None:
    """Raises CannotSubscribe where a chosen time does not exist at the place."""
    for mealtime, code in times.items():
        offered = kitchen.slots_for(place, mealtime)
        if code not in {slot.code for slot in offered}:
            raise CannotSubscribe(
                _("At that time we do not come to %(place)s. There you can choose: %(times)s.")
                % {
                    "place": place.label,
                    "times": ", ".join(hours_of(slot) for slot in offered),
                }
            )
