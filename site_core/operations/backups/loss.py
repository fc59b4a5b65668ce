"""What a restore would take away, in words, for whoever has to decide."""

from __future__ import annotations

from django.apps import apps
from django.db import connection

from site_core.base.models import BusinessRecord

from .manifest import Manifest, count_tables


def what_is_lost(manifest: Manifest) -> list[str]:
    """Business records that there are more of now than in the backup. Sentences."""
    now = count_tables(connection, {})
    names = {
        model._meta.db_table: str(model._meta.verbose_name_plural)
        for model in apps.get_models()
        if issubclass(model, BusinessRecord)
    }
    lines = []
    for table, name in sorted(names.items(), key=lambda pair: pair[1]):
        before = manifest.tables[table].rows if table in manifest.tables else 0
        more = (now[table].rows if table in now else 0) - before
        if more > 0:
            lines.append(f"{more} {name} that are newer than the backup")
    return lines
