"""The production set-up on loopback: nginx and TLS in front of gunicorn, as deploy/ configures it."""

from __future__ import annotations

import concurrent.futures
import http.client
import json
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from deploy.prod_local import MissingProgram, ProdLocal, find
from site_core.base.money import grouped
from tests.harness.served import ROOT, ServedSite

pytestmark = pytest.mark.browser

DISH = "/menu/lunch/isombe-ubugali/"
# Runs what it is told, line by line, in a process of its own: as staff do while people read.
STAFF = "import sys\nfor line in sys.stdin:\n    exec(eval(line))\n    print('done', flush=True)\n"
PRICE = """
from django.db import transaction
from ordering.catalogue.models import MenuItem
with transaction.atomic():
    item = MenuItem.objects.get(code="isombe-ubugali")
    item.price = {price}
    item.save()
"""
SOLD_OUT = """
from ordering.catalogue.services import mark_sold_out
import datetime as dt
mark_sold_out(
    item=MenuItem.objects.get(code="isombe-ubugali"),
    until=dt.datetime.now(dt.UTC) + dt.timedelta(hours=2),
)
"""
PUBLISH = """
from menu_pages.models import DishPage
page = DishPage.objects.get(slug="isombe-ubugali", locale__language_code="en")
page.title = "Isombe of the new cook"
page.save_revision().publish()
"""


@pytest.fixture(scope="module")
def prod(site: ServedSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProdLocal]:
    try:
        find("nginx")
        find("openssl")
    except MissingProgram as missing:
        pytest.skip(str(missing))
    folder = tmp_path_factory.mktemp("prod")
    site.copy_to(folder / "var")
    running = ProdLocal(folder, database_url=f"sqlite:///{folder}/var/dusangire.sqlite3")
    try:
        running.start()
        yield running
    finally:
        running.stop()


def _log(prod: ProdLocal) -> str:
    return (prod.folder / "log/access.log").read_text()


def _post(prod: ProdLocal, path: str, body: bytes) -> int:
    connection = prod.connection()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_plain_http_leads_to_https(prod: ProdLocal) -> None:
    plain = http.client.HTTPConnection("localhost", prod.http_port)
    plain.request("GET", "/menu/?x=1")
    answer = plain.getresponse()

    assert (answer.status, answer.getheader("Location")) == (308, f"{prod.url}/menu/?x=1")


def test_browsers_speak_http_2_and_insist_on_https(prod: ProdLocal) -> None:
    context = ssl.create_default_context(cafile=str(prod.certificate))
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("localhost", prod.https_port)) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        assert secure.selected_alpn_protocol() == "h2"
        assert secure.version() == "TLSv1.3"

    assert prod.get("/")[1]["strict-transport-security"].startswith("max-age=60")


def test_a_name_that_is_not_ours_gets_no_answer(prod: ProdLocal) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        prod.get("/", {"Host": "evil.example"})


def test_a_copy_serves_everybody_in_the_encoding_they_read(prod: ProdLocal) -> None:
    first = prod.get(DISH, {"Accept-Encoding": "gzip, br"})
    second = prod.get(DISH, {"Accept-Encoding": "br", "Cookie": "sessionid=abc"})
    plain = prod.get(DISH)
    again = prod.get(DISH, {"Accept-Encoding": "br", "If-None-Match": first[1]["etag"]})

    assert first[1]["content-encoding"] == second[1]["content-encoding"] == "br"
    assert second[2] == first[2]
    assert b"<h1" in plain[2]
    assert again[0] == 304
    assert '"copy":"HIT"' in _log(prod).splitlines()[-1]
    # The number belongs to the request, not to the copy.
    assert second[1]["x-request-id"] in _log(prod)
    assert second[1]["x-request-id"] != first[1]["x-request-id"]


class Staff:
    """A second process that changes the site's data, with its transactions and their ends."""

    def __init__(self, prod: ProdLocal) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", STAFF],
            cwd=ROOT, env=prod.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def do(self, code: str) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{code!r}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "done\n"

    def leave(self) -> None:
        self._process.communicate(timeout=20)


def test_price_stock_and_publication_are_right_in_the_moment_they_are_saved(
    prod: ProdLocal,
) -> None:
    """Readers fill the copies all the while; nobody who asks after a change sees the page before."""
    done = threading.Event()
    staff = Staff(prod)

    def read() -> None:
        while not done.is_set():
            prod.get(DISH)

    with concurrent.futures.ThreadPoolExecutor(2) as readers:
        for _ in range(2):
            readers.submit(read)
        try:
            for price in (4_321, 5_432, 6_543):
                staff.do(PRICE.format(price=price))
                assert grouped(price).encode() in prod.get(DISH)[2]
            assert b"Sold out" not in prod.get(DISH)[2]
            staff.do(SOLD_OUT)
            assert b"Sold out" in prod.get(DISH)[2]
            staff.do(PUBLISH)
            assert b"Isombe of the new cook" in prod.get(DISH)[2]
        finally:
            done.set()
            staff.leave()
    assert _log(prod).count('"copy":"HIT"') > 3


