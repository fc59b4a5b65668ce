"""What Wagtail and Django want done by the clock."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command

from site_core.base.schedule import every

from .alerts import send_alerts
from .sweeping import clean_up


@every(minutes=1)
def publish_scheduled(now: datetime) -> None:
    """Publish and expire the pages and snippets whose time has come."""
    call_command("publish_scheduled", verbosity=0)


@every(days=1)
def throw_away(now: datetime) -> None:
    """What every app says in its `cleaning.py` that nobody needs any more."""
    clean_up(now)


@every(minutes=1)
def tell_what_is_wrong(now: datetime) -> None:
    """One mail to ALERT_EMAILS when something breaks, one when it is over."""
    send_alerts(now)
