"""Making orders of the meals that are due. Safe to repeat, to run twice at once and to be killed.

Each meal is a transaction of its own: the order, its place in the slot, its portion and the meal's
new state are written together or not at all. Whatever a run did not reach, the next one finds.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from ordering.catalogue.services import SoldOut, drop_pages_of_gone
from ordering.checkout.prepaid import PlanMeal, place_plan_meal
from ordering.delivery.models import Slot
from ordering.delivery.places import PLACE_RELATIONS, Place, place_of
from ordering.delivery.schedule import at, today
from ordering.delivery.services import SlotFull
from ordering.dietary.services import needs_of
from ordering.orders.models import Order
from site_core.base.errors import DomainError

from .giving_back import credit_meal
from .kitchen import Kitchen, load_kitchen
from .laying import is_open
from .models import Meal, Period, Subscription, SubscriptionEvent
from .news import contact_of, record
from .plates import Eaten, default_dish, dish_problem, eaten_by

logger = logging.getLogger(__name__)

BATCH = 250
# A dish whose last portion goes while we work makes room for another one, this often.
DISHES_TRIED = 3
TOKENS = uuid.UUID("4b1a2f6e-6f0f-4f57-9a0c-6d2f2f0f7a51")


class NotYet(DomainError):
    """Customers may still change the meals of that date."""


class TakenMeanwhile(Exception):
    """Another run made this meal an order, or its owner took it out."""


class Undeliverable(Exception):
    """The meal can no longer come. The message is a sentence for the customer."""


@dataclass(slots=True)
class Summary:
    """What a run did. It is a success when nothing failed."""

    until: dt.date
    due: int = 0
    ordered: int = 0
    credited: int = 0
    failed: int = 0

    @property
    def is_success(self) -> bool:
        return self.failed == 0


def last_closed_date(now: dt.datetime) -> dt.date:
    """The last date whose meals nobody can change any more: tomorrow from the cut-off on."""
    tomorrow = today(now) + dt.timedelta(days=1)
    return today(now) if is_open(tomorrow, now) else tomorrow


def generate_orders(
    *,
    now: dt.datetime,
    date: dt.date | None = None,
    is_dry_run: bool = False,
    progress: Callable[[Summary], None] = lambda summary: None,
    batch: int = BATCH,
) -> Summary:
    """Make orders of all meals that are due until `date`, the last closed one where none is given.

    Meals of earlier dates that a missed run left are caught up, or credited where it is too late.
    One meal that fails is logged and counted, and the others go on. Raises NotYet for a date after
    tomorrow.
    """
    until = last_closed_date(now) if date is None else date
    if until > today(now) + dt.timedelta(days=1):
        raise NotYet(_("Meals can be made orders for tomorrow at the latest."))
    summary = Summary(until)
    kitchen = load_kitchen(now)
    for meals in _due(until, batch):
        eaten = {} if is_dry_run else eaten_by(meals)
        for meal in meals:
            summary.due += 1
            if not is_dry_run:
                _count(summary, meal, kitchen, eaten, now)
        if not is_dry_run:
            dishes = {meal.item_id for meal in meals if meal.item_id is not None}
            drop_pages_of_gone(items=dishes, dates={meal.date for meal in meals})
        progress(summary)
    return summary


def _due(until: dt.date, batch: int) -> Iterator[list[Meal]]:
    """Batches of due meals with all that an order needs, oldest first; memory holds one batch."""
    due = (
        Meal.objects.filter(
            state=Meal.State.PLANNED,
            date__lte=until,
            period__state=Period.State.PAID,
            subscription__state=Subscription.State.ACTIVE,
        )
        .select_related("subscription")
        # Shared by many: each row is read, and built, once a batch.
        .prefetch_related(
            "subscription__plan",
            "subscription__eater",
            "subscription__user",
            *(f"subscription__{path}" for path in PLACE_RELATIONS),
        )
        .order_by("date", "pk")
    )
    last = (until, 0)
    while True:
        date, key = last
        rest = due.filter(Q(date=date, pk__gt=key) | Q(date__gt=date)) if key else due
        meals = list(rest[:batch])
        if not meals:
            return
        yield meals
        last = (meals[-1].date, meals[-1].pk)


def _count(summary: Summary, meal: Meal, kitchen: Kitchen, eaten: Eaten, now: dt.datetime) -> None:
    subscription = meal.subscription
    try:
        with override(subscription.language):
            try:
                make_order(meal, subscription, kitchen, eaten, now=now)
                summary.ordered += 1
            except Undeliverable as refusal:
                credit_meal(meal, subscription, reason=str(refusal), actor=None, now=now)
                summary.credited += 1
    except TakenMeanwhile:
        summary.due -= 1
    except Exception:
        # One broken subscription never keeps the others hungry.
        logger.exception("meal %s of subscription %s was not made", meal.pk, subscription.pk)
        summary.failed += 1


def make_order(
    meal: Meal, subscription: Subscription, kitchen: Kitchen, eaten: Eaten, *, now: dt.datetime
) -> Order:
    """The order of one meal. Raises Undeliverable or TakenMeanwhile and writes nothing."""
    place = place_of(subscription)
    if place is None:
        raise Undeliverable(_("We do not deliver to this place at the moment."))
    zones = kitchen.zones_of(subscription.plan)
    if zones and place.zone.pk not in zones:
        raise Undeliverable(_("This plan does not go there."))
    slots = _slots_in_time(meal, subscription, place, kitchen, now)
    problem = dish_problem(meal, subscription, kitchen, needs_of(subscription.eater))
    swapped = bool(problem) and meal.is_chosen
    for _attempt in range(DISHES_TRIED):
        if problem:
            dish = default_dish(meal, subscription, kitchen, eaten[subscription.pk])
            if dish is None:
                raise Undeliverable(_("No dish of the plan suits and can be made that day."))
            meal.item_id, meal.is_chosen = dish.key, False
        assert meal.item_id is not None
        try:
            order = _take_first(meal, subscription, place, slots, kitchen, swapped, now)
        except SoldOut as refusal:
            kitchen.forget_dish(refusal.item.pk, meal.date)
            problem, swapped = "sold_out", swapped or meal.is_chosen
            continue
        eaten[subscription.pk][meal.item_id].add(meal.date)
        return order
    raise Undeliverable(_("No dish of the plan suits and can be made that day."))


def _slots_in_time(
    meal: Meal, subscription: Subscription, place: Place, kitchen: Kitchen, now: dt.datetime
) -> list[Slot]:
    """The slots that the kitchen can still make. Raises Undeliverable where there is none."""
    chosen = subscription.times.get(meal.mealtime, "")
    slots = kitchen.slots_for(place, meal.mealtime, chosen)
    cooking = [slot for slot in slots if kitchen.is_cooking(slot, meal.date)]
    if not cooking:
        raise Undeliverable(_("We do not cook at that time."))
    needed = dt.timedelta(minutes=place.zone.promise_minutes)
    in_time = [slot for slot in cooking if now + needed <= at(meal.date, slot.ends_at)]
    if not in_time:
        raise Undeliverable(_("It was too late to cook it."))
    return in_time


def _take_first(
    meal: Meal,
    subscription: Subscription,
    place: Place,
    slots: list[Slot],
    kitchen: Kitchen,
    swapped: bool,
    now: dt.datetime,
) -> Order:
    """The chosen time, else another of the same mealtime that has room."""
    for slot in slots:
        try:
            return _write(meal, subscription, place, slot, kitchen, swapped, now)
        except SlotFull:
            continue
    raise Undeliverable(_("There was no room left at that time."))


def _write(
    meal: Meal,
    subscription: Subscription,
    place: Place,
    slot: Slot,
    kitchen: Kitchen,
    swapped: bool,
    now: dt.datetime,
) -> Order:
    plan, language = subscription.plan, subscription.language
    assert meal.item_id is not None
    slot_day = kitchen.day_of(slot, meal.date)
    try:
        with transaction.atomic():
            order = place_plan_meal(
                meal=PlanMeal(
                    # The same meal can never make a second order, whoever asks.
                    token=uuid.uuid5(TOKENS, f"{meal.pk}:{meal.tries}"),
                    contact=contact_of(subscription),
                    selection=kitchen.plates[meal.item_id],
                    place=place,
                    slot_day=slot_day,
                    starts=at(meal.date, slot.starts_at),
                    ends=at(meal.date, slot.ends_at),
                    eater=subscription.eater,
                    note=subscription.note,
                    plan_words=(plan.name, plan.name_in(language)),
                ),
                now=now,
            )
            won = Meal.objects.filter(
                pk=meal.pk, state=Meal.State.PLANNED, date=meal.date, mealtime=meal.mealtime
            ).update(
                state=Meal.State.ORDERED,
                order=order,
                item=meal.item_id,
                is_chosen=meal.is_chosen,
                tries=meal.tries + 1,
            )
            if not won:
                raise TakenMeanwhile
            if swapped:
                record(
                    subscription,
                    SubscriptionEvent.Kind.REPLACED,
                    actor=None,
                    now=now,
                    detail=f"{meal.date} {meal.mealtime}",
                )
    except IntegrityError as error:
        if Order.objects.filter(checkout_token=uuid.uuid5(TOKENS, f"{meal.pk}:{meal.tries}")):
            raise TakenMeanwhile from error
        raise
    return order
