"""Reading who eats, always through the account that described them."""

from __future__ import annotations

from django.db.models import QuerySet

from site_core.users.models import User

from .models import Eater


def eaters_of(user: User | None) -> QuerySet[Eater]:
    """The people an account orders for, by name; nobody for a guest."""
    if user is None:
        return Eater.objects.none()
    return Eater.objects.filter(owner=user, is_current=True).order_by("name", "pk")
