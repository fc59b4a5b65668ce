"""Pages that belong to no app: errors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that stayed open too long, or was sent from elsewhere: say so, nothing is lost."""
    return render(request, "errors/csrf.html", status=403)
