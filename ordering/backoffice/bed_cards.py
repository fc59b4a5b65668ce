"""Cards for the beds of a ward, to be printed: a code that opens the cart with the bed filled in."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString, mark_safe

from ordering.delivery.models import Bed, Ward

from .base import needs


@dataclass(frozen=True, slots=True)
class BedCard:
    room: str
    bed: str
    url: str
    svg: SafeString


def bed_url(bed: Bed) -> str:
    return f"{settings.SITE_BASE_URL}/cart/place/?bed={bed.code}"


def bed_cards(ward: Ward) -> list[BedCard]:
    """One query, in the order in which somebody walks through the ward."""
    beds = Bed.objects.filter(room__ward=ward).select_related("room")
    return [
        BedCard(room=bed.room.name, bed=bed.label, url=bed_url(bed), svg=_drawn(bed_url(bed)))
        for bed in beds.order_by("room__name", "label", "pk")
    ]


def _drawn(url: str) -> SafeString:
    # Made of figures only: the address is inside as black and white squares.
    return mark_safe(segno.make(url, error="m").svg_inline(scale=4, border=2))  # noqa: S308


@needs("delivery.view_ward", "delivery.view_bed")
def cards_view(request: HttpRequest, pk: int) -> HttpResponse:
    ward = get_object_or_404(Ward, pk=pk)
    context = {"ward": ward, "cards": bed_cards(ward)}
    return render(request, "backoffice/bed_cards.html", context)
