"""The code itself: Django's own checks, and whether database and models agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import StringIO

from django.conf import settings
from django.core import checks
from django.core.management import call_command

from site_core.base.findings import Finding, Level, error, warning, well
from site_core.base.launch import group
from site_core.operations.health import check_migrations


@group("system", "System", order=10)
def look_at_system_checks(now: datetime) -> Iterable[Finding]:
    yield from _told("system checks", checks.run_checks())


@group("system", "System", order=10)
def look_at_migrations(now: datetime) -> Iterable[Finding]:
    yield check_migrations()
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0, stdout=StringIO())
    except SystemExit:
        advice = "Models changed without one: run `python manage.py makemigrations` and read it."
        yield error("models without migration", advice)
    else:
        yield well("models without migration")


@group("security", "Security settings", order=15)
def look_at_settings(now: datetime) -> Iterable[Finding]:
    if settings.DEBUG:
        advice = "DEBUG shows secrets to strangers: use site_core.settings.production."
        yield error("debug", advice)
    elif settings.DEMO_ALLOWED:
        advice = (
            "These settings allow a demo: set DJANGO_SETTINGS_MODULE=site_core.settings.production."
        )
        yield error("settings", advice)
    else:
        yield well("settings")
    found = checks.run_checks(include_deployment_checks=True, tags=[checks.Tags.security])
    yield from _told("check --deploy", found)


def _told(name: str, messages: Iterable[checks.CheckMessage]) -> Iterable[Finding]:
    heavy = [
        message
        for message in messages
        if not message.is_silenced() and message.level >= checks.WARNING
    ]
    if not heavy:
        yield well(name)
    for message in heavy:
        level = Level.ERROR if message.is_serious() else Level.WARNING
        words = f"{message.id}: {message.msg} {message.hint or ''}".strip()
        yield (error if level == Level.ERROR else warning)(name, words)
