"""Keeping who eats. Health data: never logged, never copied out of this app's table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from site_core.base.errors import DomainError
from site_core.users.models import User

from .models import Eater
from .verdicts import Needs

MAX_EATERS = 30

# Called with the old row and the new one, or None where somebody is forgotten, in the transaction of
# that change. Whoever keeps meals for later than today follows here.
Follower = Callable[[Eater, Eater | None], None]
followers: list[Follower] = []


def tell_followers(old: Eater, new: Eater | None) -> None:
    for follow in followers:
        follow(old, new)


class TooManyEaters(DomainError):
    """An account orders for a bounded number of people."""


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
    """Write down who eats. Orders keep the row they were placed with, so a change is a new row.

    Raises TooManyEaters when an account would keep more than MAX_EATERS.
    """
    with transaction.atomic():
        if replaces is not None:
            Eater.objects.filter(pk=replaces.pk).update(is_current=False)
        if (
            owner is not None
            and Eater.objects.filter(owner=owner, is_current=True).count() >= MAX_EATERS
        ):
            raise TooManyEaters(
                _("We keep %(count)d people for you. Please delete one first.")
                % {"count": MAX_EATERS}
            )
        eater = Eater.objects.create(
            owner=owner, name=name, avoids=sorted(avoids), needs=sorted(diets)
        )
        if replaces is not None:
            tell_followers(replaces, eater)
        return eater
