"""The points page and its forms, and the sentence about points on public pages."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ordering.loyalty.adjusting import adjust_points
from ordering.loyalty.history import history_page
from ordering.loyalty.models import Adjustment, LoyaltyRules, Reward
from ordering.orders.models import Order
from ordering.referrals.models import RefusedInvitation
from ordering.testing import (
    NOON,
    bed_place,
    checkout_data,
    make_filled_cart,
    make_item,
    make_user,
    make_zone,
    open_all_day,
    shop,
)
from site_core.users.models import User

from .factories import account, deliver, give, order_of

pytestmark = pytest.mark.django_db


def _logged_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_the_page_tells_balance_worth_tier_and_history(client: Client) -> None:
    user = make_user()
    deliver(order_of(user))
    page = _logged_in(client, user).get(reverse("account_points")).content.decode()
    for words in ("25", "worth 125", "Earned with an order", "Bronze", "more within twelve months"):
        assert words in page.replace("\u202f", " "), words


def test_the_page_asks_the_same_number_of_queries_however_long_the_history(
    client: Client, django_assert_num_queries: Any
) -> None:
    user = make_user()
    _logged_in(client, user)
    give(user, 1)
    url = reverse("account_points")
    client.get(url)
    with django_assert_num_queries(18):
        client.get(url)
    for points in range(1, 60):
        give(user, points)
    with django_assert_num_queries(18):
        first = client.get(url).context["history"]
    # One more finds where the page begins, as far back as it may be.
    for _page in range(2):
        with django_assert_num_queries(19):
            first = client.get(f"{url}?behind={first.older}").context["history"]
    assert first.older is None


def test_the_pages_of_the_history_show_every_entry_once() -> None:
    user, other = make_user(), make_user()
    give(other, 7)
    # Some in the same moment, as one sweep writes them.
    for number in range(45):
        give(user, number + 1, now=NOON + dt.timedelta(minutes=number // 4))
    seen: list[int] = []
    page = history_page(account(user))
    while True:
        seen += [entry.points for entry in page.entries]
        if page.older is None:
            break
        page = history_page(account(user), behind=str(page.older))
    assert seen == list(range(45, 0, -1))
    assert not page.is_newest


@pytest.mark.parametrize("behind", ["", "0", "-1", "x", "9" * 40, "٣", "another's"])
def test_a_page_that_begins_nowhere_is_the_newest(behind: str) -> None:
    user, other = make_user(), make_user()
    give(user, 5)
    give(other, 7)
    if behind == "another's":
        behind = str(history_page(account(other)).entries[0].pk)
    page = history_page(account(user), behind=behind)
    assert ([entry.points for entry in page.entries], page.is_newest) == ([5], True)


@pytest.mark.parametrize(
    ("day", "month", "status", "kept"),
    [
        ("29", "2", 302, (29, 2)),
        ("", "", 302, (None, None)),
        ("31", "4", 422, None),
        ("5", "", 422, None),
        ("5", "13", 422, None),
        ("x", "\x00", 422, None),
    ],
)
def test_a_birthday_is_a_day_that_exists_or_nothing(
    client: Client, day: str, month: str, status: int, kept: tuple[int, int] | None
) -> None:
    user = make_user()
    _logged_in(client, user)
    answer = client.post(reverse("account_birthday"), {"day": day, "month": month})
    assert answer.status_code == status
    if kept:
        assert (account(user).birth_day, account(user).birth_month) == kept


def test_a_reward_clicked_twice_is_exchanged_once(client: Client) -> None:
    user = make_user()
    give(user, 100)
    reward = Reward.objects.create(name="Credit", kind="store_credit", points=40, amount=200)
    url, token = reverse("account_reward", args=[reward.pk]), str(uuid.uuid4())
    _logged_in(client, user)
    for sent in (token, token, "rubbish"):
        client.post(url, {"token": sent})
    assert account(user).balance == 60


def test_the_checkout_takes_points_that_are_ticked(client: Client) -> None:
    user, zone = make_user(), make_zone()
    give(user, 100)
    open_all_day(zone)
    cart = make_filled_cart(make_item(price=2_500), place=bed_place(zone), user=user)
    shop(client, cart)
    assert "Use 100 points" in client.get(reverse("checkout")).content.decode()
    client.post(reverse("checkout"), checkout_data(cart, use_points="yes"))
    order = Order.objects.get()
    assert (order.points_credit, order.total) == (500, 2_000)


def _manager(client: Client, *names: str) -> User:
    boss = make_user("Boss", is_staff=True)
    codes = ("access_admin", "view_pointsaccount", "view_loyaltyrules", *names)
    boss.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(boss)
    return boss


def test_a_manager_gives_points_and_another_agrees_above_the_limit(client: Client) -> None:
    user = make_user(email="aline@example.org")
    _manager(client, "adjust_points", "approve_points")
    url = reverse("loyalty_pointsaccount_modeladmin_adjust")
    sent = {"account": user.email, "points": "501", "reason": "sorry", "token": str(uuid.uuid4())}
    client.post(url, sent)
    asked = Adjustment.objects.get()
    decide = reverse("loyalty_pointsaccount_modeladmin_decide", args=[asked.pk])
    client.post(decide, {"deed": "approve"})
    assert account(user).balance == 0
    _manager(client, "approve_points")
    client.post(decide, {"deed": "approve"})
    assert account(user).balance == 501
    page = client.get(
        reverse("loyalty_pointsaccount_modeladmin_inspect", args=[asked.account_id])
    ).content.decode()
    assert "sorry" in page


def test_rules_are_changed_by_a_new_version_and_bad_ones_are_refused(client: Client) -> None:
    _manager(client, "approve_points")
    url = reverse("loyalty_loyaltyrules_modeladmin_change")
    values = {name: str(value) for name, value in client.get(url).context["form"].initial.items()}
    client.post(url, {**values, "silver_from": "9000000"})
    client.post(url, {**values, "earn_amount": "0"})
    client.post(url, values)
    assert LoyaltyRules.objects.count() == 1
    client.post(url, {**values, "point_value": "6"})
    assert list(LoyaltyRules.objects.order_by("version").values_list("point_value")) == [(5,), (6,)]


def test_reports_answer_to_any_day(client: Client) -> None:
    _manager(client)
    give(make_user(), 100, now=NOON)
    for day in ("", "2026-11-23", "1000-01-01", "9999-12-31", "never"):
        assert client.get(reverse("loyalty_owed"), {"day": day}).status_code == 200


def test_managers_see_who_shared_out_points_and_who_invited_themselves(client: Client) -> None:
    user, other = make_user("Aline Uwase"), make_user("Jean Bosco", is_staff=True)
    boss = _manager(client)
    now = timezone.now()
    for actor, points in ((boss, 400), (other, 300)):
        adjust_points(
            user=user, points=points, reason="x", actor=actor, token=uuid.uuid4(), now=now
        )
    RefusedInvitation.objects.create(referrer=user, by="device", at=now)
    page = client.get(reverse("loyalty_signals")).content.decode()
    assert "Boss, Jean Bosco" in page
    assert ">700<" in page
    assert "the same device" in page
