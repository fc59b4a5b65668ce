"""Keeping who eats. Health data: never logged, never copied out of this app's table."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from site_core.users.models import User

from .models import Eater
from .verdicts import Needs


def needs_of(eater: Eater | None) -> Needs:
    if eater is None:
        return Needs()
    return Needs(avoids=tuple(eater.avoids), diets=tuple(eater.needs))


def describe_eater(
    *,
    owner: User | None,
    name: str,
    avoids: Sequence[str],
    diets: Sequence[str],
    replaces: Eater | None = None,
) -> Eater:
    """Write down who eats. Orders keep the row they were placed with, so a change is a new row."""
    with transaction.atomic():
        if replaces is not None:
            Eater.objects.filter(pk=replaces.pk).update(is_current=False)
        return Eater.objects.create(
            owner=owner, name=name, avoids=sorted(avoids), needs=sorted(diets)
        )
