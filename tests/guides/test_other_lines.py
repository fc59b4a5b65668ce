"""What of the papers is not run as it stands is held against the files that it names."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys

import pytest
from django.core.management import CommandError, get_commands, load_command_class

from tests.harness.served import ROOT

from .lines import PROGRAMS, SCRIPT, Line, Way, every_line

DEPLOY = ROOT / "deploy"
UNIT = re.compile(r"\b(dusangire-[a-z]+)(\.\w+)?\b")
PLACE = re.compile(r"/(?:srv|etc|usr|var|run)/[\w./-]*dusangire[\w./-]*")
NEXT = {"|", "&&", "||", ";"}


def _name(line: Line) -> str:
    return line.name


@pytest.mark.parametrize("line", every_line(Way.PARSED), ids=_name)
def test_a_command_and_its_options_are_understood(line: Line) -> None:
    """Parsed by the command itself; what the commands do is tested beside them."""
    if not line.command:
        assert line.words[1] == "-m"
        assert importlib.util.find_spec(line.words[2])
        return
    name, *options = line.command
    app = get_commands()[name]
    command = load_command_class(app, name) if isinstance(app, str) else app
    parser = command.create_parser("manage.py", name)
    parser.called_from_command_line = False
    try:
        parser.parse_args(options)
    except CommandError as error:
        pytest.fail(str(error))


@pytest.mark.parametrize("line", every_line(Way.PYTHON), ids=_name)
def test_a_line_of_python_answers(line: Line) -> None:
    done = subprocess.run(
        [sys.executable, *line.words[1:]], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip()


@pytest.mark.parametrize("line", every_line(Way.TARGET), ids=_name)
def test_a_target_is_in_the_makefile(line: Line) -> None:
    target = next(word for word in line.words[1:] if "=" not in word)
    assert re.search(rf"^[\w -]*\b{target}\b[\w -]*:(?!=)", (ROOT / "Makefile").read_text(), re.M)


@pytest.mark.parametrize("line", every_line(Way.SCRIPT), ids=_name)
def test_a_script_knows_its_options(line: Line) -> None:
    script = SCRIPT.fullmatch(line.words[0])
    assert script
    text = (DEPLOY / script[1]).read_text()
    options = [word for word in line.words[1:] if word.startswith("-")]
    assert [
        option for option in options if not re.search(rf"^ +.*{option}\b.*\)", text, re.M)
    ] == []


@pytest.mark.parametrize("line", every_line(Way.SYSTEM), ids=_name)
def test_a_line_for_the_server_names_what_is_there(line: Line) -> None:
    subprocess.run(["bash", "-n", "-c", line.text], check=True)
    files = "".join(p.read_text() for p in DEPLOY.rglob("*") if p.is_file() and p.suffix != ".pyc")
    units = {path.name for path in (DEPLOY / "systemd").iterdir()}

    assert _programs(line.text) <= PROGRAMS
    for unit, suffix in UNIT.findall(PLACE.sub("", line.text)):
        assert f"{unit}{suffix or '.service'}" in units
    for place in PLACE.findall(line.text):
        assert place.rstrip("/").rpartition("/")[2] in files


def _programs(text: str) -> set[str]:
    """The first word of each part of a pipeline, and what `sudo` is asked to run."""
    lexer = shlex.shlex(text, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words = [*lexer]
    first = [word for before, word in zip([";", *words], words, strict=False) if before in NEXT]
    return {*first, *Line(ROOT, 0, "", text).words[:1]}
