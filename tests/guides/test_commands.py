"""Every command of the guides is run on a copy of the demo, in the order in which it is read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest

from tests.harness.served import ServedSite, free_port

from .lines import Line, Way, every_line
from .scratch import Scratch

# What stands in a guide for something of the reader's own.
BACKUP_NAME = re.compile(r"dusangire-\d{4}-\d\d-\d\d-\d{6}-\d{6}")
ADDRESS = "https://dusangire.example"
# What a person types when the command asks.
TYPED = {"restore_database": ("restore",)}
# A demo is not ready for a launch; the shell is given a mistake to see that Sentry hears of it.
ENDS_WITH_ONE = {"pre_launch_check", "shell"}


@pytest.fixture(scope="module")
def scratch(site: ServedSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scratch]:
    copy = ServedSite(tmp_path_factory.mktemp("guides") / "var", free_port())
    site.copy_to(copy.var)
    # A lighter copy is backed up sooner; crops of pictures are made anew when they are asked for.
    shutil.rmtree(copy.var / "media" / "images")
    running = Scratch(copy)
    yield running
    running.stop()


def _shape(row: str) -> str:
    """A pattern for a row of an answer: figures may differ, and … stands for anything."""
    pattern = re.escape(" ".join(row.split()))
    return re.sub(r"\d+", r"\\d+", pattern).replace("…", ".*")


def _own_names(scratch: Scratch, site: ServedSite, words: list[str]) -> list[str]:
    words = [site.url if word == ADDRESS else word for word in words]
    if not any(BACKUP_NAME.search(word) for word in words):
        return words
    newest = BACKUP_NAME.findall(scratch.run(["list_backups"]).said)[0]
    return [BACKUP_NAME.sub(newest, word) for word in words]


@pytest.mark.browser
@pytest.mark.parametrize("line", every_line(Way.RUN), ids=lambda line: line.name)
def test_a_command_of_a_guide_does_what_the_guide_says(
    line: Line, scratch: Scratch, site: ServedSite
) -> None:
    command = _own_names(scratch, site, line.command)

    answer = scratch.run(command, typed=TYPED.get(command[0], ()))

    assert answer.code == int(command[0] in ENDS_WITH_ONE), answer.said
    rows = [" ".join(row.split()) for row in answer.said.splitlines()]
    for row in line.shown:
        assert any(re.fullmatch(_shape(row), said) for said in rows), f"{row}\n---\n{answer.said}"
