"""While a restore puts other data in place nobody may write: the site says so, the worker waits."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

RETRY_SECONDS = 60
# Monitors must still hear how the site is.
OPEN_PATHS = frozenset({"/healthz", "/readyz", "/metrics"})


def fence_file() -> Path:
    return Path(settings.VAR_DIR) / "restore.json"


def is_up() -> bool:
    """One look at a file: cheap enough for every request."""
    return os.path.exists(fence_file())


def raise_fence(state: dict[str, str]) -> None:
    """Shut everybody out; `state` is what a recovery needs to know. Safe to repeat."""
    path = fence_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(state))
    unfinished.replace(path)


def fence_state() -> dict[str, str]:
    """What was under way; empty when nothing is."""
    try:
        return dict(json.loads(fence_file().read_text()))
    except FileNotFoundError:
        return {}
    except ValueError:
        return {"phase": "unknown"}


def lower_fence() -> None:
    fence_file().unlink(missing_ok=True)


class FenceMiddleware:
    """Outermost: behind the fence no page is rendered and no form is taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_up() or request.path in OPEN_PATHS:
            return self.get_response(request)
        response = HttpResponse(render_to_string("errors/maintenance.html"), status=503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        response.headers["Cache-Control"] = "no-store"
        return response
