"""The page in the Wagtail admin that says how the site is, and what to do where it is not well."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from site_core.base.findings import Level
from site_core.base.watch import look_at_everything

from .backups.status import read_status
from .models import Incident, JobRun

PERMISSION = "operations.view_heartbeat"
INCIDENTS = 20
ORDER = (Level.ERROR, Level.WARNING, Level.OK, Level.SKIPPED)


@require_GET
def show_operations(request: HttpRequest) -> HttpResponse:
    """A fixed number of queries, whatever happened."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    now = timezone.now()
    findings = sorted(look_at_everything(now), key=lambda found: ORDER.index(found.level))
    status = read_status()
    context = {
        "page_title": _("Operations"),
        "header_icon": "tick-inverse",
        "findings": [(found, names().get(found.name, found.name)) for found in findings],
        "to_do": sum(not found.ok for found in findings),
        "is_broken": any(found.level == Level.ERROR for found in findings),
        "now": now,
        "jobs": JobRun.objects.order_by("name"),
        "incidents": Incident.objects.order_by("-began_at", "-pk")[:INCIDENTS],
        "backup_made_at": _moment(status.made_at),
        "backup_proved_at": _moment(status.verified_at),
        "backup_size": status.size,
    }
    return TemplateResponse(request, "operations/ops_page.html", context)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def names() -> dict[str, str]:
    """What is watched, in the language of whoever looks; the advice is English, as in the mails."""
    return {
        "backup": _("Backup"),
        "disk": _("Disk"),
        "jobs": _("Jobs of the worker"),
        "messages": _("Messages sent"),
        "migrations": _("Database"),
        "orders": _("Orders on time"),
        "payments": _("Payments"),
        "worker": _("Worker"),
    }
