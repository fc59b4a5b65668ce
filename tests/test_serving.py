"""The site as `make run` serves it: what only a started server can show."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.harness.served import ROOT, ServedSite, free_port

pytestmark = pytest.mark.browser


def _get(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_a_fresh_start_is_ready(site: ServedSite) -> None:
    status, headers, body = _get(f"{site.url}/readyz")

    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert [check["name"] for check in json.loads(body)["checks"]] == [
        "database",
        "migrations",
        "worker",
        "disk",
        "backup",
    ]


def test_a_page_that_does_not_exist_says_so_without_details(site: ServedSite) -> None:
    status, _headers, body = _get(f"{site.url}/no-such-page/")

    assert status == 404
    assert b"Traceback" not in body
    assert b"DEBUG" not in body


def test_static_files_are_compressed_and_kept_for_ever(site: ServedSite) -> None:
    _status, _headers, page = _get(f"{site.url}/menu/")
    found = re.search(rb'href="(/static/bundles/site\.[0-9a-f]+\.css)"', page)
    assert found

    status, headers, _body = _get(site.url + found[1].decode(), **{"Accept-Encoding": "br"})

    assert status == 200
    assert headers["Content-Encoding"] == "br"
    assert "immutable" in headers["Cache-Control"]


@pytest.mark.parametrize(
    ("port", "sentence"), [("same", "Cannot listen on 127.0.0.1"), ("other", "already works on")]
)
def test_a_second_server_on_the_same_data_is_refused(
    site: ServedSite, port: str, sentence: str
) -> None:
    number = site.port if port == "same" else free_port()

    second = subprocess.run(
        [sys.executable, "manage.py", "serve", "--port", str(number)],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert second.returncode == 1
    assert sentence in second.stderr
    assert len(second.stderr.splitlines()) == 1
    assert site.is_ready()


def test_the_seeded_menu_shows_dishes_without_an_error(phone: Page) -> None:
    phone.goto("/menu/")

    expect(phone.locator("h1")).to_be_visible()
    assert phone.locator("img").count() > 0
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_menu_works_without_javascript(phone_without_javascript: Page) -> None:
    phone_without_javascript.goto("/menu/")

    expect(phone_without_javascript.locator("h1")).to_be_visible()
