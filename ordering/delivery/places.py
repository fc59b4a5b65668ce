"""A place as a value: the bed or area decides zone and words, never the customer."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from .models import Area, Bed, PlaceFields, Zone


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere we deliver to. `label` is one line for people; `group` is the ward or area."""

    zone: Zone
    group: str
    label: str
    directions: str
    bed: Bed | None = None
    area: Area | None = None

    def label_in(self, language: str) -> str:
        """The label in another language than that of the request."""
        with override(language):
            if self.bed is not None:
                return _bed_label(self.bed)
            return _area_label(self.area, self.directions) if self.area else self.label


def place_of_bed(bed: Bed) -> Place | None:
    """The place of a bed, or None where its ward is not served. Needs room, ward and zone."""
    ward = bed.room.ward
    if not (ward.is_active and ward.zone.is_active):
        return None
    return Place(zone=ward.zone, group=ward.name, label=_bed_label(bed), directions="", bed=bed)


def place_of_area(area: Area, directions: str) -> Place | None:
    """The place of an area, or None where it is not served. Needs zone."""
    if not (area.is_active and area.zone.is_active):
        return None
    label = _area_label(area, directions)
    return Place(zone=area.zone, group=area.name, label=label, directions=directions, area=area)


def _bed_label(bed: Bed) -> str:
    return _("%(ward)s, room %(room)s, bed %(bed)s") % {
        "ward": bed.room.ward.localized_name,
        "room": bed.room.name,
        "bed": bed.label,
    }


def _area_label(area: Area, directions: str) -> str:
    return f"{area.localized_name}, {directions}" if directions else area.localized_name


def place_of(holder: PlaceFields) -> Place | None:
    """The place that a cart or an address holds, or None when there is none or it is not served."""
    if holder.bed is not None:
        return place_of_bed(holder.bed)
    if holder.area is not None:
        return place_of_area(holder.area, holder.directions)
    return None


def fetch_place(holder: PlaceFields) -> Place | None:
    """`place_of` for a row that was read without its relations: one query if it has a place."""
    if holder.bed_id is not None:
        bed = Bed.objects.select_related("room__ward__zone").filter(pk=holder.bed_id).first()
        return place_of_bed(bed) if bed else None
    if holder.area_id is not None:
        area = Area.objects.select_related("zone").filter(pk=holder.area_id).first()
        return place_of_area(area, holder.directions) if area else None
    return None


PLACE_RELATIONS = ("bed__room__ward__zone", "area__zone")
