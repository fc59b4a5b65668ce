"""What Django's own checks cannot know: backups must never lie where the web serves."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.files.storage import storages

from .backups.places import PublicPlace, refuse_public


@register
def backups_are_private(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        refuse_public(storages["dbbackup"])
    except PublicPlace as error:
        return [Error(str(error), hint="See BACKUP_DIR in .env.example.", id="operations.E001")]
    return []
