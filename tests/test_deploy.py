"""The files of deploy/ as their own tools judge them, where those tools are on this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.served import ROOT

DEPLOY = ROOT / "deploy"


def _tool(name: str, package: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not on this machine (Debian, Ubuntu: apt install {package}).")
    return found


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units with a Python that is really there: systemd looks whether it could be started."""
    folder = tmp_path / "units"
    shutil.copytree(DEPLOY / "systemd", folder)
    here = str(Path(sys.executable).parent)
    for unit in folder.glob("*.service"):
        unit.write_text(unit.read_text().replace("/srv/dusangire/current/.venv/bin", here))
    return folder


def test_systemd_understands_every_unit(units: Path) -> None:
    analyze = _tool("systemd-analyze", "systemd")
    names = [str(path) for path in sorted(units.iterdir()) if path.is_file()]

    done = subprocess.run(
        [analyze, "verify", *names],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{units}:"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    ours = [line for line in done.stderr.splitlines() if "dusangire" in line]
    assert ours == []


def test_every_service_sits_in_the_same_sandbox(units: Path) -> None:
    analyze = _tool("systemd-analyze", "systemd")
    done = subprocess.run(
        [
            *(analyze, "security", "--offline=true", "--no-pager", "--threshold=20"),
            *(str(path) for path in sorted(units.glob("*.service"))),
        ],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{units}:"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    levels = re.findall(r"exposure level for (\S+): ([\d.]+)", done.stdout)

    assert len(levels) == len(list(units.glob("*.service")))
    assert all(float(level) < 2 for _, level in levels), levels


def test_every_timer_calls_a_command_that_exists() -> None:
    from django.core.management import get_commands

    lines = [path.read_text() for path in (DEPLOY / "systemd").glob("*.service")]
    called = {name for text in lines for name in re.findall(r"manage\.py (\w+)", text)}

    assert called >= {"backup_database", "verify_backup", "run_worker"}
    assert called - set(get_commands()) == set()
    for timer in (DEPLOY / "systemd").glob("*.timer"):
        assert timer.with_suffix(".service").exists(), timer.name


def test_shellcheck_finds_nothing() -> None:
    shellcheck = _tool("shellcheck", "shellcheck")
    scripts = [str(path) for path in sorted(DEPLOY.glob("*.sh"))]

    done = subprocess.run(
        [shellcheck, "-x", *scripts, ".ci/run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Say under which name the site is reached"),
        (["--domain", "https://x.example/"], "is no name of a site"),
        (["--domain", "x.example"], "Say where warnings about the certificate go"),
        (["--nonsense"], "Unknown: --nonsense"),
    ],
)
def test_install_refuses_with_a_sentence_before_it_touches_anything(
    arguments: list[str], sentence: str
) -> None:
    done = subprocess.run(
        ["bash", str(DEPLOY / "install.sh"), *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_no_name_is_left_open_in_the_configuration_of_nginx(tmp_path: Path) -> None:
    names = {"SERVER_NAMES": "x.example", "CERTIFICATE": "/c", "CERTIFICATE_KEY": "/k"}

    subprocess.run(
        ["sh", str(DEPLOY / "render-nginx.sh"), str(tmp_path / "snippets"), str(tmp_path / "site")],
        env={**os.environ, **names}, check=True,
    )  # fmt: skip

    written = "".join(p.read_text() for p in tmp_path.rglob("*") if p.is_file())
    code = "\n".join(line for line in written.splitlines() if not line.lstrip().startswith("#"))
    assert re.findall(r"@[A-Z_]+@", code) == []
    # In memory: nginx drops an answer whose copy it cannot write to a full disk.
    assert "proxy_cache_path /run/" in code


def test_compose_asks_for_what_it_needs_and_runs_everything() -> None:
    import yaml

    file = yaml.safe_load((DEPLOY / "compose.yaml").read_text())

    services = file["services"]
    assert set(services) == {
        "prepare", "web", "worker", "backup", "database", "redis", "nginx",
    }  # fmt: skip
    for name, service in services.items():
        assert "image" in service, name
        for needed in service.get("depends_on", {}):
            assert needed in services, (name, needed)
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source.startswith(".") or source in file["volumes"], (name, volume)
    asked = set(re.findall(r"\$\{(\w+):\?", (DEPLOY / "compose.yaml").read_text()))
    assert asked == {"DATABASE_PASSWORD", "DOMAIN"}
    # Commands called inside are those of the project.
    from django.core.management import get_commands

    called = set(re.findall(r"manage\.py (\w+)", (DEPLOY / "compose.yaml").read_text()))
    assert called - set(get_commands()) == set()


def test_hadolint_finds_nothing() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")

    done = subprocess.run(
        [hadolint, "--no-color", str(DEPLOY / "Containerfile")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stdout == ""


def test_the_image_copies_only_what_exists() -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    named = [
        part
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for part in line.split()[1:-1]
    ]

    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
