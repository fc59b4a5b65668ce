"""A copy of the demo on which every command of the guides may do what it does.

    python -m tests.guides.scratch

reads commands from standard input, a JSON list a line, and answers each with its exit code and what
it said. One process runs them all: starting one takes longer than most commands do.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.harness.served import ROOT, ServedSite


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    said: str


class Scratch:
    """The process with the copy, as its tests see it. Commands run in the folder of the copy."""

    def __init__(self, site: ServedSite) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.guides.scratch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=site.var,
            env={**site.environment, "PYTHONPATH": str(ROOT)},
        )
        self._answers: dict[tuple[str, ...], Answer] = {}

    def run(self, command: list[str], *, typed: tuple[str, ...] = ()) -> Answer:
        """The answer to a command; the same command is not run a second time."""
        key = tuple(command)
        if key not in self._answers:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            print(json.dumps([command, typed]), file=self._process.stdin, flush=True)
            self._answers[key] = Answer(*json.loads(self._process.stdout.readline()))
        return self._answers[key]

    def stop(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)


def _run(command: list[str], typed: list[str]) -> Answer:
    """As from a terminal at which somebody types the given words, one after the other."""
    from django.core.management import ManagementUtility
    from django.db import connections

    waiting = iter(typed)
    builtins.input = lambda prompt="", /: next(waiting)
    said = io.StringIO()
    code = 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            ManagementUtility(["manage.py", *command]).execute()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        except Exception as error:  # What Python would print before it ends with 1.
            said.write(f"{type(error).__name__}: {error}")
            code = 1
    connections.close_all()
    return Answer(code, said.getvalue())


def main() -> None:
    orders, answers = sys.stdin, sys.stdout
    sys.stdin = io.StringIO()
    for order in orders:
        answer = _run(*json.loads(order))
        print(json.dumps([answer.code, answer.said]), file=answers, flush=True)


if __name__ == "__main__":
    os.environ.setdefault("COLUMNS", "200")
    sys.path.insert(0, str(ROOT))
    Path.cwd().joinpath("backups").mkdir(exist_ok=True)
    main()
