"""Files: what the browser gets, what people upload, and room for both."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.files.storage import FileSystemStorage, default_storage

from site_core.base.findings import Finding, error, well
from site_core.base.launch import group

COLLECT = "run `python manage.py collectstatic --noinput`"
# Without these no page has its looks.
NEEDED = ("js/site.js",)


@group("files", "Files", order=30)
def look_at_static_files(now: datetime) -> Iterable[Finding]:
    root = Path(settings.STATIC_ROOT)
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        yield error("static names", "Are not hashed: use site_core.settings.production.")
        return
    yield well("static names")
    yield judge_manifest(root)


def judge_manifest(root: Path) -> Finding:
    """Whether every file that the manifest promises is there under its hashed name."""
    path = root / "staticfiles.json"
    if not path.is_file():
        return error("static files", f"None were collected: {COLLECT}.")
    names: dict[str, str] = json.loads(path.read_text())["paths"]
    missing = [name for name in NEEDED if name not in names]
    missing += [name for name, hashed in names.items() if not (root / hashed).is_file()]
    if missing:
        shown = ", ".join(missing[:3])
        return error("static files", f"{len(missing)} missing ({shown}): {COLLECT}.")
    return well("static files")


@group("files", "Files", order=30)
def look_at_folders(now: datetime) -> Iterable[Finding]:
    folders = [Path(settings.VAR_DIR)]
    if isinstance(default_storage, FileSystemStorage):
        folders.append(Path(settings.MEDIA_ROOT))
    for folder in folders:
        name = f"folder {folder.name}/"
        if not os.access(folder, os.W_OK | os.X_OK):
            yield error(name, "Missing or not writable: make it and give it to the site's user.")
        else:
            yield well(name)
