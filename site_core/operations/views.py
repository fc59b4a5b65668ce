"""Answers for load balancers and monitors. Nothing personal, nothing kept by a cache."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from site_core.base.findings import Level
from site_core.base.metrics.counted import Counted
from site_core.base.metrics.read import Read

from .health import readiness


@require_safe
@cache_control(no_store=True)
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: this process answers. Looks at nothing else, so a slow database restarts nobody."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(no_store=True)
def readyz(request: HttpRequest) -> JsonResponse:
    """Ready: 200 when people can order, 503 with what to do when they cannot.

    What only needs somebody soon (disk low, backup stale) is told without taking the site away.
    """
    checks = readiness(now=timezone.now())
    ok = all(check.level != Level.ERROR for check in checks)
    return JsonResponse(
        {"ok": ok, "checks": [check.as_dict() for check in checks]}, status=200 if ok else 503
    )


@require_safe
@cache_control(no_store=True)
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus, for whoever shows METRICS_TOKEN; not there for anybody else."""
    expected = f"Bearer {settings.METRICS_TOKEN}"
    shown = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not secrets.compare_digest(shown.encode(), expected.encode()):
        raise Http404
    asked = CollectorRegistry()
    asked.register(Counted())
    asked.register(Read(timezone.now()))
    return HttpResponse(generate_latest(asked), content_type=CONTENT_TYPE_PLAIN_0_0_4)
