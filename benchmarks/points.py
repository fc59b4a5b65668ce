"""`python -m benchmarks.points`: a ledger of a million rows, and the pages that read it.

A PostgreSQL of its own, filled in bulk: 2,000 accounts, 500 entries each, every second entry a lot.
Then the points page of an account is asked for through the test client, the first and a deep page
of its history, with the queries counted; so are the expiry of a day and the report of what is owed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile

from .letters import ROOT, answer, database

PREPARE = """
import datetime as dt
from django.utils import timezone
from ordering.loyalty.models import LoyaltyRules, PointsAccount, PointsEntry, PointsLot
from site_core.users.models import User
now, each = timezone.now(), max(2, ROWS // PEOPLE)
rules = LoyaltyRules.objects.get(version=1)
User.objects.bulk_create([User(email=f"eater{n}@example.org", name="Eater") for n in range(PEOPLE)])
users = list(User.objects.filter(email__startswith="eater").order_by("pk"))
PointsAccount.objects.bulk_create(
    [PointsAccount(user=user, balance=10 * (each - each // 2) - 5 * (each // 2)) for user in users]
)
accounts = list(PointsAccount.objects.order_by("pk"))
for start in range(0, PEOPLE, 20):
    entries = []
    for account in accounts[start : start + 20]:
        net = 0
        for n in range(each):
            points = 10 if n % 2 == 0 else -5
            net += points
            entries.append(PointsEntry(
                account=account, kind="earn" if points > 0 else "expire", points=points,
                balance_after=net, rules=rules, unique_key=f"bench:{account.pk}:{n}",
                at=now - dt.timedelta(hours=(each - n) * 12),
            ))
    made = PointsEntry.objects.bulk_create(entries, batch_size=2000)
    left = {account.pk: account.balance for account in accounts[start : start + 20]}
    lots = []
    for entry in made:
        if entry.points > 0:
            keep = min(10, left[entry.account_id])
            left[entry.account_id] -= keep
            lots.append(PointsLot(account_id=entry.account_id, entry=entry, points=10, left=keep,
                                  expires_on=entry.at.date() + dt.timedelta(days=3650)))
    PointsLot.objects.bulk_create(lots, batch_size=2000)
from django.db import connection
connection.cursor().execute("ANALYZE")
print(f"{PointsEntry.objects.count()} entries, {PointsLot.objects.count()} lots")
"""
MEASURE = """
import datetime as dt, time
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from ordering.loyalty.expiry import expire_points
from ordering.loyalty.liability import liability_on
from ordering.loyalty.models import PointsAccount
from ordering.loyalty.tiers import evaluate_tiers
now = timezone.now()
client = Client(SERVER_NAME="127.0.0.1")
client.force_login(PointsAccount.objects.order_by("pk")[PEOPLE // 2].user)
def measure(what, work):
    work()
    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        work()
        took = time.perf_counter() - began
    print(f"{what:44} {len(queries):3d} queries {took * 1000:9.1f} ms")
def page(query):
    answer = client.get("/account/points/" + query)
    assert answer.status_code == 200, answer.status_code
measure("points page", lambda: page(""))
measure("points page, last page of the history", lambda: page("?page=9999"))
measure("what is owed today", lambda: liability_on(now.date()))
measure("what was owed half a year ago", lambda: liability_on(now.date() - dt.timedelta(days=182)))
measure("a day without anything to expire", lambda: expire_points(date=now.date(), now=now))
measure("tiers of everybody", lambda: evaluate_tiers(now))
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
