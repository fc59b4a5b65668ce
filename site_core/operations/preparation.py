"""What must be so before the site can serve: folders, tables, first content, static files.

Each step looks first and does only what is missing, so a second start is quick.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.utils.translation import gettext as _

from site_core.base.errors import DomainError
from site_core.base.page_cache import make_version
from site_core.operations.health import unapplied_migrations
from site_core.operations.models import SeedRun
from site_core.operations.processes import end, fork

STATIC_MARK = "static-fingerprint"
# A seed that draws pictures finishes those at hand before it ends.
STOP_SECONDS = 30.0


class AlreadyServed(DomainError):
    """Another server works on the same data."""


class PreparationFailed(DomainError):
    """The site would come without its looks or without its data."""


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
    make_version()


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


def fill_database(say: Callable[[str], object]) -> None:
    """Apply missing migrations, and seed unless that was done to the end before."""
    if unapplied_migrations():
        say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    if not SeedRun.objects.exists():
        say("Filling the empty site: wards, dishes and their pictures. This takes a minute, once.")
        call_command("seed_all", demo=settings.DEMO_ALLOWED, without_day=True, verbosity=0)


def prepare(*, say: Callable[[str], object], with_static: bool = True) -> None:
    """Do whatever is missing; `say` is told before each step that takes a while.

    The steps run beside each other, and in processes of their own: what a seed needs of memory
    goes with it. Raises PreparationFailed; what had been done by then is kept.
    """
    make_folders()
    steps: list[Callable[[], None]] = []
    if with_static:
        fingerprint = static_fingerprint()
        if not static_is_current(fingerprint):
            say("Collecting static files ...")
            steps.append(lambda: collect_static(fingerprint))
    if unapplied_migrations() or not SeedRun.objects.exists():
        steps.append(lambda: fill_database(say))
    children = [fork(step) for step in steps]
    try:
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    except BaseException:
        # Told to stop: nothing goes on behind the back of whoever said so.
        for child in children:
            end(child, patience=STOP_SECONDS)
        raise
    if any(codes):
        raise PreparationFailed(_("The site could not be prepared; the lines above say why."))
    _read_manifest_again()


def _read_manifest_again() -> None:
    """The files were hashed in another process: what this one read before is out of date."""
    if isinstance(staticfiles_storage, ManifestFilesMixin):
        staticfiles_storage.hashed_files, staticfiles_storage.manifest_hash = (
            staticfiles_storage.load_manifest()
        )
