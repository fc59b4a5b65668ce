"""What browsers may do on our pages, and from where the admin can be reached.

The content security policy is strict on the site and looser under the page editor only.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase


class SiteCSPMiddleware(CSPMiddleware):
    """django-csp's middleware, which takes the editor's policy for paths under /cms/."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path.startswith("/cms/"):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]  # type: ignore[attr-defined]
        return super().process_response(request, response)


class PermissionsPolicyMiddleware:
    """No page of ours, and nothing it might embed, uses camera, microphone or place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class AdminDoorMiddleware:
    """The admin exists only inside ADMIN_NETWORKS, if any are named; elsewhere it is not found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.networks = [ipaddress.ip_network(name) for name in settings.ADMIN_NETWORKS]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *arguments: object) -> None:
        if self.networks and request.path.startswith("/cms/") and not self._is_inside(request):
            raise Http404

    def _is_inside(self, request: HttpRequest) -> bool:
        try:
            address = ipaddress.ip_address(get_adapter().get_client_ip(request))
        except (PermissionDenied, ValueError):
            return False
        return any(address in network for network in self.networks)
