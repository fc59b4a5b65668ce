"""`python -m benchmarks.plans`: the orders of ten thousand subscriptions, killed in the middle.

A database of its own. The command that a timer runs every evening makes tomorrow's meals orders;
when two fifths are made it gets SIGKILL, and a second run goes on. Then every meal is counted.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

from benchmarks.letters import ROOT, answer, database

KILL_AT = 0.4
PREPARE = """
import datetime as dt, uuid
from django.utils import timezone
from ordering.delivery.schedule import today, at
from ordering.delivery.services import day_of_slot
from ordering.orders.models import Order
from ordering.subscriptions.kitchen import load_kitchen
from ordering.subscriptions.models import Meal, Period, Subscription
from ordering.subscriptions.tests.factories import make_kitchen, make_plan
from ordering.testing import make_eater, make_user
from site_core.users.models import User
now = timezone.now()
tomorrow = today(now) + dt.timedelta(days=1)
place, plan, user = make_kitchen(12), make_plan(), make_user()
eater = make_eater(avoids=["milk", "nuts"])
kitchen = load_kitchen(now)
slot = kitchen.slots_for(place, "lunch")[0]
day = day_of_slot(slot=slot, date=tomorrow)
dishes = [dish.key for dish in kitchen.dishes_of(plan, "lunch")]
orders = Order.objects.bulk_create(
    [Order(kind="plan", checkout_token=uuid.uuid4(), user=user, customer_name="Aline",
           phone="+250788000111", state="delivered", payment_state="paid", hold="used",
           zone=place.zone, bed=place.bed, zone_name="z", ward_name="w", place="p", shown_place="p",
           slot_day=day, promised_from=now, promised_until=now, subtotal=1000, total=1000,
           payment_method="bank", placed_at=now, state_changed_at=now) for n in range(PEOPLE)],
    batch_size=1000)
subscriptions = Subscription.objects.bulk_create(
    [Subscription(token=uuid.uuid4(), user=user, customer_name="Aline", phone="+250788000111",
                  plan=plan, state="active", eater=eater, has_eater=True, weekdays=list(range(7)),
                  mealtimes=["lunch"], bed=place.bed, payment_method="bank", created_at=now)
     for n in range(PEOPLE)], batch_size=1000)
periods = Period.objects.bulk_create(
    [Period(subscription=s, number=1, plan=plan, order=o, state="paid", price=1000, cycles=1,
            discount_percent=0, amount=1000, meals=1, starts_on=tomorrow, created_at=now)
     for s, o in zip(subscriptions, orders)], batch_size=1000)
Meal.objects.bulk_create(
    [Meal(subscription=p.subscription, period=p, date=tomorrow, mealtime="lunch", price=1000,
          item_id=dishes[n % len(dishes)]) for n, p in enumerate(periods)], batch_size=1000)
print(tomorrow)
"""
COUNT = """
from ordering.delivery.models import SlotDay
from ordering.orders.models import Order
from ordering.subscriptions.models import Meal
made = Order.objects.filter(kind="plan_meal")
print(made.count(), Meal.objects.filter(state="ordered").count(),
      made.values("checkout_token").distinct().count(), sum(d.taken for d in SlotDay.objects.all()))
"""


def generate(env: dict[str, str], date: str) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "generate_subscription_orders", "--date", date]
    return subprocess.Popen(
        command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="postgres")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, database(options.database) as where:
        env = {
            **os.environ,
            **where,
            "DJANGO_SETTINGS_MODULE": "site_core.settings.local",
            "DUSANGIRE_VAR_DIR": folder,
        }
        measure(env, options.people)


def measure(env: dict[str, str], people: int) -> None:
    migrate = [sys.executable, "manage.py", "migrate", "-v", "0"]
    subprocess.run(migrate, env=env, cwd=ROOT, check=True)
    date = answer(env, f"PEOPLE = {people}\n{PREPARE}").splitlines()[-1]
    first = generate(env, date)
    assert first.stderr is not None
    for line in first.stderr:
        found = re.match(r"(\d+) meals, (\d+) a second", line)
        if found and int(found[1]) >= KILL_AT * people:
            break
    first.send_signal(signal.SIGKILL)
    first.wait()
    print(f"killed with SIGKILL after: {line.strip()}", flush=True)
    again = time.monotonic()
    out, progress = generate(env, date).communicate()
    print(out.strip())
    print(f"the rest in {time.monotonic() - again:.1f} s, start of the process included")
    print(f"last line of progress: {progress.strip().splitlines()[-1]}")
    orders, meals, tokens, taken = map(int, answer(env, COUNT).splitlines()[-1].split())
    print(
        f"orders {orders}, meals ordered {meals}, different tokens {tokens}, places taken {taken}"
    )
    if {orders, meals, tokens, taken} != {people}:
        sys.exit(1)


if __name__ == "__main__":
    main()
