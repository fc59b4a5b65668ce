"""What can be subscribed to, before people are let in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ordering.delivery.schedule import today
from site_core.base.findings import Finding, error, warning, well
from site_core.base.launch import group

from .models import Plan, PlanPrice


@group("data", "Required data", order=60)
def look_at_plans(now: datetime) -> Iterable[Finding]:
    """A house may go without plans; a plan on offer needs a price."""
    plans = Plan.objects.filter(is_active=True)
    if not plans.exists():
        yield warning("plans", "None is on offer: write one in the admin, or go without.")
        return
    priced = PlanPrice.objects.filter(valid_from__lte=today(now)).values("plan")
    if names := list(plans.exclude(pk__in=priced).order_by("pk").values_list("name", flat=True)):
        yield error("plans", f"Without a price today: {', '.join(names)}. Add one to each.")
    else:
        yield well("plans")
