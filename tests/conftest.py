"""Fixtures of the journeys: the served site, windows of a browser, and what is kept of a failure."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.harness.browsing import Windows, running_browser
from tests.harness.databases import SqliteDatabase
from tests.harness.served import ROOT, ServedSite, running_site
from tests.house import House

SCREENSHOTS = ROOT / "var" / "test-screenshots"
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def site() -> Iterator[ServedSite]:
    """The seeded demo, served as `make run` serves it, shared by all tests of this run."""
    with running_site(SqliteDatabase().template) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    yield from running_browser()


@pytest.fixture
def windows(
    request: pytest.FixtureRequest, site: ServedSite, browser: Browser
) -> Iterator[Windows]:
    """Opens windows; the test fails when one of them met an error that nobody announced."""
    opened = Windows(browser, site.url)
    yield opened
    failed = request.node.stash.get(FAILED, False)
    problems = opened.unexpected()
    if failed or problems:
        name = re.sub(r"\W+", "-", request.node.nodeid).strip("-")
        opened.screenshots(Path(SCREENSHOTS), name)
    opened.close()
    if problems and not failed:
        pytest.fail("The browser reported:\n  " + "\n  ".join(problems))


@pytest.fixture
def phone(windows: Windows) -> Page:
    return windows.phone()


@pytest.fixture
def desktop(windows: Windows) -> Page:
    return windows.desktop()


@pytest.fixture
def phone_without_javascript(windows: Windows) -> Page:
    return windows.phone_without_javascript()


@pytest.fixture
def house(db: None) -> House:
    return House()
