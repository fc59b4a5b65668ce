"""Where backups lie: the storage of the settings, or a folder that was named. Never where the web serves."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages

from site_core.base.errors import DomainError

from .manifest import Manifest, StoredFile, UnreadableManifest, read_manifest

MANIFEST_END = ".manifest.json"
CHUNK = 1024 * 1024


class PublicPlace(DomainError):
    """Backups would lie where visitors can fetch them."""


class NoSuchBackup(DomainError):
    """Nothing by that name lies there."""


class AlteredFile(DomainError):
    """A file of the backup is not the one that was written."""


class Place:
    """A storage with backups in it: for each a database, perhaps files, and a manifest."""

    def __init__(self, to: str = "") -> None:
        """`to`: "" or "storage" for the storage of the settings, else a folder. Raises PublicPlace."""
        self.storage: Any = (
            storages["dbbackup"] if to in {"", "storage"} else FileSystemStorage(location=to)
        )
        refuse_public(self.storage)

    def manifests(self) -> list[Manifest]:
        """Newest first. A damaged description is left out here and refused when it is asked for."""
        found = []
        for stem in self.stems():
            try:
                found.append(self.manifest(stem))
            except UnreadableManifest:
                continue
        return found

    def stems(self) -> list[str]:
        """Names of the backups, newest first."""
        try:
            names = self.storage.listdir("")[1]
        except FileNotFoundError:
            return []
        stems = {name.removesuffix(MANIFEST_END) for name in names if name.endswith(MANIFEST_END)}
        return sorted(stems, reverse=True)

    def manifest(self, name: str = "") -> Manifest:
        """Of a backup by its name or by any of its files; the newest where none is named.

        Raises NoSuchBackup or UnreadableManifest.
        """
        stems = self.stems()
        wanted = Path(name).name
        stem = next(
            (s for s in stems if not wanted or wanted == s or wanted.startswith(f"{s}.")), ""
        )
        if not stem:
            where = getattr(self.storage, "location", self.storage.__class__.__name__)
            raise NoSuchBackup(f"There is no backup {wanted or 'at all'} in {where}.")
        with self.storage.open(f"{stem}{MANIFEST_END}") as file:
            return read_manifest(file.read().decode("utf-8", "replace"))

    def write(self, name: str, content: IO[bytes]) -> StoredFile:
        """Raises nothing of ours: what the storage raises means that there is no backup."""
        content.seek(0)
        size, digest = _measured(content)
        content.seek(0)
        self.storage.save(name, File(content))
        return StoredFile(name, size, digest)

    def fetch(self, stored: StoredFile, target: Path) -> None:
        """Copy a file here and look whether it is whole. Raises NoSuchBackup or AlteredFile."""
        if not self.storage.exists(stored.name):
            raise NoSuchBackup(f"{stored.name} is missing.")
        digest = hashlib.sha256()
        with self.storage.open(stored.name) as source, target.open("wb") as copy:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                copy.write(chunk)
        if digest.hexdigest() != stored.sha256:
            raise AlteredFile(
                f"{stored.name} is damaged: it is not the file that was written "
                f"({target.stat().st_size} bytes, {stored.size} were written)."
            )

    def remove(self, manifest: Manifest) -> None:
        """The description last: what is half removed is still known."""
        for stored in (manifest.database, manifest.media):
            if stored is not None:
                self.storage.delete(stored.name)
        self.storage.delete(f"{manifest.stem}{MANIFEST_END}")


def refuse_public(storage: Any) -> None:
    """Raises PublicPlace for a folder that the web serves, or one around it."""
    location = getattr(storage, "location", None)
    if location is None or not isinstance(storage, FileSystemStorage):
        return
    here = Path(location).resolve()
    for served in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        root = Path(served).resolve()
        if here == root or root in here.parents:
            raise PublicPlace(
                f"{here} lies in {root}, which the web serves: a backup holds everybody's data. "
                "Choose another folder."
            )


def _measured(content: IO[bytes]) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()
