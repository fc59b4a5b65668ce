"""What every board has around it: who works here, which boards they may switch to, and the time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from site_core.users.models import User

COOK = "orders.cook_order"
DELIVER = "orders.deliver_order"
SOLD_OUT = "catalogue.mark_sold_out_menuitem"
# The boards of those who talk with customers; the apps that own them stand above.
SUPPORT = "feedback.work_ticket"
FEEDBACK = "feedback.read_feedback"
ADMIN = "wagtailadmin.access_admin"

# Name of the address, what people call it, and who may go there; the first is where one lands.
BOARDS = (
    ("kitchen", _("Kitchen"), COOK),
    ("kitchen_items", _("Sold out"), SOLD_OUT),
    ("deliveries", _("Deliveries"), DELIVER),
    ("support", _("Support"), SUPPORT),
    ("feedback", _("Feedback"), FEEDBACK),
)


@dataclass(frozen=True, slots=True)
class BoardLink:
    name: str
    label: object
    url: str
    is_current: bool


def staff_of(request: HttpRequest) -> User:
    """Who is logged in, behind `role_required`."""
    assert isinstance(request.user, User)
    return request.user


def wants_fragment(request: HttpRequest) -> bool:
    """The script of the boards asks for the changing part only; a plain form gets a whole page."""
    return request.headers.get("X-Fragment") == "board"


def board_links(user: User, current: str = "") -> list[BoardLink]:
    links = [
        BoardLink(name, label, reverse(name), name == current)
        for name, label, permission in BOARDS
        if user.has_perm(permission)
    ]
    if user.has_perm(ADMIN):
        links.append(BoardLink("cms", _("Admin"), reverse("wagtailadmin_home"), False))
    return links


def around(request: HttpRequest, current: str) -> dict[str, Any]:
    """The context of the shell; no query beside that for permissions."""
    return {
        "board_links": board_links(staff_of(request), current),
        "now": timezone.now(),
    }


def etag_of(version: str) -> str:
    """The version as an ETag that tells nothing about what it was made of."""
    return f'"{hashlib.sha256(version.encode()).hexdigest()[:24]}"'


def unchanged(request: HttpRequest, version: str) -> HttpResponse | None:
    """304 when the asking screen shows this version already."""
    etag = etag_of(version)
    if request.headers.get("If-None-Match") != etag:
        return None
    return _marked(HttpResponseNotModified(), etag)


def fragment(
    request: HttpRequest, template: str, context: dict[str, Any], *, version: str, status: int = 200
) -> HttpResponse:
    """The changing part of a board with the version that it shows."""
    etag = etag_of(version)
    return _marked(render(request, template, {**context, "etag": etag}, status=status), etag)


def _marked(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    # Names and allergies: no copy stays on the tablet, so the script compares versions itself.
    response.headers["Cache-Control"] = "private, no-store"
    return response
