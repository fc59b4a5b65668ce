"""`python -m benchmarks.points`: a ledger of a million rows, and what reads and writes it.

A PostgreSQL of its own, filled by the database itself. One account has 1 entry, one
1,000, one 100,000; two thousand others share the rest. Entries come in turn, ten points received
and five used, spread over a year. Then the points page, its oldest history, paying with points and
the report of what is owed are asked for, with the queries counted; each figure is the best of five.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile

from .letters import ROOT, answer, database

PREPARE = """
from django.db import connection
from django.utils import timezone
from ordering.loyalty.models import LoyaltyRules, PointsAccount, PointsEntry, PointsLot
from ordering.loyalty.selectors import wrong_balances, wrong_lots
from site_core.users.models import User
sizes = [1, 1_000, 100_000]
sizes += [(ROWS - sum(sizes)) // PEOPLE] * PEOPLE
sizes[-1] += ROWS - sum(sizes)
users = User.objects.bulk_create(
    [User(email=f"eater{n}@example.org", name="Eater") for n in range(len(sizes))], batch_size=1000
)
# Received first, then used, in turn.
accounts = PointsAccount.objects.bulk_create(
    [
        PointsAccount(user=user, balance=10 * (size - size // 2) - 5 * (size // 2))
        for user, size in zip(users, sizes)
    ],
    batch_size=1000,
)
rules, now = LoyaltyRules.objects.get(version=1), timezone.now()
with connection.cursor() as cursor:
    cursor.execute("CREATE TEMPORARY TABLE sizes (account bigint, size int)")
    cursor.executemany(
        "INSERT INTO sizes VALUES (%s, %s)", [(a.pk, size) for a, size in zip(accounts, sizes)]
    )
    cursor.execute(
        '''
        INSERT INTO loyalty_pointsentry
            (account_id, kind, points, balance_after, rules_id, reason, unique_key, at)
        SELECT account, CASE n %% 2 WHEN 0 THEN 'earn' ELSE 'spend' END,
               CASE n %% 2 WHEN 0 THEN 10 ELSE -5 END,
               10 * (n / 2 + 1) - 5 * ((n + 1) / 2), %s, '', 'bench:' || account || ':' || n,
               %s - (size - n) * interval '360 days' / size
        FROM sizes, generate_series(0, size - 1) AS n
        ORDER BY (size - n)::float / size DESC
        ''',
        [rules.pk, now],
    )
    # What was used came from the oldest lots.
    cursor.execute(
        '''
        INSERT INTO loyalty_pointslot (account_id, entry_id, points, "left", expires_on)
        SELECT account_id, id, 10, 10 - LEAST(10, GREATEST(0, used - 10 * (nth - 1))),
               (at + interval '1 year')::date
        FROM (
            SELECT entry.id, account_id, at, size / 2 * 5 AS used,
                   row_number() OVER (PARTITION BY account_id ORDER BY at) AS nth
            FROM loyalty_pointsentry AS entry JOIN sizes ON account = account_id
            WHERE points > 0
        ) AS received
        '''
    )
    cursor.execute("ANALYZE")
print(f"{PointsEntry.objects.count()} entries, {PointsLot.objects.count()} lots")
assert not wrong_balances().exists() and not wrong_lots().exists()
"""
MEASURE = """
import datetime as dt, time, uuid
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from ordering.loyalty.expiry import expire_points
from ordering.loyalty.history import history_page
from ordering.loyalty.ledger import Kind, post
from ordering.loyalty.liability import liability_on
from ordering.loyalty.models import PointsAccount
from ordering.loyalty.rules import rules_at
from ordering.loyalty.selectors import payable_points
# Nothing was collected here, and the name of a style sheet costs nothing.
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}).enable()
now = timezone.now()
def measure(what, work):
    best = None
    for _turn in range(6):
        with CaptureQueriesContext(connection) as queries:
            began = time.perf_counter()
            work()
            took = (time.perf_counter() - began) * 1000
        # The first turn fills the caches.
        best = took if best is None or _turn == 1 else min(best, took)
    print(f"{what:48} {len(queries):3d} queries {best:9.1f} ms")
def spend(account):
    with transaction.atomic():
        post(account_id=account.pk, kind=Kind.SPEND, points=-1, unique_key=str(uuid.uuid4()),
             rules=rules_at(now), now=now)
        transaction.set_rollback(True)
for account in PointsAccount.objects.select_related("user").order_by("pk")[:3]:
    size = account.entries.count()
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(account.user)
    def page(query=""):
        answer = client.get("/account/points/" + query)
        assert answer.status_code == 200, answer.status_code
    measure(f"points page, {size:,} entries", page)
    if size > 20:
        oldest = account.entries.order_by("at", "pk")[20]
        assert history_page(account, behind=str(oldest.pk)).older is None
        measure(f"  the oldest page of its history", lambda: page(f"?behind={oldest.pk}"))
    measure("  what an order may take",
            lambda: payable_points(account.user, price=5_000, now=now))
    if account.balance:
        measure("  paying with a point", lambda: spend(account))
for days in (0, 182):
    day = now.date() - dt.timedelta(days=days)
    measure(f"what was owed {days} days ago", lambda: liability_on(day))
measure("a day on which nothing expires", lambda: expire_points(date=now.date(), now=now))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=2_000)
    options = parser.parse_args()
    head = f"ROWS, PEOPLE = {options.rows}, {options.people}\n"
    with tempfile.TemporaryDirectory() as folder, database("postgres") as where:
        env = {
            **os.environ,
            **where,
            "DJANGO_SETTINGS_MODULE": "site_core.settings.local",
            "DUSANGIRE_VAR_DIR": folder,
        }
        migrate = [sys.executable, "manage.py", "migrate", "-v", "0"]
        subprocess.run(migrate, env=env, cwd=ROOT, check=True)
        for step in (PREPARE, MEASURE):
            print(answer(env, head + step))


if __name__ == "__main__":
    main()
