"""Reading how guests reach the house."""

from __future__ import annotations

from django.http import HttpRequest

from .models import Brand, HouseContact


def house_contact() -> HouseContact:
    """What staff wrote, or an empty contact; looking at it writes nothing. One query."""
    return HouseContact.objects.order_by("pk").first() or HouseContact()


def house_brand() -> Brand:
    """What staff chose, or the house's own; looking at it writes nothing. One query."""
    return Brand.objects.select_related("logo").order_by("pk").first() or Brand()


def brand_of(request: HttpRequest) -> Brand:
    """The same, asked for once a request however many ask."""
    if not hasattr(request, "house_brand"):
        request.house_brand = house_brand()  # type: ignore[attr-defined]
    return request.house_brand  # type: ignore[attr-defined]
