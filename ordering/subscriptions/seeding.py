"""The plans of a new site. Staff edit them afterwards: rows that exist are left as they are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from ordering.delivery.schedule import today
from site_core.base.references import is_referred_to

from .models import Plan, PlanPrice

ALL_DAY = ["breakfast", "lunch", "dinner"]
MAINS = ["lunch", "dinner"]

# code, names, rhythm, mealtimes, meals in a cycle, cycles, trial, price of a cycle, discount, tags
PLANS: tuple[dict[str, Any], ...] = (
    {
        "code": "daily-breakfast",
        "names": (
            "Daily breakfast",
            "Petit-déjeuner quotidien",
            "Ifunguro rya mu gitondo rya buri munsi",
        ),
        "texts": (
            "Thirty breakfasts, one every morning.",
            "Trente petits-déjeuners, un chaque matin.",
            "Amafunguro mirongo itatu ya mu gitondo, rimwe buri gitondo.",
        ),
        "rhythm": Plan.Rhythm.DAILY,
        "mealtimes": ["breakfast"],
        "meals_per_cycle": 1,
        "cycles": 30,
        "trial_cycles": 3,
        "price": 3_000,
        "discount_percent": 10,
    },
    {
        "code": "daily-lunch",
        "names": ("Daily lunch", "Déjeuner quotidien", "Ifunguro rya saa sita rya buri munsi"),
        "texts": (
            "Thirty lunches, one every day you choose.",
            "Trente déjeuners, un chaque jour choisi.",
            "Amafunguro mirongo itatu ya saa sita, rimwe buri munsi wahisemo.",
        ),
        "rhythm": Plan.Rhythm.DAILY,
        "mealtimes": ["lunch"],
        "meals_per_cycle": 1,
        "cycles": 30,
        "trial_cycles": 3,
        "price": 5_000,
        "discount_percent": 10,
    },
    {
        "code": "daily-dinner",
        "names": ("Daily dinner", "Dîner quotidien", "Ifunguro rya nimugoroba rya buri munsi"),
        "texts": (
            "Thirty dinners, one every evening you choose.",
            "Trente dîners, un chaque soir choisi.",
            "Amafunguro mirongo itatu ya nimugoroba, rimwe buri mugoroba wahisemo.",
        ),
        "rhythm": Plan.Rhythm.DAILY,
        "mealtimes": ["dinner"],
        "meals_per_cycle": 1,
        "cycles": 30,
        "trial_cycles": 3,
        "price": 5_000,
        "discount_percent": 10,
    },
    {
        "code": "complete-day",
        "names": ("Complete day", "Journée complète", "Umunsi wose"),
        "texts": (
            "Breakfast, lunch and dinner for thirty days.",
            "Petit-déjeuner, déjeuner et dîner pendant trente jours.",
            "Mu gitondo, saa sita na nimugoroba mu minsi mirongo itatu.",
        ),
        "rhythm": Plan.Rhythm.DAILY,
        "mealtimes": ALL_DAY,
        "meals_per_cycle": 3,
        "cycles": 30,
        "trial_cycles": 3,
        "price": 12_000,
        "discount_percent": 15,
    },
    {
        "code": "post-surgery",
        "names": (
            "Post-surgery recovery",
            "Convalescence après opération",
            "Gukira nyuma yo kubagwa",
        ),
        "texts": (
            "Two gentle meals a day for fourteen days.",
            "Deux repas doux par jour pendant quatorze jours.",
            "Amafunguro abiri yoroshye ku munsi mu minsi cumi n’ine.",
        ),
        "rhythm": Plan.Rhythm.DAILY,
        "mealtimes": ALL_DAY,
        "meals_per_cycle": 2,
        "cycles": 14,
        "price": 6_000,
        "discount_percent": 15,
        "tags": ["post_surgery"],
    },
    {
        "code": "weekly",
        "names": ("Weekly", "Hebdomadaire", "Buri cyumweru"),
        "texts": (
            "Seven meals a week for four weeks, when you like.",
            "Sept repas par semaine pendant quatre semaines, quand vous voulez.",
            "Amafunguro arindwi mu cyumweru mu byumweru bine, igihe ushakiye.",
        ),
        "rhythm": Plan.Rhythm.WEEKLY,
        "mealtimes": ALL_DAY,
        "meals_per_cycle": 7,
        "cycles": 4,
        "trial_cycles": 1,
        "price": 30_000,
        "discount_percent": 12,
    },
    {
        "code": "diabetic-weekly",
        "names": (
            "Diabetic-friendly weekly",
            "Hebdomadaire adaptée au diabète",
            "Buri cyumweru, ibereye abarwayi ba diyabete",
        ),
        "texts": (
            "Seven meals a week of dishes marked diabetic-friendly.",
            "Sept repas par semaine, de plats indiqués adaptés au diabète.",
            "Amafunguro arindwi mu cyumweru, yanditseho ko abereye abarwayi ba diyabete.",
        ),
        "rhythm": Plan.Rhythm.WEEKLY,
        "mealtimes": ALL_DAY,
        "meals_per_cycle": 7,
        "cycles": 4,
        "trial_cycles": 1,
        "price": 35_000,
        "discount_percent": 10,
        "tags": ["diabetic_friendly"],
    },
    {
        "code": "monthly",
        "names": ("Monthly", "Mensuelle", "Buri kwezi"),
        "texts": (
            "Thirty meals, spread over the month as you like.",
            "Trente repas, répartis dans le mois comme vous voulez.",
            "Amafunguro mirongo itatu mu kwezi, uko ubishaka.",
        ),
        "rhythm": Plan.Rhythm.MONTHLY,
        "mealtimes": ALL_DAY,
        "meals_per_cycle": 30,
        "cycles": 1,
        "price": 120_000,
        "discount_percent": 20,
    },
)


def seed_plans(now: dt.datetime) -> int:
    """Make the plans that are missing, with their first price; returns how many. Safe to repeat."""
    made = 0
    for position, row in enumerate(PLANS):
        fields = dict(row)
        names, texts = fields.pop("names"), fields.pop("texts")
        price, percent = fields.pop("price"), fields.pop("discount_percent")
        plan, is_new = Plan.objects.get_or_create(
            code=fields.pop("code"),
            defaults={
                **fields,
                "name": names[0],
                "name_fr": names[1],
                "name_rw": names[2],
                "text": texts[0],
                "text_fr": texts[1],
                "text_rw": texts[2],
                "position": position * 10,
            },
        )
        if is_new:
            PlanPrice.objects.create(
                plan=plan,
                price=price,
                discount_percent=percent,
                valid_from=today(now),
                created_at=now,
            )
        made += is_new
    return made


@transaction.atomic
def clear_plans() -> tuple[int, list[str]]:
    """Remove seeded plans with their prices, except those that somebody has or had; how many went,
    and the names of those that stay. Safe to repeat."""
    gone, kept = 0, []
    for plan in Plan.objects.filter(code__in=[row["code"] for row in PLANS]).order_by("pk"):
        if is_referred_to(plan, ignoring={PlanPrice}):
            kept.append(plan.name)
            continue
        PlanPrice.objects.filter(plan=plan).delete()
        plan.delete()
        gone += 1
    return gone, kept
