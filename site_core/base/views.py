"""Pages that belong to no app: errors."""

from __future__ import annotations

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

RETRY_SECONDS = 10


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that stayed open too long, or was sent from elsewhere: say so, nothing is lost."""
    return render(request, "errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django asks for this while it handles whatever nobody caught.

    503 where the house itself is away, the database or its disk: come again soon, and no fault of
    the code. 500 for everything else.
    """
    is_away = _is_outage(sys.exc_info()[1])
    page = render_to_string("errors/away.html" if is_away else "500.html")
    response = HttpResponse(page, status=503 if is_away else 500)
    response.headers["Cache-Control"] = "no-store"
    if is_away:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _is_outage(error: BaseException | None) -> bool:
    """Whether an outage stands anywhere in the chain: templates and views may have wrapped it."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            return True
        error = error.__cause__ or error.__context__
    return False
