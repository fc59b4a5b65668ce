from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

import pytest
from django.core.management import call_command

from site_core.base import launch
from site_core.base.findings import Finding, error, warning, well
from site_core.base.launch import Group, all_groups
from site_core.operations.management.commands import pre_launch_check


def fill(monkeypatch: pytest.MonkeyPatch, **groups: Finding) -> None:
    known = [
        Group(code, code.title(), order=at, looks=[lambda now, found=found: [found]])
        for at, (code, found) in enumerate(groups.items())
    ]
    monkeypatch.setattr(pre_launch_check, "all_groups", lambda: known)


def run(*arguments: str) -> int:
    try:
        call_command("pre_launch_check", *arguments)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.mark.parametrize(
    ("found", "arguments", "code"),
    [
        (well("disk"), [], 0),
        (warning("disk", "Make room."), [], 0),
        (warning("disk", "Make room."), ["--strict"], 1),
        (error("disk", "Make room."), [], 1),
    ],
)
def test_errors_end_with_one_and_warnings_only_if_strict(
    monkeypatch: pytest.MonkeyPatch, found: Finding, arguments: list[str], code: int
) -> None:
    fill(monkeypatch, running=found)

    assert run(*arguments) == code


def test_a_report_for_people_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(monkeypatch, running=error("disk", "Make room."), data=well("dishes"))

    run()

    words = capsys.readouterr().out
    assert "ERROR   disk\n          Make room." in words
    assert "1 well, 0 warnings, 1 errors, 0 skipped. Not ready" in words


def test_a_report_for_machines_is_one_object_also_when_red(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(monkeypatch, running=error("disk", "Make room."))

    assert run("--json") == 1

    data = json.loads(capsys.readouterr().out)
    assert data["ok"] is False
    assert data["counts"] == {"ok": 0, "skipped": 0, "warning": 0, "error": 1}
    assert data["groups"][0]["findings"] == [
        {"name": "disk", "ok": False, "level": "error", "advice": "Make room."}
    ]


def test_groups_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    red = error("x", "y")
    fill(monkeypatch, security=red, address=red, tests=red, data=well("dishes"))

    assert run() == 1
    assert run("--skip-tests") == 1
    assert run("--skip-security", "--skip-tests") == 0


def test_a_check_that_breaks_is_an_error_and_not_the_end() -> None:
    def look_at_dishes(now: datetime) -> Iterable[Finding]:
        yield well("zones")
        raise RuntimeError("no such table")

    found = Group("data", "Data", 1, [look_at_dishes]).look(datetime.now())

    assert [finding.level for finding in found] == ["ok", "error"]
    assert found[1].name == "dishes"
    assert "no such table" in found[1].advice


def test_every_group_is_found_once_and_in_order() -> None:
    codes = [group.code for group in all_groups()]

    assert codes == [
        "system", "security", "database", "files", "environment", "people", "data", "pages",
        "messages", "running", "address", "tests",
    ]  # fmt: skip
    assert launch.all_groups()[0].looks
