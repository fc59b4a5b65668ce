"""The first rewards of a new house; staff change them in the admin."""

from __future__ import annotations

from .models import Reward

FIRST = (
    ("Free delivery", "Livraison offerte", "Kugezwaho ku buntu", "free_delivery", 200, None),
    ("1,000 RWF of store credit", "1 000 RWF d’avoir", "RWF 1.000 abitswe", "store_credit", 220, 1_000),
    ("5,000 RWF of store credit", "5 000 RWF d’avoir", "RWF 5.000 abitswe", "store_credit", 1_000, 5_000),
)  # fmt: skip


def seed_rewards() -> int:
    """Only where there is none yet: what staff changed or ended stays. Returns how many."""
    if Reward.objects.exists():
        return 0
    for name, name_fr, name_rw, kind, points, amount in FIRST:
        Reward.objects.create(
            name=name, name_fr=name_fr, name_rw=name_rw, kind=kind, points=points, amount=amount
        )
    return len(FIRST)
