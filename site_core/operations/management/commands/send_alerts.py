"""`manage.py send_alerts`: what the worker does every minute, now and by hand."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from site_core.operations.alerts import send_alerts
from site_core.operations.models import Incident
from site_core.operations.reporting import ReportingCommand


class Command(ReportingCommand):
    help = (
        "Look at everything that is watched and mail ALERT_EMAILS what began or is over. Each "
        "incident is told once, however often and wherever this runs."
    )

    def handle(self, **options: object) -> None:
        sent = send_alerts(timezone.now())
        open_now = list(
            Incident.objects.filter(ended_at=None).order_by("name").values_list("name", flat=True)
        )
        told = "" if settings.ALERT_EMAILS else " ALERT_EMAILS is not set: nobody was told."
        self.report(
            {"sent": sent, "open": open_now},
            f"{sent} mails left; not well: {', '.join(open_now) or 'nothing'}.{told}",
        )
