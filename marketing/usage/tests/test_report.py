"""The report: right figures for the days asked for, no amount, no name, and the same few queries."""

from __future__ import annotations

import datetime as dt

import pytest
from wagtail.models import Locale

from marketing.banners.models import Banner
from marketing.usage import selectors
from marketing.usage.models import Tally
from marketing.usage.selectors import Span
from marketing.usage.services import What, count, record_search
from ordering.backoffice.tests.staff import count_queries, log_in
from ordering.orders.models import Order
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.testing import NOON, make_item, make_order

pytestmark = pytest.mark.django_db
REPORT = "/cms/usage/"
TODAY = NOON.date()
SPAN = Span(TODAY - dt.timedelta(days=1), TODAY)
Kind = Tally.Kind


def order_at(moment: dt.datetime, *items) -> Order:
    order = make_order(*items)
    Order.objects.filter(pk=order.pk).update(placed_at=moment)
    return order


def ask(client, span: Span = SPAN) -> str:
    response = client.get(REPORT, {"first": span.first, "last": span.last})
    assert response.status_code == 200
    return response.content.decode()


def test_orders_fall_into_their_day_hour_and_weekday_of_kigali():
    # 23:30 in Kigali is 21:30 in UTC; half an hour later it is another day there.
    late = NOON.replace(hour=23, minute=30) - dt.timedelta(days=1)
    for moment in (NOON, NOON, late, late + dt.timedelta(hours=1), NOON + dt.timedelta(days=1)):
        order_at(moment)
    pattern = selectors.order_pattern(SPAN)
    assert pattern.by_day == (1, 3)
    assert {hour: n for hour, n in enumerate(pattern.by_hour) if n} == {0: 1, 12: 2, 23: 1}
    # The 23rd of November 2026 is a Monday.
    assert pattern.by_weekday == (3, 0, 0, 0, 0, 0, 1)


def test_what_was_cancelled_counts_nowhere():
    item = make_item("isombe")
    order_at(NOON, item)
    cancelled = order_at(NOON, item)
    move_order(order=cancelled, to=State.CANCELLED, role=Role.CUSTOMER, actor=None, now=NOON)
    assert selectors.order_pattern(SPAN).total == 1
    assert selectors.popular_dishes(SPAN) == [("Isombe", 1)]


def test_banners_are_named_and_what_was_followed_is_a_share():
    banner = Banner.objects.create(
        name="Juices",
        title="J",
        placement="cart",
        live=True,
        locale=Locale.objects.get(language_code="en"),
    )
    count({What(Kind.BANNER, banner.code): 8, What(Kind.CLICK, banner.code): 2}, now=NOON)
    count({What(Kind.BANNER, "0" * 32): 1}, now=NOON)
    figures = selectors.banner_figures(SPAN)
    assert [(row.name, row.seen, row.followed, row.percent) for row in figures] == [
        ("Juices", 8, 2, 25),
        ("…", 1, 0, 0),
    ]


def test_campaigns_show_readers_and_orders():
    count(
        {What(Kind.VIEW, "/", "campaign:lunch"): 9, What(Kind.VIEW, "/", "site:a.rw"): 3}, now=NOON
    )
    count({What(Kind.ORDER, "", "campaign:lunch"): 2}, now=NOON)
    assert selectors.campaigns(SPAN) == [("lunch", 9, 2)]


def test_marketing_reads_it_all_and_finds_neither_amounts_nor_people():
    order = order_at(NOON, make_item("isombe", price=7_777))
    count({What(Kind.VIEW, "/menu/"): 1_234, What(Kind.ADD, "isombe"): 5}, now=NOON)
    record_search(term="pizza", found=0, now=NOON)
    page = ask(log_in("marketing"))
    for words in ("Isombe", "/menu/", "1\u202f234", "pizza", "Orders by hour"):
        assert words in page
    for secret in ("RWF", "7\u202f777", order.customer_name, order.phone, order.code):
        assert secret not in page


def test_a_day_outside_the_span_is_not_counted():
    count({What(Kind.VIEW, "/menu/"): 1}, now=NOON - dt.timedelta(days=2))
    page = ask(log_in("marketing"))
    assert "/menu/" not in page.split("<main", 1)[-1].split("Readers")[1].split("Searches")[0]


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-11-23", "2026-11-22", "The last day comes before the first."),
        ("2024-01-01", "2026-01-01", "At most one year at a time."),
        ("yesterday", "2026-01-01", "Enter a valid date."),
        ("", "", "This field is required."),
    ],
)
def test_days_that_make_no_span_are_refused_in_a_sentence(first, last, sentence):
    response = log_in("marketing").get(REPORT, {"first": first, "last": last})
    assert response.status_code == 200
    assert sentence in response.content.decode()


def test_its_queries_do_not_grow_with_what_was_counted():
    client = log_in("marketing")
    address = f"{REPORT}?first={SPAN.first}&last={SPAN.last}"
    order_at(NOON, make_item())
    count({What(Kind.VIEW, "/1/"): 1, What(Kind.BANNER, "1" * 32): 1}, now=NOON)
    # Whatever a process looks up once is looked up here.
    client.get(address)
    few = count_queries(client, address)
    for number in range(5):
        order_at(NOON, make_item())
        count({What(kind, f"{number}" * 32, f"site:a{number}.rw"): 1 for kind in Kind}, now=NOON)
    assert count_queries(client, address) == few


@pytest.mark.parametrize("role", ["support", "menu_manager", "ops"])
def test_nobody_else_reads_it(role):
    assert log_in(role).get(REPORT).status_code == 302
