"""What comes out of an archive of uploads lies in its folder, and is a file."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from site_core.operations.backups.uploads import BrokenArchive, unpack


def _archive(path: Path, *entries: tuple[str, bytes]) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, kind in entries:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            entry.size = 3 if kind == tarfile.REGTYPE else 0
            tar.addfile(entry, io.BytesIO(b"abc"))
    return path


def test_files_come_out_as_they_were_packed(tmp_path: Path) -> None:
    archive = _archive(tmp_path / "a.tar", ("default/images/x.png", tarfile.REGTYPE))

    found = unpack(archive, tmp_path / "out")

    assert (found.files, found.size) == (1, 3)
    assert (tmp_path / "out/default/images/x.png").read_bytes() == b"abc"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../x", tarfile.REGTYPE),
        ("/tmp/x", tarfile.REGTYPE),
        ("default/x", tarfile.SYMTYPE),
        ("default/x", tarfile.LNKTYPE),
        ("default/x", tarfile.FIFOTYPE),
    ],
)
def test_what_we_never_pack_is_refused(name: str, kind: bytes, tmp_path: Path) -> None:
    archive = _archive(tmp_path / "a.tar", (name, kind))

    with pytest.raises(BrokenArchive, match="which we never pack"):
        unpack(archive, tmp_path / "out")

    assert [path.name for path in tmp_path.rglob("*")] == ["a.tar"]
