"""The files that people uploaded, public and private, as one archive with a mark of its content."""

from __future__ import annotations

import hashlib
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

from site_core.base.errors import DomainError

from .manifest import FilesCount

SPOOL = 32 * 1024 * 1024
CHUNK = 1024 * 1024


class NotAFolder(DomainError):
    """The files lie in object storage, which is restored with its own means."""


class BrokenArchive(DomainError):
    """The archive of files is not whole, or names a path outside of its folder."""


def upload_storages() -> dict[str, Any]:
    """The storages that hold uploads, by the name of their folder in the archive."""
    return {name: storages[name] for name in settings.BACKUP_STORAGES}


def pack() -> tuple[IO[bytes], FilesCount]:
    """All uploads as a tar archive. A file that vanishes while we read is left out."""
    archive = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 - the caller closes it
    marks: list[tuple[str, str, int]] = []
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for root, storage in upload_storages().items():
            for name in _walk(storage):
                _add(tar, storage, name, f"{root}/{name}", marks)
    return archive, _count(marks)


def _add(
    tar: tarfile.TarFile, storage: Any, name: str, path: str, marks: list[tuple[str, str, int]]
) -> None:
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as copy:
        digest = hashlib.sha256()
        try:
            with storage.open(name) as file:
                for chunk in file.chunks(CHUNK):
                    digest.update(chunk)
                    copy.write(chunk)
        except FileNotFoundError:
            return
        entry = tarfile.TarInfo(path)
        entry.size = copy.tell()
        copy.seek(0)
        tar.addfile(entry, copy)
    marks.append((path, digest.hexdigest(), entry.size))


def unpack(archive: Path, target: Path) -> FilesCount:
    """Write the files below `target`, one folder for each storage. Raises BrokenArchive.

    By hand, for we only ever pack plain files: the Python of Debian 12 has no filter for the rest.
    """
    root = target.resolve()
    try:
        with tarfile.open(archive) as tar:
            for entry in tar:
                path = (root / entry.name).resolve()
                content = tar.extractfile(entry) if entry.isfile() else None
                if content is None or not path.is_relative_to(root):
                    raise BrokenArchive(
                        f"The archive of files holds “{entry.name}”, which we never pack."
                    )
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as copy:
                    shutil.copyfileobj(content, copy, CHUNK)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise BrokenArchive(f"The archive of files is damaged: {error}.") from error
    return count_folder(target)


def count_folder(folder: Path) -> FilesCount:
    """The same mark that `pack` made, read from what was written."""
    marks = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            marks.append((str(path.relative_to(folder)), digest, path.stat().st_size))
    return _count(marks)


def _count(marks: Iterable[tuple[str, str, int]]) -> FilesCount:
    rows = sorted(marks)
    text = "".join(f"{digest} {path}\n" for path, digest, _size in rows)
    return FilesCount(
        files=len(rows),
        size=sum(size for _path, _digest, size in rows),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _walk(storage: Any) -> Iterator[str]:
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            inner, names = storage.listdir(folder)
        except FileNotFoundError:
            continue
        prefix = f"{folder}/" if folder else ""
        yield from (f"{prefix}{name}" for name in sorted(names))
        folders += [f"{prefix}{name}" for name in sorted(inner, reverse=True)]


def upload_folders() -> dict[str, Path]:
    """Where the uploads lie on this machine. Raises NotAFolder for object storage."""
    folders = {}
    for name, storage in upload_storages().items():
        if not isinstance(storage, FileSystemStorage):
            raise NotAFolder(
                f"The files of “{name}” lie in object storage. Restore them there, with its own "
                "versions; run this without --media."
            )
        folders[name] = Path(storage.location)
    return folders
