"""Dishes that an account likes to find again. Guests have none: a heart needs somebody to keep it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ordering.catalogue.models import MenuItem
from site_core.base.errors import DomainError
from site_core.users.models import User

from .models import Favourite

MAX_FAVOURITES = 100


class TooManyFavourites(DomainError):
    """An account keeps a bounded number of dishes."""


def keep_favourite(*, user: User, item: MenuItem) -> None:
    """Safe to repeat. Raises TooManyFavourites beyond MAX_FAVOURITES."""
    if Favourite.objects.filter(user=user).count() >= MAX_FAVOURITES:
        raise TooManyFavourites(
            _("We keep %(count)d favourites for you. Please take one out first.")
            % {"count": MAX_FAVOURITES}
        )
    Favourite.objects.get_or_create(user=user, item=item)


def forget_favourite(*, user: User, item: MenuItem) -> None:
    """Safe to repeat."""
    Favourite.objects.filter(user=user, item=item).delete()


def favourite_codes(user: User) -> list[str]:
    """Codes of the items, for hearts on a page. One query."""
    return list(
        Favourite.objects.filter(user=user).order_by("pk").values_list("item__code", flat=True)
    )


def favourites_of(user: User) -> QuerySet[Favourite]:
    """Newest first, with their items. One query."""
    return Favourite.objects.filter(user=user).select_related("item").order_by("-added_at", "-pk")
