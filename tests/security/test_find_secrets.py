"""The scan of `make check` finds what must not be committed, and says where without saying what."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCAN = Path(__file__).parents[2] / "deploy" / "find-secrets.py"
# Written in two halves, so that the scan of this very file stays quiet.
SECRETS = (
    "-----BEGIN RSA " + "PRIVATE KEY-----",
    "AKIA" + "IOSFODNN7EXAMPLE",
    "ghp_" + "a1B2" * 9,
    'API_KEY = "' + "Zx81kLm2Pq90RtYuV7wX" + '"',
    "postgres://shop:" + "hunter2hunter2@db.internal/shop",
)
HARMLESS = (
    'password = "a-long-password-for-tests"',
    'SECRET_KEY = env("SECRET_KEY", default="")',
    "postgres://USER:<word>@HOST/NAME",
    'token = "' + "Zx81kLm2Pq90RtYuV7wX" + '"  # not a secret',
)


def scan(*files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCAN, *files], capture_output=True, text=True, cwd=SCAN.parents[1]
    )


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_found_and_not_repeated(tmp_path: Path, secret: str) -> None:
    file = tmp_path / "settings.py"
    file.write_text(f"first line\n{secret}\n")
    result = scan(file)
    assert result.returncode == 1
    assert result.stdout.startswith(f"{file}:2: a ")
    assert secret not in result.stdout


@pytest.mark.parametrize("line", HARMLESS)
def test_words_that_only_look_like_it_pass(tmp_path: Path, line: str) -> None:
    file = tmp_path / "settings.py"
    file.write_text(line)
    assert scan(file).returncode == 0


def test_the_repository_holds_none() -> None:
    result = scan()
    assert (result.stdout, result.returncode) == ("", 0)
