"""The door of every staff view: closed unless a permission opens it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from .models import User

View = Callable[..., HttpResponseBase]


def is_allowed(user: User | AnonymousUser, *permissions: str) -> bool:
    """Active staff who hold at least one of `permissions`."""
    return (
        user.is_authenticated
        and user.is_active
        and user.is_staff
        and any(user.has_perm(permission) for permission in permissions)
    )


def refused(request: HttpRequest) -> HttpResponse:
    """Log-in for strangers, a kind sentence for whoever is logged in without the right."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return render(request, "403.html", status=403)


def role_required(*permissions: str) -> Callable[[View], View]:
    """Only staff with at least one of `permissions` ("app_label.codename") may pass."""
    if not permissions:
        raise ValueError("Name at least one permission: a door that anybody opens is no door.")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not is_allowed(request.user, *permissions):
                return refused(request)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
