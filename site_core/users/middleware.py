"""The doors to the staff's side: who has no business there, and who must set up a second step."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language_from_path

from .permissions import refused
from .places import EDITOR
from .roles import ADMIN_ACCESS

GUARDED = (EDITOR, "/staff/")
WAY_OUT = f"{EDITOR}logout/"
# What proves a person by itself; recovery codes only stand in for one of these.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class StaffDoorMiddleware:
    """Says a kind no to people who are logged in without access to /cms/, where Wagtail would send
    them to a log-in that sends them back; and, where settings.STAFF_SECOND_FACTOR_REQUIRED, leads
    staff without a second factor to its set-up page before /cms/ and /staff/.

    allauth asks for the factor at log-in once there is one; this makes sure that there is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # The path comes first: public pages must not touch the session.
        path = _without_language(request.path_info)
        if path.startswith(GUARDED) and path != WAY_OUT and request.user.is_authenticated:
            if path.startswith(EDITOR) and not request.user.has_perm(ADMIN_ACCESS):
                return refused(request)
            if (
                settings.STAFF_SECOND_FACTOR_REQUIRED
                and request.user.is_staff
                and not is_mfa_enabled(request.user, FACTORS)
            ):
                query = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('mfa_activate_totp')}?{query}")
        return self.get_response(request)


def _without_language(path: str) -> str:
    language = get_language_from_path(path)
    return path.removeprefix(f"/{language}") if language else path