def test_allergies_are_neither_logged_nor_kept(prod: ProdLocal) -> None:
    assert prod.get("/menu/?without=peanuts-of-ada")[0] == 200
    assert prod.get("/menu/?without=peanuts-of-ada")[0] == 200

    written = [path for path in prod.folder.glob("log/*") if path.is_file()]
    kept = [path for path in prod.folder.glob("copies/**/*") if path.is_file()]
    assert kept
    assert [p.name for p in (*written, *kept) if b"peanuts-of-ada" in p.read_bytes()] == []


def test_links_that_are_keys_are_not_logged(prod: ProdLocal) -> None:
    prod.get("/fr/orders/SECRETCODE/")

    assert '"uri":"/fr/orders/..."' in _log(prod)
    assert "SECRETCODE" not in "".join(p.read_text() for p in prod.folder.glob("log/*"))


def test_personal_pages_are_never_copied(prod: ProdLocal) -> None:
    lines = len(_log(prod).splitlines())
    for path in ("/cart/", "/fr/cart/", "/accounts/login/", "/cms/login/"):
        prod.get(path)

    assert all('"copy":""' in line for line in _log(prod).splitlines()[lines:])


def test_a_file_that_is_too_large_stops_at_the_door(prod: ProdLocal) -> None:
    assert _post(prod, "/cart/add/x/", b"x" * (13 * 1024 * 1024)) == 413


def test_static_files_are_compressed_and_kept_for_ever(prod: ProdLocal) -> None:
    page = prod.get("/")[2].decode()
    sheet = page.split('href="/static/bundles/site.')[1].split('"')[0]

    _status, headers, _body = prod.get(f"/static/bundles/site.{sheet}", {"Accept-Encoding": "gzip"})

    assert headers["content-encoding"] == "gzip"
    assert headers["cache-control"] == "public, max-age=31536000, immutable"


def test_guesses_at_passwords_are_slowed_down(prod: ProdLocal) -> None:
    guess = urlencode({"login": "ada@example.rw", "password": "guess"}).encode()

    answers = [_post(prod, "/accounts/login/", guess) for _ in range(45)]

    assert answers[0] == 403
    assert answers[-1] == 429
    assert prod.get("/accounts/login/")[0] == 200


def test_the_smoke_test_walks_every_way_and_leaves_only_an_empty_cart(prod: ProdLocal) -> None:
    count = (
        "from django.apps import apps; print({m._meta.label: m._default_manager.count() for m in "
        "apps.get_models() if m._meta.label != 'operations.JobRun'})"
    )
    before = eval(prod.shell(count))
    done = subprocess.run(
        [sys.executable, "manage.py", "smoke_test", prod.url, "--insecure", "--json"],
        cwd=ROOT, env=prod.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = json.loads(done.stdout)
    after = eval(prod.shell(count))

    # Its sitemap names the address for which the copied site was seeded.
    assert report["failed"] in ([], ["robots"])
    assert all(way["ok"] for way in report["ways"] if way["name"] != "robots")
    assert {name for name in before if after[name] != before[name]} <= {"carts.Cart"}


def test_a_closed_site_says_so_and_monitors_still_hear_it(prod: ProdLocal) -> None:
    closed = prod.var / "closed"
    closed.touch()
    try:
        status, headers, body = prod.get("/menu/")
        health = prod.get("/healthz")[0]
        form = _post(prod, "/cart/add/x/", b"quantity=1")
    finally:
        closed.unlink()

    assert (status, form) == (503, 503)
    assert "retry-after" in headers
    assert b"Turi gutunganya urubuga" in body
    assert health == 200
    assert prod.get("/menu/")[0] == 200


def test_a_restart_loses_no_request(prod: ProdLocal) -> None:
    done = threading.Event()

    def ask(path: str) -> list[int]:
        seen = []
        while not done.is_set():
            seen.append(prod.get(path)[0])
        return seen

    with concurrent.futures.ThreadPoolExecutor(3) as visitors:
        asked = [visitors.submit(ask, path) for path in ("/cart/", "/healthz", "/menu/?x=1")]
        try:
            prod.restart_web()
        finally:
            threading.Timer(1, done.set).start()
        seen = [status for visitor in asked for status in visitor.result()]

    assert len(seen) >= 3
    assert set(seen) == {200}
