"""The places, hours and slots that a new site starts with. Figures are the house's defaults."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from site_core.base.references import is_referred_to

from .models import Area, Bed, OpeningHours, Room, Slot, Ward, Zone


@dataclass(frozen=True, slots=True)
class Name:
    en: str
    fr: str
    rw: str

    def fields(self) -> dict[str, str]:
        return {"name": self.en, "name_fr": self.fr, "name_rw": self.rw}


INSIDE, OUTSIDE = Zone.Kind.INSIDE, Zone.Kind.OUTSIDE

# code, name, kind, fee, free from, minimum, promise in minutes
ZONES = (
    ("wards", Name("Hospital wards", "Services de l’hôpital", "Mu byumba by’abarwayi"), INSIDE, 0, None, 0, 30),
    ("campus", Name("Hospital campus", "Enceinte de l’hôpital", "Mu bitaro hose"), INSIDE, 500, 10_000, 2_000, 30),
    ("town-centre", Name("Town centre, up to 2 km", "Centre-ville, jusqu’à 2 km", "Mu mujyi, kugeza kuri km 2"), OUTSIDE, 1_000, 25_000, 4_000, 60),
    ("town", Name("Town, 2 to 5 km", "Ville, de 2 à 5 km", "Mu mujyi, km 2 kugeza kuri 5"), OUTSIDE, 2_000, 40_000, 6_000, 60),
    ("outside-town", Name("Outside town", "Hors de la ville", "Hanze y’umujyi"), OUTSIDE, 3_500, None, 10_000, 120),
)  # fmt: skip

# code, name, rooms, beds in each room
WARDS = (
    ("general-a", Name("General A", "Médecine A", "Indwara rusange A"), 6, 4),
    ("general-b", Name("General B", "Médecine B", "Indwara rusange B"), 6, 4),
    ("paediatrics", Name("Paediatrics", "Pédiatrie", "Indwara z’abana"), 5, 4),
    ("maternity", Name("Maternity", "Maternité", "Ababyeyi"), 6, 3),
    ("surgery", Name("Surgery", "Chirurgie", "Ababagwa"), 6, 4),
    ("icu", Name("ICU", "Soins intensifs", "Indembe"), 4, 2),
)

AREAS = (
    ("main-entrance", "campus", Name("Main entrance and waiting room", "Entrée principale et salle d’attente", "Ku irembo rikuru n’aho bategerereza")),
    ("emergency-waiting", "campus", Name("Emergency, waiting room", "Urgences, salle d’attente", "Indembe, aho bategerereza")),
    ("staff-offices", "campus", Name("Offices and staff rooms", "Bureaux et salles du personnel", "Ibiro n’ibyumba by’abakozi")),
    ("laboratory", "campus", Name("Laboratory and pharmacy", "Laboratoire et pharmacie", "Laboratwari na farumasi")),
    ("market-street", "town-centre", Name("Market street", "Rue du marché", "Ku isoko")),
    ("bus-park", "town-centre", Name("Bus park", "Gare routière", "Gare")),
    ("university", "town-centre", Name("University quarter", "Quartier universitaire", "Kuri kaminuza")),
    ("stadium", "town", Name("Stadium", "Stade", "Kuri sitade")),
    ("hillside", "town", Name("Hillside neighbourhoods", "Quartiers de la colline", "Ku musozi")),
    ("industrial-park", "town", Name("Industrial park", "Zone industrielle", "Mu nganda")),
    ("villages", "outside-town", Name("Villages around the town", "Villages autour de la ville", "Mu midugudu ikikije umujyi")),
)  # fmt: skip

# code, name, kind, from, until, cut-off in minutes, portions
ROUNDS = (
    ("breakfast-round", Name("Breakfast round", "Tournée du petit-déjeuner", "Ifunguro rya mu gitondo"), dt.time(7, 0), dt.time(8, 30), 60, 120),
    ("lunch-round", Name("Lunch round", "Tournée du déjeuner", "Ifunguro rya saa sita"), dt.time(12, 0), dt.time(13, 30), 120, 200),
    ("dinner-round", Name("Dinner round", "Tournée du dîner", "Ifunguro rya nimugoroba"), dt.time(18, 0), dt.time(19, 30), 120, 160),
)  # fmt: skip
OPENS, CLOSES = dt.time(6, 30), dt.time(21, 0)
WINDOW_HOURS = range(7, 21)
WINDOW_NAME = Name("Delivery window", "Créneau de livraison", "Igihe cyo kugezwaho")
WINDOW_PORTIONS = 60
WINDOW_CUTOFF_MINUTES = 45


def seed_delivery() -> Counter[str]:
    """Make what is missing, keyed by code; rows that exist keep what staff made of them.

    Safe to repeat. Returns how many rows of each kind are new.
    """
    made: Counter[str] = Counter()
    with transaction.atomic():
        zones = _zones(made)
        _wards(zones["wards"], made)
        _areas(zones, made)
        _hours(made)
        _slots(zones, made)
    return made


def _zones(made: Counter[str]) -> dict[str, Zone]:
    zones = {}
    for position, (code, name, kind, fee, free_from, minimum, promise) in enumerate(ZONES):
        zones[code], created = Zone.objects.get_or_create(
            code=code,
            defaults={
                **name.fields(),
                "kind": kind,
                "fee": fee,
                "free_from": free_from,
                "minimum": minimum,
                "promise_minutes": promise,
                "position": position,
            },
        )
        made["zones"] += created
    return zones


def _wards(zone: Zone, made: Counter[str]) -> None:
    for position, (code, name, rooms, beds) in enumerate(WARDS):
        ward, created = Ward.objects.get_or_create(
            code=code, defaults={**name.fields(), "zone": zone, "position": position}
        )
        made["wards"] += created
        if not created:
            continue
        made_rooms = Room.objects.bulk_create(
            Room(ward=ward, name=str(number)) for number in range(1, rooms + 1)
        )
        Bed.objects.bulk_create(
            Bed(room=room, label=str(number))
            for room in made_rooms
            for number in range(1, beds + 1)
        )
        made["beds"] += rooms * beds


def _areas(zones: dict[str, Zone], made: Counter[str]) -> None:
    for position, (code, zone, name) in enumerate(AREAS):
        _area, created = Area.objects.get_or_create(
            code=code, defaults={**name.fields(), "zone": zones[zone], "position": position}
        )
        made["areas"] += created


def _hours(made: Counter[str]) -> None:
    if OpeningHours.objects.exists():
        return
    for weekday in OpeningHours.Weekday:
        OpeningHours.objects.create(weekday=weekday, opens_at=OPENS, closes_at=CLOSES)
        made["opening hours"] += 1


def _slots(zones: dict[str, Zone], made: Counter[str]) -> None:
    for code, name, starts, ends, cutoff, portions in ROUNDS:
        slot, created = Slot.objects.get_or_create(
            code=code,
            defaults={
                **name.fields(),
                "kind": Slot.Kind.ROUND,
                "starts_at": starts,
                "ends_at": ends,
                "cutoff_minutes": cutoff,
                "capacity": portions,
            },
        )
        if created:
            slot.zones.set([zones["wards"]])
        made["slots"] += created
    for hour in WINDOW_HOURS:
        slot, created = Slot.objects.get_or_create(
            code=f"window-{hour:02d}",
            defaults={
                **WINDOW_NAME.fields(),
                "kind": Slot.Kind.WINDOW,
                "starts_at": dt.time(hour),
                "ends_at": dt.time(hour + 1),
                "cutoff_minutes": WINDOW_CUTOFF_MINUTES,
                "capacity": WINDOW_PORTIONS,
            },
        )
        if created:
            slot.zones.set(zones.values())
        made["slots"] += created


def clear_delivery() -> tuple[Counter[str], list[str]]:
    """Remove seeded rows that nothing refers to.

    Returns how many went, and the names of those that stayed because something needs them.
    """
    gone: Counter[str] = Counter()
    kept: list[str] = []
    slot_codes = [row[0] for row in ROUNDS] + [f"window-{hour:02d}" for hour in WINDOW_HOURS]
    with transaction.atomic():
        for slot in Slot.objects.filter(code__in=slot_codes):
            _remove(slot, "slots", gone, kept)
        for area in Area.objects.filter(code__in=[row[0] for row in AREAS]):
            _remove(area, "areas", gone, kept)
        for ward in Ward.objects.filter(code__in=[row[0] for row in WARDS]):
            _remove_ward(ward, gone, kept)
        for zone in Zone.objects.filter(code__in=[row[0] for row in ZONES]):
            _remove(zone, "zones", gone, kept)
    return gone, kept


def _remove_ward(ward: Ward, gone: Counter[str], kept: list[str]) -> None:
    """A ward goes with its rooms and beds, or not at all."""
    beds = Bed.objects.filter(room__ward=ward)
    if any(is_referred_to(bed) for bed in beds):
        kept.append(f"wards: {ward.name}")
        return
    beds.delete()
    Room.objects.filter(ward=ward).delete()
    _remove(ward, "wards", gone, kept)


def _remove(row: Slot | Area | Ward | Zone, kind: str, gone: Counter[str], kept: list[str]) -> None:
    if is_referred_to(row):
        kept.append(f"{kind}: {row.name}")
    else:
        row.delete()
        gone[kind] += 1
