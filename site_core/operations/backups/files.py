"""What happens to a file between the database and the place: compressed, encrypted, and back."""

from __future__ import annotations

import gzip
import shutil
import zlib
from pathlib import Path
from typing import IO

from dbbackup import utils
from django.conf import settings

from site_core.base.errors import DomainError

from .manifest import Manifest, StoredFile


class CannotEncrypt(DomainError):
    """There is no key to encrypt for."""


class CannotDecrypt(DomainError):
    """The key or its passphrase is not the one that the backup was encrypted for."""


class DamagedFile(DomainError):
    """The file cannot be unpacked."""


def packed(content: IO[bytes], name: str, *, encrypt: bool) -> tuple[IO[bytes], str]:
    """Compressed and, if wanted, encrypted for settings.DBBACKUP_GPG_RECIPIENT. Raises CannotEncrypt."""
    content, name = utils.compress_file(content, name)
    if not encrypt:
        return content, name
    if not settings.DBBACKUP_GPG_RECIPIENT:
        raise CannotEncrypt("Set BACKUP_GPG_RECIPIENT to the key that backups are encrypted for.")
    try:
        return utils.encrypt_file(content, name)
    except utils.EncryptionError as error:
        raise CannotEncrypt(
            f"gpg could not encrypt for {settings.DBBACKUP_GPG_RECIPIENT}: is the public key in "
            f"the keyring of this user? ({error})"
        ) from error


def unpacked(stored: StoredFile, fetched: Path, manifest: Manifest) -> Path:
    """The plain file beside the fetched one. Raises CannotDecrypt or DamagedFile."""
    plain = fetched.with_name(f"plain-{fetched.name}")
    source = fetched
    if manifest.is_encrypted:
        source = fetched.with_name(f"open-{fetched.name}")
        _decrypt(fetched, source)
    try:
        with gzip.open(source) as packed_file, plain.open("wb") as target:
            shutil.copyfileobj(packed_file, target)
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedFile(f"{stored.name} cannot be unpacked: {error}.") from error
    finally:
        if source is not fetched:
            source.unlink(missing_ok=True)
    return plain


def _decrypt(source: Path, target: Path) -> None:
    try:
        with source.open("rb") as content:
            opened, _name = utils.unencrypt_file(
                content, source.name, passphrase=settings.BACKUP_GPG_PASSPHRASE or " "
            )
    except utils.DecryptionError as error:
        raise CannotDecrypt(
            "gpg could not decrypt the backup: the secret key must be in the keyring of this user, "
            f"and its passphrase in BACKUP_GPG_PASSPHRASE. ({error})"
        ) from error
    with opened, target.open("wb") as plain:
        opened.seek(0)
        shutil.copyfileobj(opened, plain)
