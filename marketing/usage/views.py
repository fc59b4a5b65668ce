"""Takes what browsers counted (navigator.sendBeacon): labels of ours, nothing else, and answers 204."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from . import labels
from .models import Tally
from .privacy import is_from_our_page, is_opted_out, limiter
from .services import What, count
from .sources import source_of
from .speed import Visit, count_visit, read_visit

MAX_BYTES = 8_000
MAX_LABELS = 12
ORDER_PAGE = ":order_page"

# What happened to a thing of a kind, and what that counts as.
MEANING = {
    ("seen", labels.PAGE): Tally.Kind.VIEW,
    ("seen", labels.BANNER): Tally.Kind.BANNER,
    ("used", labels.BANNER): Tally.Kind.CLICK,
}


# No token: a shared page has none. Only browsers that stand on our pages are heard instead.
@csrf_exempt
@require_POST
def take_counts(request: HttpRequest) -> HttpResponse:
    return _refuse(request) or _take(lambda: count(_read(request), now=timezone.now()))


@csrf_exempt
@require_POST
def take_speed(request: HttpRequest) -> HttpResponse:
    """How long the page took that is being left."""
    return _refuse(request) or _take(lambda: count_visit(_visit(request), now=timezone.now()))


def _refuse(request: HttpRequest) -> HttpResponse | None:
    """Who is not heard: other sites, people who asked not to be counted, and floods."""
    if not is_from_our_page(request):
        return HttpResponse(status=403)
    if is_opted_out(request):
        return HttpResponse(status=204)
    if not limiter.allows(get_adapter().get_client_ip(request)):
        return HttpResponse(status=429)
    return None


def _take(write: Callable[[], None]) -> HttpResponse:
    try:
        write()
    except ValueError:
        return HttpResponse(status=400)
    return HttpResponse(status=204)


def _visit(request: HttpRequest) -> Visit:
    if len(request.body) > MAX_BYTES:
        raise ValueError("Too long.")
    return read_visit(request.body)


def _read(request: HttpRequest) -> Counter[What]:
    """Raises ValueError for anything but a short object of short texts."""
    if len(request.body) > MAX_BYTES:
        raise ValueError("Too long.")
    data = json.loads(request.body)
    if not isinstance(data, dict):
        raise ValueError("Not an object.")
    source = source_of(campaign=_text(data, "campaign"), host=_text(data, "host"))
    counts: Counter[What] = Counter()
    for event in ("seen", "used", "ordered"):
        for text in _texts(data, event):
            label = labels.read(text)
            if label is None:
                raise ValueError("Not a label of ours.")
            if event == "ordered":
                # Whose order it was is not in the label, and is not asked.
                if label == labels.Label(labels.PAGE, ORDER_PAGE):
                    counts[What(Tally.Kind.ORDER, source=source)] = 1
            elif kind := MEANING.get((event, label.kind)):
                counts[What(kind, label.subject, source if label.kind == labels.PAGE else "")] = 1
    return counts


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > 200:
        raise ValueError(f"{name} is no short text.")
    return value


def _texts(data: dict[str, Any], name: str) -> list[str]:
    values = data.get(name, [])
    if not isinstance(values, list) or len(values) > MAX_LABELS:
        raise ValueError(f"{name} is no short list.")
    if not all(isinstance(value, str) for value in values):
        raise ValueError(f"{name} holds something else than texts.")
    return values
