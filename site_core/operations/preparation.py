"""What must be so before the site can serve: folders, tables, first content, static files.

Each step looks first and does only what is missing, so a second start is quick.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connections
from django.utils.translation import gettext as _

from site_core.base.errors import DomainError
from site_core.operations.health import unapplied_migrations
from site_core.operations.models import SeedRun

STATIC_MARK = "static-fingerprint"


class AlreadyServed(DomainError):
    """Another server works on the same data."""


class StaticFilesFailed(DomainError):
    """The site would come without its looks."""


@contextmanager
def only_server() -> Iterator[None]:
    """Hold the data folder for one server, or raise AlreadyServed.

    The kernel lets go of the lock when the last process that inherited it ends, however it ends.
    """
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    path = Path(settings.VAR_DIR) / "serve.pid"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = path.read_text().strip()
            raise AlreadyServed(
                _("A server (process %(pid)s) already works on %(folder)s. Stop it first.")
                % {"pid": pid, "folder": settings.VAR_DIR}
            ) from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        os.set_inheritable(descriptor, True)
        yield
    finally:
        os.close(descriptor)


def make_folders() -> None:
    for folder in (settings.VAR_DIR, settings.MEDIA_ROOT, settings.STATIC_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)


def static_fingerprint() -> str:
    """Changes when a static file is added, removed or edited, or is stored in another way."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            assert isinstance(storage, FileSystemStorage)
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def static_is_current(fingerprint: str) -> bool:
    mark = Path(settings.STATIC_ROOT) / STATIC_MARK
    return mark.is_file() and mark.read_text() == fingerprint


def collect_static(fingerprint: str) -> None:
    """Hash, compress and copy every static file. The mark is written last, when all is there."""
    mark = Path(settings.STATIC_ROOT) / STATIC_MARK
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(fingerprint)


def prepare(*, say: Callable[[str], object], with_static: bool = True) -> None:
    """Do whatever is missing; `say` is told before each step that takes a while."""
    make_folders()
    fingerprint = static_fingerprint() if with_static else ""
    collecting: BaseProcess | None = None
    if with_static and not static_is_current(fingerprint):
        say("Collecting static files ...")
        # Compression keeps one core busy while the database is made on the other.
        connections.close_all()
        collecting = get_context("fork").Process(target=collect_static, args=(fingerprint,))
        collecting.start()
    if unapplied_migrations():
        say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    if not SeedRun.objects.exists():
        say("Filling the empty site: wards, dishes and their pictures. This takes a minute, once.")
        call_command("seed_all", demo=settings.DEMO_ALLOWED, verbosity=0)
    if collecting is not None:
        collecting.join()
        if collecting.exitcode:
            raise StaticFilesFailed(_("The static files could not be collected; see above."))
