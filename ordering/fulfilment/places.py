"""Where an order goes, in the language of whoever carries it and in the order of a walk."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from ordering.orders.models import Order

# What `title` and `detail` read; one query with the orders.
PLACE_RELATIONS = ("zone", "bed__room__ward", "area")


def title(order: Order) -> str:
    """The ward, or the area. Of one that was deleted meanwhile, all the words of the order."""
    if order.bed is not None:
        return order.bed.room.ward.localized_name
    return order.area.localized_name if order.area is not None else order.place


def detail(order: Order) -> str:
    """Room and bed; empty for an area, whose directions are for the courier alone."""
    if order.bed is None:
        return ""
    return _("Room %(room)s, bed %(bed)s") % {"room": order.bed.room.name, "bed": order.bed.label}


def run_title(order: Order) -> str:
    """What a run is grouped by: the ward inside the hospital, the zone everywhere else."""
    if order.bed is not None:
        return title(order)
    return order.zone.localized_name if order.zone is not None else order.zone_name


def walk_key(order: Order) -> tuple[object, ...]:
    """Sorts orders as one walks: zone, ward, room, bed; numbers as numbers, 2 before 10."""
    zone_position = order.zone.position if order.zone is not None else 0
    if order.bed is None:
        return (zone_position, natural(run_title(order)), natural(title(order)), (), order.pk)
    room = order.bed.room
    return (
        zone_position,
        natural(run_title(order)),
        natural(room.name),
        natural(order.bed.label),
        order.pk,
    )


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that reads digits as numbers."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in re.split(r"(\d+)", text)
        if part
    )
