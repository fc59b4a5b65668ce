"""What is counted, what never is, and what stays of it: counts of things, nothing of people."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketing.usage import labels
from marketing.usage.cleaning import old_counts
from marketing.usage.models import WHOLE_DAY, Tally
from marketing.usage.privacy import Limiter, limiter
from marketing.usage.services import What, count, record_search, thin_out
from marketing.usage.sources import source_of
from ordering.testing import NOON, make_item, open_all_day

pytestmark = pytest.mark.django_db
Kind = Tally.Kind
OURS = {"HTTP_ORIGIN": "http://testserver"}
MENU = labels.write(labels.PAGE, "/menu/")
ORDER = labels.write(labels.PAGE, ":order_page")
BANNER = labels.write(labels.BANNER, "abc")


@pytest.fixture(autouse=True)
def _new_minute() -> None:
    limiter.forget()


def send(data: object = None, **headers: str) -> int:
    """What a browser on one of our pages would send; returns the status."""
    body = data if isinstance(data, str) else json.dumps({"seen": [MENU]} if data is None else data)
    headers = {**OURS, **headers}
    return Client().post("/counts/", body, content_type="text/plain", **headers).status_code


def counted() -> dict[tuple[str, str, str], int]:
    return {(row.kind, row.subject, row.source): row.count for row in Tally.objects.all()}


# --- Counting ------------------------------------------------------------------------------------


def test_the_same_in_one_hour_of_kigali_is_one_row():
    night = dt.datetime(2026, 11, 23, 22, 30, tzinfo=dt.UTC)
    for now in (night, night + dt.timedelta(minutes=10), night + dt.timedelta(hours=1)):
        count({What(Kind.VIEW, "/menu/"): 1}, now=now)
    assert list(Tally.objects.order_by("hour").values_list("day", "hour", "count")) == [
        (dt.date(2026, 11, 24), 0, 2),
        (dt.date(2026, 11, 24), 1, 1),
    ]


def test_counting_again_costs_one_update():
    count({What(Kind.VIEW, "/menu/"): 1}, now=NOON)
    with CaptureQueriesContext(connection) as queries:
        count({What(Kind.VIEW, "/menu/"): 1}, now=NOON)
    assert [query["sql"][:6] for query in queries if "SAVEPOINT" not in query["sql"]] == ["UPDATE"]


def test_a_broken_table_breaks_nothing_else(monkeypatch):
    def broken(*args: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr("marketing.usage.services._add", broken)
    count({What(Kind.VIEW, "/menu/"): 1}, now=NOON)
    assert counted() == {}


def test_invented_sources_end_in_others(monkeypatch):
    monkeypatch.setattr("marketing.usage.services.MAX_SOURCES_A_DAY", 2)
    for source in ("site:a.rw", "site:b.rw", "site:c.rw", "site:a.rw", "site:d.rw"):
        count({What(Kind.VIEW, "/", source): 1}, now=NOON)
    assert counted() == {
        ("view", "/", "site:a.rw"): 2,
        ("view", "/", "site:b.rw"): 1,
        ("view", "/", "others"): 2,
    }


# --- From browsers -------------------------------------------------------------------------------


def test_a_page_is_counted_with_the_campaign_that_brought_the_reader():
    assert send({"seen": [MENU], "campaign": "Umuganura-2026", "host": "www.example.org"}) == 204
    assert send({"seen": [MENU], "campaign": "", "host": "www.example.org"}) == 204
    assert send() == 204
    assert counted() == {
        ("view", "/menu/", "campaign:umuganura-2026"): 1,
        ("view", "/menu/", "site:example.org"): 1,
        ("view", "/menu/", ""): 1,
    }


def test_banners_are_counted_as_seen_and_as_followed_without_a_source():
    assert send({"seen": [MENU, BANNER, BANNER], "used": [BANNER], "campaign": "x"}) == 204
    assert counted() == {
        ("view", "/menu/", "campaign:x"): 1,
        ("banner", "abc", ""): 1,
        ("click", "abc", ""): 1,
    }


def test_an_order_is_counted_by_source_and_names_no_order():
    assert send({"ordered": [ORDER, MENU], "campaign": "lunch"}) == 204
    assert counted() == {("order", "", "campaign:lunch"): 1}


@pytest.mark.parametrize(
    "data",
    [
        "", "nonsense", "[]", "null", "3", '{"seen": "x"}', '{"seen": [3]}', '{"seen": ["page:/x"]}',
        '{"seen": ["page:/menu/~forged"]}', '{"campaign": 3}', '{"host": {}}',
        json.dumps({"seen": [MENU] * 13}), json.dumps({"seen": [], "host": "x" * 300}),
        json.dumps({"seen": [MENU], "more": "x" * 9_000}),
    ],
)  # fmt: skip
def test_anything_else_is_refused_whole(data):
    assert send(data) == 400
    assert counted() == {}


def test_what_was_not_rendered_here_cannot_be_counted():
    assert send({"seen": [MENU, "page:/made-up/~" + MENU.split("~")[1]]}) == 400
    assert counted() == {}


@pytest.mark.parametrize("headers", [{"HTTP_DNT": "1"}, {"HTTP_SEC_GPC": "1"}])
def test_who_asks_not_to_be_tracked_is_not_counted(headers):
    assert send(**headers) == 204
    assert counted() == {}


@pytest.mark.parametrize("origin", ["", "null", "https://evil.example", "http://testserver.evil"])
def test_other_sites_and_bare_clients_are_not_heard(origin):
    assert send(HTTP_ORIGIN=origin) == 403
    assert counted() == {}


def test_a_flood_is_dropped_and_the_next_minute_begins_anew():
    limited = Limiter(per_address=2, per_process=3)
    answers = [limited.allows(address, seconds=0) for address in ("a", "a", "a", "b")]
    assert answers == [True, True, False, False]
    assert limited.allows("a", seconds=60)


def test_a_flood_at_the_door_is_told_so(monkeypatch):
    monkeypatch.setattr("marketing.usage.views.limiter", Limiter(1, 10))
    assert [send(), send()] == [204, 429]


def test_nothing_of_the_person_is_sent_or_kept():
    response = Client().post("/counts/", json.dumps({"seen": [MENU]}), "text/plain", **OURS)
    assert not response.cookies
    names = {field.name for field in Tally._meta.get_fields()}
    assert names == {"id", "day", "hour", "kind", "subject", "source", "count"}


@pytest.mark.parametrize(
    ("campaign", "host", "source"),
    [
        ("", "", ""),
        ("Lunch_Box", "example.org", "campaign:lunch_box"),
        ("two words", "www.Example.org", "site:example.org"),
        ("aline@example.org", "", ""),
        ("x" * 41, "localhost", ""),
        ("", "evil.example/path", ""),
        ("<script>", "192.168.1.1", ""),
        ("", "mail.google.com\n", "site:mail.google.com"),
    ],
)
def test_a_source_is_a_plain_name_or_a_host(campaign, host, source):
    assert source_of(campaign=campaign, host=host) == source


# --- On the server -------------------------------------------------------------------------------


def test_the_way_into_the_cart_is_counted_without_a_script(client):
    item = make_item("isombe")
    open_all_day()
    client.post("/cart/add/isombe/", {"quantity": "1"})
    client.post("/cart/add/isombe/", {"quantity": "99999"})
    client.post("/cart/add/isombe/", {"quantity": "1"}, HTTP_DNT="1")
    assert counted() == {("add", item.code, ""): 1}


# --- Searches ------------------------------------------------------------------------------------


def test_a_search_is_counted_and_apart_when_it_found_nothing():
    record_search(term="  Isombe  n'inyama ", found=3, now=NOON)
    record_search(term="Pizza", found=0, now=NOON)
    record_search(term="pizza\0", found=0, now=NOON)
    assert counted() == {
        ("search", "isombe n'inyama", ""): 1,
        ("search", "pizza", ""): 2,
        ("nothing", "pizza", ""): 2,
    }


@pytest.mark.parametrize(
    "term", ["", "  ", "0788 123 456", "aline@example.org", "1 1990 8 0012345"]
)
def test_what_looks_like_a_person_is_not_kept(term):
    record_search(term=term, found=0, now=NOON)
    assert counted() == {}


def test_a_day_keeps_only_so_many_different_searches(monkeypatch):
    monkeypatch.setattr("marketing.usage.services.MAX_TERMS_A_DAY", 1)
    for term in ("tea", "coffee", "tea"):
        record_search(term=term, found=1, now=NOON)
    assert counted() == {("search", "tea", ""): 2}


# --- Retention -----------------------------------------------------------------------------------


def test_old_hours_become_days_and_older_rows_go_and_twice_is_once():
    for days, kind in ((0, Kind.VIEW), (91, Kind.VIEW), (181, Kind.SEARCH), (751, Kind.VIEW)):
        for hour in (0, 1):
            now = NOON - dt.timedelta(days=days) + dt.timedelta(hours=hour)
            count({What(kind, "x"): 2}, now=now)
    for _time in range(2):
        thin_out(NOON)
        sum(old_counts(NOON).remove())
        rows = list(Tally.objects.order_by("-day", "hour").values_list("hour", "count"))
        assert rows == [(12, 2), (13, 2), (WHOLE_DAY, 4)]
