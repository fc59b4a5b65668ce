"""The commands of the papers: where each stands, and in which way a test covers it.

A block ```console holds what is run on any machine, a block ```console server what only works on
the hospital's server, a block ```env lines of the environment. `Code` in a sentence counts too.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tests.harness.served import ROOT

GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
PAPERS = [
    *GUIDES,
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / name for name in ("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")),
]
FENCE = re.compile(r"^```(.*)$")
SPAN = re.compile(r"`([^`]+)`")
SCRIPT = re.compile(r"(?:\S*deploy/)?([a-z-]+\.sh)")
# What a server of Debian or Ubuntu has, or gets from deploy/install.sh.
# fmt: off
PROGRAMS = frozenset({
    "apt-get", "cat", "cd", "certbot", "chmod", "chown", "cp", "curl", "df", "du", "free", "git", "grep",
    "journalctl", "less", "nano", "ping", "psql", "reboot", "rm", "rsync", "sort", "sudo",
    "systemctl", "tail", "timedatectl", "touch",
})
# fmt: on

# Not run once more: what takes long and is done elsewhere.
RUN_ELSEWHERE = {
    "seed_all --demo": "tests.harness.served makes the demo with it",
    "seed_all --clear --menu-only": "menu_pages/tests/test_seed_menu.py",
}


class Way(Enum):
    RUN = "run in a scratch copy of the demo"
    PYTHON = "run as it stands"
    PARSED = "read by the command itself, without running it"
    TARGET = "its target is in the Makefile"
    SCRIPT = "its script and options are in deploy/, which has tests of its own"
    SYSTEM = "the shell reads it; its programs, units and files are those that deploy/ installs"
    UNKNOWN = "nothing: no test knows what to do with it"


@dataclass(frozen=True, slots=True)
class Line:
    paper: Path
    number: int
    block: str
    """`console`, `console server`, or nothing for code in a sentence."""
    text: str
    shown: tuple[str, ...] = ()
    """What the paper shows as its answer."""

    @property
    def name(self) -> str:
        return f"{self.paper.relative_to(ROOT)}:{self.number} {self.text}"

    @property
    def words(self) -> list[str]:
        """Without `sudo` and its user."""
        words = shlex.split(self.text, comments=True)
        if words[:1] == ["sudo"]:
            words = words[3:] if words[1:2] == ["-u"] else words[1:]
        return words

    @property
    def command(self) -> list[str]:
        """The management command with its options; empty when it is none."""
        words = self.words
        if words[:2] == ["python", "manage.py"]:
            return words[2:]
        if words[:1] == ["manage.py"] or (words and words[0].endswith("manage.sh")):
            return words[1:]
        return []

    @property
    def way(self) -> Way:
        words = self.words
        if not words:
            return Way.SYSTEM
        if self.command:
            is_run = self.paper in GUIDES and shlex.join(self.command) not in RUN_ELSEWHERE
            return Way.RUN if is_run else Way.PARSED
        if words[0] == "python":
            return Way.PYTHON if words[1] == "-c" else Way.PARSED
        if words[0] == "make":
            return Way.TARGET
        if SCRIPT.fullmatch(words[0]):
            return Way.SCRIPT
        return Way.SYSTEM if words[0] in PROGRAMS else Way.UNKNOWN


@dataclass(frozen=True, slots=True)
class Block:
    number: int
    kind: str
    rows: tuple[str, ...]


def blocks_of(paper: Path) -> list[Block]:
    """Every fenced block, with what stands after its three ticks."""
    found: list[Block] = []
    begin, kind = 0, ""
    rows: list[str] = []
    for number, row in enumerate(paper.read_text().splitlines(), start=1):
        fence = FENCE.match(row)
        if fence and begin:
            found.append(Block(begin, kind, tuple(rows)))
            begin = 0
        elif fence:
            begin, kind, rows = number, fence[1].strip(), []
        elif begin:
            rows.append(row)
    return found


def _lines_in(paper: Path, block: Block) -> Iterator[Line]:
    number, text = 0, ""
    shown: list[str] = []
    for offset, row in enumerate(block.rows, start=1):
        if text.endswith("\\"):
            text = text[:-1] + row.strip()
        elif row.startswith("$ "):
            if text:
                yield Line(paper, number, block.kind, text, tuple(shown))
            number, text, shown = block.number + offset, row[2:], []
        elif row.strip():
            shown.append(row)
    if text:
        yield Line(paper, number, block.kind, text, tuple(shown))


def _spans_of(paper: Path) -> Iterator[Line]:
    """Commands in sentences and tables: what begins with a program and goes on."""
    is_open = False
    for number, row in enumerate(paper.read_text().splitlines(), start=1):
        if FENCE.match(row):
            is_open = not is_open
        elif not is_open:
            for text in SPAN.findall(row):
                text = text.replace(r"\|", "|")
                program, _, rest = text.partition(" ")
                known = program in PROGRAMS | {"make", "python", "manage.py"}
                if rest not in {"", "manage.py"} and (known or SCRIPT.fullmatch(program)):
                    yield Line(paper, number, "", text)


def lines_of(paper: Path) -> list[Line]:
    """Every command of a paper from top to bottom, continued lines joined."""
    blocks = [block for block in blocks_of(paper) if block.kind.startswith("console")]
    found = [line for block in blocks for line in _lines_in(paper, block)]
    return sorted([*found, *_spans_of(paper)], key=lambda line: line.number)


def every_line(*ways: Way) -> list[Line]:
    """In the order in which somebody reads who goes through one guide after the other."""
    found = [line for paper in PAPERS for line in lines_of(paper)]
    return [line for line in found if not ways or line.way in ways]
