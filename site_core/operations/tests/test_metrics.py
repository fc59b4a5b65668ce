from __future__ import annotations

import logging
import os
import subprocess
import sys
from errno import ENOSPC
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from site_core.base.metrics import counted, read
from site_core.base.metrics.middleware import MetricsMiddleware, area_of
from site_core.operations.metrics import NEVER, read_worker
from site_core.operations.models import Heartbeat, JobRun

TOKEN = "a-token-of-the-tests-that-is-long"


def _figure(text: str, name: str) -> float:
    """The value of one line; 0 where it was never counted."""
    lines = [line for line in text.splitlines() if line.rsplit(" ", 1)[0] == name]
    return float(lines[0].rsplit(" ", 1)[1]) if lines else 0.0


def _ask(client: Client) -> str:
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    return answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "shown"), [("", "Bearer "), (TOKEN, ""), (TOKEN, "Bearer wrong"), (TOKEN, TOKEN)]
)
def test_without_the_token_there_is_nothing(
    client: Client, settings: Any, token: str, shown: str
) -> None:
    settings.METRICS_TOKEN = token

    assert client.get("/metrics", headers={"Authorization": shown}).status_code == 404


@pytest.mark.django_db
def test_requests_are_counted_by_area_method_and_status(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    good = 'dusangire_requests_total{area="healthz",method="GET",status="2xx"}'
    bad = 'dusangire_requests_total{area="healthz",method="POST",status="4xx"}'
    before = _ask(client)

    client.get("/healthz")
    client.get("/healthz")
    client.post("/healthz")

    after = _ask(client)
    assert _figure(after, good) - _figure(before, good) == 2
    assert _figure(after, bad) - _figure(before, bad) == 1
    seconds = 'dusangire_request_seconds_count{area="healthz"}'
    assert _figure(after, seconds) - _figure(before, seconds) == 3
    assert _figure(after, "dusangire_readers_broken") == 0


@pytest.mark.django_db
def test_the_number_of_queries_of_a_scrape_is_fixed(
    client: Client, settings: Any, django_assert_max_num_queries: Any
) -> None:
    settings.METRICS_TOKEN = TOKEN
    _ask(client)
    JobRun.objects.bulk_create(
        JobRun(name=f"job {number}", next_run_at=timezone.now()) for number in range(20)
    )

    with django_assert_max_num_queries(30):
        _ask(client)


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/", "pages"),
        ("/menu/isombe/", "pages"),
        ("/fr/menu/", "pages"),
        ("/rw/checkout/", "checkout"),
        ("/checkout/", "checkout"),
        ("/orders/secret-code/", "orders"),
        ("/staff/kitchen/", "staff"),
        ("/readyz", "readyz"),
        ("/no-such-thing", "pages"),
    ],
)
def test_an_area_never_names_an_order_or_a_dish(path: str, area: str) -> None:
    assert area_of(path) == area


@pytest.mark.django_db
def test_a_slow_query_is_logged_without_its_values(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s", ["0788123456"])
        return HttpResponse()

    request = RequestFactory().get("/cart/")
    settings.SLOW_QUERY_MS = 60_000
    with caplog.at_level(logging.WARNING):
        MetricsMiddleware(view)(request)
    assert caplog.text == ""

    settings.SLOW_QUERY_MS = -1
    with caplog.at_level(logging.WARNING):
        MetricsMiddleware(view)(request)
    assert "Slow query" in caplog.text
    assert "cart" in caplog.text
    assert "0788123456" not in caplog.text


@pytest.mark.django_db
def test_worker_and_jobs() -> None:
    now = timezone.now()
    JobRun.objects.create(name="a.b", next_run_at=now, last_error="No.")
    figures = {metric.name: metric for metric in read_worker(now)}
    assert figures["dusangire_worker_silent_seconds"].samples[0].value == NEVER
    assert figures["dusangire_job_failed"].samples[0].value == 1
    assert figures["dusangire_job_late_seconds"].samples[0].labels == {"job": "a.b"}

    Heartbeat.objects.create(name="worker", at=now)
    assert next(iter(read_worker(now))).samples[0].value == 0


@pytest.mark.parametrize(("exception", "more"), [(Http404(), 0), (ValueError("Oh."), 1)])
def test_a_view_that_says_no_is_no_error(exception: Exception, more: int) -> None:
    errors = counted.ERRORS.labels("cart")
    before = errors._value.get()

    middleware = MetricsMiddleware(lambda request: HttpResponse())
    middleware.process_exception(RequestFactory().get("/cart/"), exception)

    assert errors._value.get() - before == more


def test_a_reader_that_breaks_takes_nothing_else_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(now: object) -> list[Any]:
        raise RuntimeError

    monkeypatch.setattr(
        read, "_readers", {"a": breaks, "b": lambda now: [read.gauge("x", "X.", 3)]}
    )

    found = {metric.name: metric.samples[0].value for metric in read.Read(timezone.now()).collect()}

    assert found == {"dusangire_x": 3, "dusangire_readers_broken": 1}


COUNT = """
import sys
from pathlib import Path
from site_core.base.metrics import counted
counted.share_counts(Path(sys.argv[1]))
from prometheus_client import CollectorRegistry, Counter
counter = Counter("dusangire_tried", "Tried.", ["area"], registry=CollectorRegistry())
counter.labels("cart").inc(int(sys.argv[2]))
print("counted", flush=True)
sys.stdin.read()
"""


def _start(folder: Path, times: int) -> subprocess.Popen[str]:
    """A process that counts, and lives until its input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", COUNT, str(folder), str(times)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=settings.BASE_DIR,
    )
    assert process.stdout
    assert process.stdout.readline() == "counted\n"
    return process


def test_processes_side_by_side_are_summed_and_their_files_used_again(tmp_path: Path) -> None:
    side_by_side = [_start(tmp_path, 2), _start(tmp_path, 3)]
    for process in side_by_side:
        process.communicate()
    _start(tmp_path, 5).communicate()

    assert {path.name: path.stat().st_size for path in tmp_path.glob("*.db")} == {
        f"{kind}_{slot}.db": counted.RESERVED_BYTES for kind in counted.KINDS for slot in (0, 1)
    }
    collector = counted.MultiProcessCollector(counted.CollectorRegistry(), str(tmp_path))
    sums = {
        sample.name: sample.value for metric in collector.collect() for sample in metric.samples
    }
    assert sums == {"dusangire_tried_total": 10}


def test_without_room_for_figures_people_are_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that is mapped and not there would kill the process; so it is not counted at all."""
    slots = counted.Slots(tmp_path)
    monkeypatch.setattr(counted, "_said", set())
    assert slots.number() == counted.NOBODY

    with monkeypatch.context() as full:
        full.setattr(os, "posix_fallocate", mock.Mock(side_effect=OSError(ENOSPC, "No room")))
        for _ in range(2):
            with counted.counting():
                slots.number()

    assert [record.message for record in caplog.records] == ["Requests are not counted: No room."]
    assert slots.number() == 0
