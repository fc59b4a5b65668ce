"""The promotions of the first day: the offer to invited friends; in the demo two drafts to look at."""

from __future__ import annotations

from .models import Kind, Promotion

# The audience that ordering.referrals answers for.
INVITED = "invited"


def seed_referral_offer() -> int:
    """Ten percent off the first order of an invited friend, unless there is such an offer. Repeatable."""
    if Promotion.objects.filter(audience=INVITED).exists():
        return 0
    Promotion.objects.create(
        name="Invited by a friend",
        name_fr="Sur invitation d’un ami",
        name_rw="Watumiwe n’inshuti",
        kind=Kind.PERCENT,
        percent=10,
        audience=INVITED,
        max_uses_per_customer=1,
        is_active=True,
    )
    return 1


def seed_demo_promotions() -> int:
    """Two examples that do nothing until somebody makes them active. Returns how many are new."""
    made = [
        Promotion.objects.get_or_create(
            name="Example: lunch with a drink",
            defaults={
                "name_fr": "Exemple : déjeuner avec une boisson",
                "name_rw": "Urugero: ifunguro n’icyo kunywa",
                "kind": Kind.SET_PRICE,
                "amount": 4_000,
                "parts": [["category:lunch"], ["category:beverages"]],
                "weekdays": [0, 1, 2, 3, 4],
            },
        )[1],
        Promotion.objects.get_or_create(
            code="MURAKAZA",
            defaults={
                "name": "Example: welcome",
                "name_fr": "Exemple : bienvenue",
                "name_rw": "Urugero: murakaza neza",
                "kind": Kind.PERCENT,
                "percent": 10,
                "minimum": 3_000,
                "max_uses_per_customer": 1,
                "budget": 100_000,
                "audience": "first_order",
            },
        )[1],
    ]
    return sum(made)
