"""The papers speak of what is there: links, pictures, accounts, settings; no command hides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from site_core.users.services import DEMO_DOMAIN, DEMO_PEOPLE
from tests.harness.served import ROOT

from .lines import GUIDES, PAPERS, Way, blocks_of, every_line, lines_of

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
ANCHOR = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)#([^)]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ACCOUNT = re.compile(rf"\b(\w+)@{re.escape(DEMO_DOMAIN)}")
SETTING = re.compile(r"^#?([A-Z][A-Z0-9_]+)=", re.MULTILINE)
KINDS = {"console", "console server", "env"}


def _name(paper: Path) -> str:
    return str(paper.relative_to(ROOT))


def _anchors(paper: Path) -> set[str]:
    titles = HEADING.findall(paper.read_text())
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("paper", PAPERS, ids=_name)
def test_every_link_and_picture_is_there(paper: Path) -> None:
    text = paper.read_text()
    missing = {link for link in LINK.findall(text) if not (paper.parent / link).exists()}
    lost = {
        f"{link}#{anchor}"
        for link, anchor in ANCHOR.findall(text)
        if link.endswith(".md") or not link
        if anchor not in _anchors(paper.parent / link if link else paper)
    }
    assert missing | lost == set()


@pytest.mark.parametrize("paper", PAPERS, ids=_name)
def test_every_demo_account_exists(paper: Path) -> None:
    known = {word for word, _name, _role in DEMO_PEOPLE} | {"admin"}
    assert set(ACCOUNT.findall(paper.read_text())) <= known


def test_no_picture_lies_about_unused() -> None:
    shown = "".join(paper.read_text() for paper in GUIDES)
    pictures = {file.name for file in (ROOT / "docs" / "guides" / "pictures").glob("*.webp")}
    assert {name for name in pictures if name not in shown} == set()


@pytest.mark.parametrize("paper", GUIDES, ids=_name)
def test_a_guide_has_only_blocks_that_a_test_reads(paper: Path) -> None:
    assert {block.kind for block in blocks_of(paper)} <= KINDS
    assert re.findall(r"^(?: {4}|\t)(?![-*|\d ]).+", paper.read_text(), re.MULTILINE) == []


@pytest.mark.parametrize("paper", GUIDES, ids=_name)
def test_every_setting_is_explained(paper: Path) -> None:
    known = set(SETTING.findall((ROOT / ".env.example").read_text()))
    rows = [row for block in blocks_of(paper) if block.kind == "env" for row in block.rows]
    assert {row.partition("=")[0] for row in rows if "=" in row} <= known


@pytest.mark.parametrize("name", ["bug_report", "feature_request"])
def test_a_form_asks_for_little_and_says_for_what(name: str) -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / f"{name}.yml").read_text())

    asked = [field for field in form["body"] if field["type"] != "markdown"]
    needed = [field for field in asked if field.get("validations", {}).get("required")]

    assert {"name", "description", "labels"} <= set(form)
    assert len({field["id"] for field in asked}) == len(asked) <= 6
    assert all(field["attributes"]["label"] for field in asked)
    assert len(needed) <= 4


def test_every_command_is_covered_in_some_way() -> None:
    uncovered = [line.name for line in every_line(Way.UNKNOWN)]
    assert uncovered == []


@pytest.mark.parametrize("paper", GUIDES, ids=_name)
def test_what_needs_the_server_stands_in_a_block_for_the_server(paper: Path) -> None:
    anywhere = [line for line in lines_of(paper) if line.block == "console"]
    wrong = [line.name for line in anywhere if line.way in {Way.SCRIPT, Way.SYSTEM}]
    assert wrong == []
