"""The cart, what a guest typed into it, and favourite dishes."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from site_core.users.privacy import Holder, Record, Subject

from .models import Cart, Favourite


def _carts(subject: Subject) -> QuerySet[Cart]:
    whose = Q(contact_phone__in=subject.phones) | subject.has_email("contact_email")
    if subject.user is not None:
        whose |= Q(user=subject.user)
    return Cart.objects.filter(whose)


def _read(subject: Subject) -> list[Record]:
    carts = _carts(subject).order_by("created_at", "pk").prefetch_related("lines__item")
    liked = (
        Favourite.objects.filter(user=subject.user) if subject.user else Favourite.objects.none()
    )
    kept: list[Record] = [
        {
            "name": cart.contact_name,
            "phone": cart.contact_phone,
            "email": cart.contact_email,
            "directions": cart.directions,
            "created_at": cart.created_at,
            "lines": [
                {"dish": line.item.name, "quantity": line.quantity, "note": line.note}
                for line in cart.lines.all()
            ],
        }
        for cart in carts
    ]
    kept += [{"favourite": name} for name in liked.values_list("item__name", flat=True)]
    return kept


def _forget(subject: Subject) -> None:
    _carts(subject).delete()
    if subject.user is not None:
        Favourite.objects.filter(user=subject.user).delete()


HOLDER = Holder(
    code="cart",
    label=_("Your cart and favourites"),
    models=("carts.Cart", "carts.CartLine", "carts.Favourite"),
    read=_read,
    forget=_forget,
)
