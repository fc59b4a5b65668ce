"""The panel on the admin's first page: today in figures, and what needs a hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from ordering.catalogue.models import AllergenProposal, MenuItem
from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.payments.models import Payment
from site_core.notifications.models import OutboxMessage
from site_core.users.models import User

from .filters import days_of
from .items import ALLERGENS_INCOMPLETE
from .orders import late_orders
from .payment_decisions import MAY_CONFIRM
from .payments import IN_DOUBT, TO_CONFIRM

# What was cancelled or came back earned nothing.
NOT_EARNED = (State.CANCELLED, State.FAILED)


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Today:
    """Orders placed since midnight in Kigali; `revenue` in RWF, what was cancelled left out."""

    states: Sequence[Figure]
    total: int
    revenue: int


def listing(app: str, model: str, query: str) -> str:
    return f"{reverse(f'{app}_{model}_modeladmin_index')}?{query}"


def today_in_figures(now: dt.datetime) -> Today:
    """One query."""
    span = days_of("today", now)
    assert span is not None
    rows = (
        Order.objects.filter(placed_at__gte=span[0], placed_at__lt=span[1])
        .values("state")
        .annotate(count=Count("pk"), sum=Sum("total"))
    )
    found = {row["state"]: row for row in rows}
    return Today(
        states=[
            Figure(
                label=str(state.label),
                count=found[state]["count"],
                url=listing("orders", "order", f"days=today&state={state}"),
            )
            for state in State
            if state in found
        ],
        total=sum(row["count"] for row in found.values()),
        revenue=sum(row["sum"] for state, row in found.items() if state not in NOT_EARNED),
    )


def order_chores(user: User, now: dt.datetime) -> list[Figure]:
    """Orders and messages that wait for somebody. At most two queries."""
    counts = Order.objects.aggregate(
        late=Count("pk", filter=late_orders(now)), failed=Count("pk", filter=Q(state=State.FAILED))
    )
    chores = [
        Figure(_("Late orders"), counts["late"], listing("orders", "order", "needs=late")),
        Figure(
            _("Could not be handed over"),
            counts["failed"],
            listing("orders", "order", "needs=failed"),
        ),
    ]
    if user.has_perm(MAY_CONFIRM):
        chores += payment_chores()
    if user.has_perm("notifications.view_outboxmessage"):
        given_up = OutboxMessage.objects.filter(state=OutboxMessage.State.GIVEN_UP).count()
        url = listing("notifications", "outboxmessage", "state=given_up")
        chores.append(Figure(_("Messages that could not be sent"), given_up, url))
    return chores


def payment_chores() -> list[Figure]:
    """Payments that wait for a person. One query."""
    counts = Payment.objects.aggregate(
        confirm=Count("pk", filter=TO_CONFIRM), doubt=Count("pk", filter=IN_DOUBT)
    )
    return [
        Figure(
            _("Transfers to confirm"),
            counts["confirm"],
            listing("payments", "payment", "needs=confirm"),
        ),
        Figure(
            _("Payments that do not agree"),
            counts["doubt"],
            listing("payments", "payment", "needs=doubt"),
        ),
    ]


def item_chores() -> list[Figure]:
    """Facts about dishes that somebody should complete. Two queries."""
    counts = MenuItem.objects.aggregate(
        sample=Count("pk", filter=Q(is_sample=True)),
        unknown=Count("pk", filter=ALLERGENS_INCOMPLETE),
    )
    waiting = AllergenProposal.objects.filter(state=AllergenProposal.State.OPEN).count()
    return [
        Figure(
            _("Changes of allergens for the dietitian to approve"),
            waiting,
            listing("catalogue", "allergenproposal", "state=open"),
        ),
        Figure(
            _("Sample figures for the dietitian to confirm"),
            counts["sample"],
            listing("catalogue", "menuitem", "needs=figures"),
        ),
        Figure(
            _("Items whose allergens are not all known"),
            counts["unknown"],
            listing("catalogue", "menuitem", "needs=allergens"),
        ),
    ]


class HousePanel(Component):
    """Orders for those who may see orders, facts of dishes for those who may see what is sold."""

    name = "house"
    order = 50
    template_name = "backoffice/home_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        now = timezone.now()
        sees_orders = user.has_perm("orders.view_order")
        chores = order_chores(user, now) if sees_orders else []
        if user.has_perm("catalogue.view_menuitem"):
            chores += item_chores()
        return {
            "sees_orders": sees_orders,
            "today": today_in_figures(now) if sees_orders else None,
            "orders_url": listing("orders", "order", "days=today") if sees_orders else "",
            "chores": [chore for chore in chores if chore.count],
            "is_calm": bool(chores) and not any(chore.count for chore in chores),
        }
