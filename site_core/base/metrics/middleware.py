"""Counts every answer, and writes down queries that take long. Values of queries stay out of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponseBase

from . import counted

logger = logging.getLogger(__name__)

METHODS = frozenset({"GET", "HEAD", "POST"})
# First parts of paths that are looked at by themselves; all other addresses are pages.
AREAS = frozenset(
    {
        "account", "accounts", "banners", "brand.css", "cart", "checkout", "cms", "counts",
        "documents", "healthz", "letters", "media", "metrics", "orders", "pay", "payments",
        "readyz", "search", "share", "staff", "static", "support",
    }
)  # fmt: skip


# How views say no; Django answers them with 403, 404 and 400.
REFUSALS = (Http404, PermissionDenied, SuspiciousOperation)
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


def area_of(path: str) -> str:
    """/fr/checkout/ -> checkout; /menu/isombe/ -> pages."""
    first, _slash, rest = path.lstrip("/").partition("/")
    if first in LANGUAGES:
        first = rest.partition("/")[0]
    return first if first in AREAS else "pages"


class Stopwatch:
    """Wraps every query of one request."""

    def __init__(self, area: str) -> None:
        self.area = area
        self.queries = 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            milliseconds = (time.perf_counter() - started) * 1_000
            if milliseconds > settings.SLOW_QUERY_MS:
                with counted.counting():
                    counted.SLOW_QUERIES.labels(self.area).inc()
                # Names and numbers of people are in the values, which are not written.
                logger.warning("Slow query (%.0f ms, %s): %s", milliseconds, self.area, sql[:1_000])


class MetricsMiddleware:
    """Outermost but for the request's number, so that shared copies of pages are counted too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        area = area_of(request.path_info)
        watch = Stopwatch(area)
        with connection.execute_wrapper(watch):
            response = self.get_response(request)
        with counted.counting():
            counted.SECONDS.labels(area).observe(time.perf_counter() - started)
            method = request.method if request.method in METHODS else "other"
            counted.REQUESTS.labels(area, method, f"{response.status_code // 100}xx").inc()
            if request.resolver_match is not None:
                counted.QUERIES.labels(area).observe(watch.queries)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if not isinstance(exception, REFUSALS):
            with counted.counting():
                counted.ERRORS.labels(area_of(request.path_info)).inc()
