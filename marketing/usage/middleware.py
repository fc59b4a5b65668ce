"""Counts the two steps towards an order that the server itself sees: into the cart, to the checkout.

It stands above commerce and only looks at what was answered, so that commerce knows no marketing.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from .models import Tally
from .privacy import is_opted_out
from .services import What, count

# By method and view; the refusals of a view (422) are no step.
STEPS = {
    ("POST", "cart_add"): Tally.Kind.ADD,
    ("GET", "checkout"): Tally.Kind.CHECKOUT,
}
ADDED = frozenset({200, 302})


class CountStepsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        kind = STEPS.get((request.method or "", match.view_name)) if match else None
        if kind is None or is_opted_out(request):
            return response
        passed = ADDED if kind == Tally.Kind.ADD else {200}
        if response.status_code in passed:
            assert match is not None
            count({What(kind, match.kwargs.get("code", "")): 1}, now=timezone.now())
        return response
