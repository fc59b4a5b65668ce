"""What a cook sees of an order. Pure: no phone, no e-mail, no name but that of who eats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ordering.catalogue.facts import Allergen, DietaryTag, FoodFacts, Presence
from ordering.delivery.words import clock
from ordering.dietary.services import needs_of
from ordering.dietary.verdicts import Needs, judge
from ordering.orders.models import Order, OrderLine
from ordering.orders.states import State

from . import places
from .steps import BACK, BACK_WORDS, FORWARD, FORWARD_WORDS, NEW_WINDOW
from .timing import Clock, clock_until, due_at, minutes_between

# The worst that is said of an allergen counts.
SEVERITY = (Presence.FREE, Presence.UNKNOWN, Presence.MAY_CONTAIN, Presence.CONTAINS)


@dataclass(frozen=True, slots=True)
class Dish:
    """A line of a card. `dangers` are sentences about what speaks against it for this eater.

    `allowed` says who answers for serving it all the same, and why.
    """

    quantity: int
    name: str
    choices: str
    note: str
    contains: tuple[str, ...]
    may_contain: tuple[str, ...]
    unknown: tuple[str, ...]
    dangers: tuple[str, ...]
    allowed: str


@dataclass(frozen=True, slots=True)
class Card:
    code: str
    number: int
    version: int
    state: str
    place: str
    place_detail: str
    eater_name: str
    clock: Clock
    waiting_minutes: int
    dishes: tuple[Dish, ...]
    note: str
    avoids: tuple[str, ...]
    diets: tuple[str, ...]
    is_new: bool
    # When what was ordered last changed, and how; empty once the kitchen has begun with it.
    changed_at: str
    changed_words: str
    forward: State | None
    back: State | None

    @property
    def forward_words(self) -> str:
        return str(FORWARD_WORDS[self.forward]) if self.forward else ""

    @property
    def back_words(self) -> str:
        return str(BACK_WORDS[self.back]) if self.back else ""

    @property
    def portions(self) -> int:
        return sum(dish.quantity for dish in self.dishes)

    @property
    def is_danger(self) -> bool:
        return any(dish.dangers for dish in self.dishes)


def card_of(order: Order, *, now: dt.datetime) -> Card:
    """Needs lines with their items, eater, place and slot at hand; asks the database nothing."""
    needs = needs_of(order.eater)
    is_changed = order.state == State.CONFIRMED and order.changed_at is not None
    return Card(
        code=order.code,
        number=order.number,
        version=order.version,
        state=order.state,
        place=places.title(order),
        place_detail=places.detail(order),
        eater_name=order.eater_name,
        clock=clock_until(due_at(order), now),
        # At the pass the wait for a courier counts, before that the wait of whoever ordered.
        waiting_minutes=minutes_between(
            order.state_changed_at if order.state == State.READY else order.placed_at, now
        ),
        dishes=tuple(_dish(line, needs) for line in order.lines.all()),
        note=order.note,
        avoids=tuple(str(Allergen(code).label) for code in needs.avoids),
        diets=tuple(str(DietaryTag(code).label) for code in needs.diets),
        # Placed, or placed and then paid: what comes back from the stove is not new.
        is_new=order.state == State.CONFIRMED
        and order.version <= 2
        and now - order.state_changed_at < NEW_WINDOW,
        changed_at=clock(order.changed_at) if is_changed and order.changed_at else "",
        changed_words=order.changed_words if is_changed else "",
        forward=FORWARD.get(order.state),
        back=BACK.get(order.state),
    )


def _dish(line: OrderLine, needs: Needs) -> Dish:
    allergens = _worst(line.allergens, line.item.allergens if line.item else {})
    known = {code: allergens.get(code, Presence.UNKNOWN) for code in Allergen.values}
    return Dish(
        quantity=line.quantity,
        name=line.name,
        choices=line.choices,
        note=line.note,
        contains=_labels(code for code, is_ in known.items() if is_ == Presence.CONTAINS),
        may_contain=_labels(code for code, is_ in known.items() if is_ == Presence.MAY_CONTAIN),
        unknown=_labels(code for code, is_ in known.items() if is_ == Presence.UNKNOWN),
        dangers=_dangers(line, allergens, needs),
        allowed=_allowed(line),
    )


def _dangers(line: OrderLine, allergens: Mapping[str, str], needs: Needs) -> tuple[str, ...]:
    """Judged again with the recipe of today: it may have changed since it was ordered.

    What a dish that is no longer in the catalogue claimed is not known, so only its allergens
    are judged, from the copy.
    """
    tags = line.item.tags if line.item else needs.diets
    return judge(FoodFacts(allergens=allergens, tags=frozenset(tags)), needs).reasons


def _allowed(line: OrderLine) -> str:
    if not line.override_reason:
        return ""
    return _("Allowed by %(person)s: %(reason)s") % {
        "person": line.overridden_by or _("somebody who has left"),
        "reason": line.override_reason,
    }


def _worst(*declarations: Mapping[str, str]) -> dict[str, str]:
    worst: dict[str, str] = {}
    for declaration in declarations:
        for code, presence in declaration.items():
            if SEVERITY.index(Presence(presence)) >= SEVERITY.index(
                Presence(worst.get(code, Presence.FREE))
            ):
                worst[code] = presence
    return worst


def _labels(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(Allergen(code).label) for code in codes)
