"""What points promise, before people are let in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from site_core.base.findings import Finding, error, warning, well
from site_core.base.launch import group

from .models import LoyaltyRules, Reward


@group("data", "Required data", order=60)
def look_at_points(now: datetime) -> Iterable[Finding]:
    """Every order asks for the rules; people look for something to exchange their points for."""
    if LoyaltyRules.objects.filter(valid_from__lte=now).exists():
        yield well("loyalty rules")
    else:
        yield error("loyalty rules", "None are in force: write them under Loyalty > Rules.")
    active = Reward.objects.filter(is_active=True)
    if not active.exists():
        advice = "Points buy nothing but meals: offer some under Loyalty > Rewards, or go without."
        yield warning("rewards", advice)
        return
    gone = active.filter(item__isnull=False, item__is_listed=False).order_by("pk")
    if names := list(gone.values_list("name", flat=True)):
        yield warning("rewards", f"Their dish is off sale: {', '.join(names)}. Switch them off.")
    else:
        yield well("rewards")
