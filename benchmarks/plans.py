"""`python -m benchmarks.plans`: the orders of ten thousand subscriptions, killed in the middle.

A database of its own. The command that a timer runs every evening makes tomorrow's meals orders;
when two fifths are made it gets SIGKILL, and a second run goes on. Then every meal is counted.
Beside meals a second, which depend on who else uses the machine, it prints the processor time of a
meal and the memory of the process, which must not grow with the number of meals.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Reading:
    """How a process stood when it had made `meals`: processor seconds, and memory in MiB."""

    meals: int
    seconds: float
    memory: int
    peak: int


def read_process(pid: int, meals: int) -> Reading:
    """From Linux's /proc. Raises OSError when the process is gone."""
    folder = Path("/proc", str(pid))
    # The name of the program, which may hold anything, ends at the last bracket (proc(5)).
    fields = (folder / "stat").read_text().rpartition(")")[2].split()
    sizes = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
    return Reading(
        meals,
        seconds=(int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"),
        memory=int(sizes["VmRSS"].split()[0]) // 1024,
        peak=int(sizes["VmHWM"].split()[0]) // 1024,
    )


def watch(process: subprocess.Popen[str], until: float) -> list[Reading]:
    """A reading at every line of progress, up to `until` meals or the end; prints the last line."""
    readings: list[Reading] = []
    line = ""
    assert process.stderr is not None
    for line in process.stderr:
        found = re.match(r"(\d+) meals, (\d+) a second", line)
        if found:
            with contextlib.suppress(OSError):
                readings.append(read_process(process.pid, int(found[1])))
            if int(found[1]) >= until:
                break
    print(f"last line of progress: {line.strip()}", flush=True)
    return readings


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
    watch(first, until=KILL_AT * people)
    first.send_signal(signal.SIGKILL)
    first.wait()
    print("killed with SIGKILL", flush=True)
    again = time.monotonic()
    second = generate(env, date)
    readings = watch(second, until=float("inf"))
    out, _errors = second.communicate()
    print(out.strip())
    print(f"the rest in {time.monotonic() - again:.1f} s, start of the process included")
    tenth = next(reading for reading in readings if reading.meals >= people / 10)
    last = readings[-1]
    if last is not tenth:
        spent = (last.seconds - tenth.seconds) / (last.meals - tenth.meals)
        print(f"processor time of a meal: {1000 * spent:.2f} ms")
    print(
        f"memory after {tenth.meals} meals {tenth.memory} MiB, after {last.meals} meals "
        f"{last.memory} MiB, peak {last.peak} MiB"
    )
    orders, meals, tokens, taken = map(int, answer(env, COUNT).splitlines()[-1].split())
    print(
        f"orders {orders}, meals ordered {meals}, different tokens {tokens}, places taken {taken}"
    )
    if {orders, meals, tokens, taken} != {people}:
        sys.exit(1)


if __name__ == "__main__":
    main()
