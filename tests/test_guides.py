"""The guides speak of what is there: their links, pictures, commands and accounts exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

from site_core.users.services import DEMO_DOMAIN, DEMO_PEOPLE

ROOT = Path(__file__).parents[1]
PAPERS = [
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "guides").glob("*.md")),
    *(ROOT / name for name in ("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")),
]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
ACCOUNT = re.compile(rf"\b(\w+)@{re.escape(DEMO_DOMAIN)}")


def _name(paper: Path) -> str:
    return str(paper.relative_to(ROOT))


def commands_in(paper: Path) -> list[list[str]]:
    """Words of each command, continued lines joined, without what stands before `manage.py`."""
    text = "\n".join(CONSOLE.findall(paper.read_text())).replace("\\\n", " ")
    lines = [line[2:] for line in text.splitlines() if line.startswith("$ ")]
    words = [shlex.split(line, comments=True) for line in lines]
    return [found[found.index("manage.py") + 1 :] for found in words if "manage.py" in found]


@pytest.mark.parametrize("paper", PAPERS, ids=_name)
def test_every_link_and_picture_is_there(paper: Path) -> None:
    links = set(LINK.findall(paper.read_text()))
    assert {link for link in links if not (paper.parent / link).exists()} == set()


@pytest.mark.parametrize("paper", PAPERS, ids=_name)
def test_every_command_and_option_is_understood(paper: Path) -> None:
    """Parsed by the command itself; what the commands do is tested beside them."""
    for name, *options in commands_in(paper):
        app = get_commands()[name]
        command = load_command_class(app, name) if isinstance(app, str) else app
        parser = command.create_parser("manage.py", name)
        parser.called_from_command_line = False
        try:
            parser.parse_args(options)
        except CommandError as error:
            pytest.fail(f"{name} {' '.join(options)}: {error}")


@pytest.mark.parametrize("paper", PAPERS, ids=_name)
def test_every_demo_account_exists(paper: Path) -> None:
    known = {word for word, _name, _role in DEMO_PEOPLE} | {"admin"}
    assert set(ACCOUNT.findall(paper.read_text())) <= known


def test_no_picture_lies_about_unused() -> None:
    shown = "".join(paper.read_text() for paper in (ROOT / "docs" / "guides").glob("*.md"))
    pictures = {file.name for file in (ROOT / "docs" / "guides" / "pictures").glob("*.webp")}
    assert {name for name in pictures if name not in shown} == set()


# Looks and repairs that are safe to try in the database of a test.
@pytest.mark.django_db
@pytest.mark.parametrize("command", ["send_alerts", "run_worker --once", "migrate"])
def test_what_the_guides_of_watching_say_can_be_typed(command: str) -> None:
    folder = ROOT / "docs" / "guides"
    text = "".join(
        (folder / f"{name}.md").read_text() for name in ("monitoring", "troubleshooting")
    )
    assert f"$ python manage.py {command}\n" in text

    call_command(*command.split(), verbosity=0)
