"""`python -m benchmarks.letters`: ten thousand letters, with the worker killed in the middle.

A database and a folder of mail of its own; nothing leaves the machine. The worker's two jobs, the
campaign's and the outbox's, run turn after turn in a process of their own with a clock that is
moved on by hand, so that the limit of letters a minute does not stretch the run. When two fifths of
the mail is there that process gets SIGKILL, and a second one goes on. Then every mail is read.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.harness.postgres import running_postgres

ROOT = Path(__file__).resolve().parent.parent
KILL_AT = 0.4
LONGEST_SECONDS = 1_200
PREPARE = """
import sys
from django.utils import timezone
from marketing.campaigns.models import Campaign, Subscriber
from marketing.campaigns.services import schedule
from site_core.users.models import User
now = timezone.now()
Subscriber.objects.bulk_create(
    [
        Subscriber(email=f"reader{n}@example.org", language=("en", "fr", "rw")[n % 3],
                   state="confirmed", confirmed_at=now, asked_at=now)
        for n in range(PEOPLE)
    ],
    batch_size=1000,
)
words = "<p>Muraho {name}</p><p>" + "It rains, and the big pot has not gone cold. " * 20 + "</p>"
campaign = Campaign.objects.create(
    name="Soups", subject="Soup for {name}", subject_fr="Une soupe pour {name}", per_minute=6000,
    body=[("heading", "Soup"), ("text", words), ("button",
          {"label": "Menu", "page": None, "address": "https://example.org/menu/"})],
    body_fr=[("heading", "Soupe"), ("text", words)],
)
actor = User.objects.create_user("boss@example.org")
schedule(campaign=campaign, at=None, actor=actor, now=now)
"""
WORK = """
import datetime as dt
from django.db.models import Max
from django.utils import timezone
from marketing.campaigns.models import Campaign, Recipient
from marketing.campaigns.sending import TURN, send_campaigns
from site_core.notifications.services import STALE_AFTER, send_due
now = (Recipient.objects.aggregate(at=Max("queued_at"))["at"] or timezone.now()) + TURN
while Campaign.objects.exclude(state="sent").exists():
    done = send_campaigns(now) + send_due(now, limit=500)
    # A letter that was in the hands of a killed worker is given up once it is stale.
    now += TURN if done else STALE_AFTER + TURN
"""
COUNT = """
from collections import Counter
from site_core.notifications.models import OutboxMessage
print(dict(Counter(OutboxMessage.objects.values_list("state", flat=True))))
"""


def django(env: dict[str, str], code: str) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def answer(env: dict[str, str], code: str) -> str:
    process = django(env, code)
    out, _errors = process.communicate(timeout=LONGEST_SECONDS)
    assert process.returncode == 0, out
    return out.strip()


def read_mail(folder: Path) -> Counter[str]:
    """How often each address got a letter, from the files themselves."""
    found: Counter[str] = Counter()
    for path in folder.iterdir():
        for line in path.open(encoding="utf-8"):
            if line.startswith("To: "):
                found[line[4:].strip()] += 1
    return found


@contextlib.contextmanager
def database(kind: str) -> Iterator[dict[str, str]]:
    if kind == "sqlite":
        yield {}
        return
    with running_postgres() as url:
        yield {"DATABASE_URL": url}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, database(options.database) as where:
        env = {
            **os.environ,
            **where,
            "DJANGO_SETTINGS_MODULE": "site_core.settings.local",
            "DUSANGIRE_VAR_DIR": folder,
        }
        measure(env, Path(folder) / "mail", options.people)


def measure(env: dict[str, str], mail: Path, people: int) -> None:
    mail.mkdir()
    migrate = [sys.executable, "manage.py", "migrate", "-v", "0"]
    subprocess.run(migrate, env=env, cwd=ROOT, check=True)
    answer(env, f"PEOPLE = {people}\n{PREPARE}")
    started = time.monotonic()
    first = django(env, WORK)
    while len(os.listdir(mail)) < KILL_AT * people:
        assert first.poll() is None, "The worker ended before it could be killed."
        assert time.monotonic() - started < LONGEST_SECONDS
        time.sleep(0.2)
    first.send_signal(signal.SIGKILL)
    first.wait()
    seconds_before, before = time.monotonic() - started, len(os.listdir(mail))
    print(f"killed with SIGKILL after {before} letters, {seconds_before:.0f} s")
    again = time.monotonic()
    answer(env, WORK)
    seconds = time.monotonic() - again
    letters = read_mail(mail)
    twice = sum(1 for count in letters.values() if count > 1)
    print(f"the rest in {seconds:.0f} s, start of the process included")
    print(f"{(people - before) / seconds:.0f} letters a second")
    print(f"people with a letter: {len(letters)} of {people}; with two: {twice}")
    print(f"outbox: {answer(env, COUNT)}")
    if twice or len(letters) < people - 1:
        sys.exit(1)


if __name__ == "__main__":
    main()
