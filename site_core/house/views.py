"""The colours that staff chose, as a stylesheet: the page's own policy allows no style in line."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from .selectors import house_brand


@require_GET
@cache_control(public=True, max_age=31_536_000, immutable=True)
def brand_css(request: HttpRequest) -> HttpResponse:
    """Its address carries the colours, so browsers may keep it for ever."""
    return render(request, "house/brand.css", {"brand": house_brand()}, content_type="text/css")
