"""Every message in three languages, whether staff wrote its words or the house did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from site_core.base.findings import Finding, error, well
from site_core.base.launch import group

from .kinds import all_kinds
from .models import MessageTemplate


@group("messages", "Mail and text messages", order=70)
def look_at_templates(now: datetime) -> Iterable[Finding]:
    written: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = MessageTemplate.objects.exclude(body="").values_list("key", "channel", "language")
    for key, channel, language in rows:
        written[key, channel].add(language)
    missing = [
        f"{kind.key} ({channel}, {language})"
        for kind in all_kinds()
        for channel in kind.texts
        for language, _name in settings.LANGUAGES
        if language not in written[kind.key, channel]
    ]
    if missing:
        shown = ", ".join(missing[:3])
        advice = f"{len(missing)} lack their words ({shown}): run `python manage.py seed_all`."
        yield error("templates", advice)
    else:
        yield well("templates")
