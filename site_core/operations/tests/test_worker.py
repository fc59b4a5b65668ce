from __future__ import annotations

import datetime as dt
import json
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from site_core.base import schedule
from site_core.base.schedule import Job, every
from site_core.operations.models import Heartbeat, JobRun
from site_core.operations.worker import HEARTBEAT_NAME, RETRY_AFTER, Worker

START = dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> dt.datetime:
        return self.now

    def advance(self, **delta: float) -> None:
        self.now += dt.timedelta(**delta)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ran() -> list[str]:
    return []


def _job(ran: list[str], name: str = "kitchen.tidy", interval: dt.timedelta = MINUTE) -> Job:
    return Job(name, interval, lambda now: ran.append(f"{name} {now:%H:%M:%S}"))


def _broken(name: str = "kitchen.break", interval: dt.timedelta = MINUTE) -> Job:
    def run(now: dt.datetime) -> None:
        raise ValueError("no salt")

    return Job(name, interval, run)


@pytest.mark.django_db
def test_a_job_runs_at_once_and_then_once_per_interval(clock: Clock, ran: list[str]) -> None:
    worker = Worker([_job(ran)], clock=clock)

    for _second in range(121):
        worker.tick()
        clock.advance(seconds=1)

    assert ran == ["kitchen.tidy 08:00:00", "kitchen.tidy 08:01:00", "kitchen.tidy 08:02:00"]
    row = JobRun.objects.get()
    assert row.last_started_at == row.last_ok_at == START + 2 * MINUTE
    assert row.next_run_at == START + 3 * MINUTE
    assert row.last_error == ""


@pytest.mark.django_db
def test_a_second_worker_finds_the_turn_taken(clock: Clock, ran: list[str]) -> None:
    job = _job(ran)

    Worker([job], clock=clock).tick()
    Worker([job], clock=clock).tick()

    assert ran == ["kitchen.tidy 08:00:00"]


@pytest.mark.everywhere
@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_share_each_turn(clock: Clock, ran: list[str]) -> None:
    job = _job(ran)
    JobRun.objects.create(name=job.name, next_run_at=START)
    barrier = threading.Barrier(6)

    def work() -> None:
        try:
            barrier.wait(30)
            Worker([job], clock=clock).tick()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert ran == ["kitchen.tidy 08:00:00"]


@pytest.mark.django_db
def test_a_failing_job_is_named_in_the_log_and_stops_no_other(
    clock: Clock, ran: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    worker = Worker([_broken(), _job(ran)], clock=clock)

    failed = worker.tick()

    assert failed == ["kitchen.break"]
    assert ran == ["kitchen.tidy 08:00:00"]
    assert "Job kitchen.break failed." in caplog.text
    row = JobRun.objects.get(name="kitchen.break")
    assert row.last_error == "ValueError: no salt"
    assert row.last_ok_at is None


@pytest.mark.django_db
def test_a_daily_job_that_failed_is_tried_again_in_minutes(clock: Clock) -> None:
    worker = Worker([_broken(interval=dt.timedelta(days=1))], clock=clock)
    assert worker.tick() == ["kitchen.break"]

    clock.advance(seconds=RETRY_AFTER.total_seconds() - 1)
    assert worker.tick() == []
    clock.advance(seconds=1)
    assert worker.tick() == ["kitchen.break"]


@pytest.mark.django_db
def test_a_job_that_recovers_forgets_its_error(clock: Clock, ran: list[str]) -> None:
    Worker([_broken("kitchen.tidy")], clock=clock).tick()
    clock.advance(minutes=1)

    assert Worker([_job(ran)], clock=clock).tick() == []

    assert JobRun.objects.get().last_error == ""


@pytest.mark.django_db
def test_the_heartbeat_is_written_every_ten_seconds(clock: Clock) -> None:
    worker = Worker([], clock=clock)

    beats = []
    for _second in range(25):
        worker.tick()
        beats.append(Heartbeat.objects.get(name=HEARTBEAT_NAME).at)
        clock.advance(seconds=1)

    assert sorted(set(beats)) == [START + dt.timedelta(seconds=s) for s in (0, 10, 20)]


@pytest.mark.django_db
def test_the_loop_ends_when_it_is_told_to_and_when_nobody_wants_it(clock: Clock) -> None:
    stopped = Worker([], clock=clock)
    stopped.stop()
    stopped.run()
    Worker([], clock=clock, is_wanted=lambda: False).run()

    assert not Heartbeat.objects.exists()


@pytest.mark.django_db
def test_a_worker_that_is_told_to_stop_starts_no_further_job(clock: Clock, ran: list[str]) -> None:
    worker = Worker([], clock=clock)
    worker.jobs = {
        "a": Job("a", MINUTE, lambda now: worker.stop()),
        "b": _job(ran, "b"),
    }

    worker.tick()

    assert ran == []
    # Its turn was not taken either: whoever works next runs it.
    assert JobRun.objects.get(name="b").next_run_at == START


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, Job]:
    jobs: dict[str, Job] = {}
    monkeypatch.setattr(schedule, "_registry", jobs)
    monkeypatch.setattr(schedule, "autodiscover_modules", lambda name: None)
    return jobs


@pytest.mark.django_db
def test_once_runs_what_is_due_and_ends(registry: dict[str, Job], ran: list[str]) -> None:
    registry["kitchen.tidy"] = _job(ran)

    call_command("run_worker", once=True)
    call_command("run_worker", once=True)

    assert len(ran) == 1


@pytest.mark.django_db
def test_who_helps_out_once_does_not_pass_for_a_worker_that_lives(
    registry: dict[str, Job], ran: list[str]
) -> None:
    call_command("run_worker", once=True)

    assert not Heartbeat.objects.exists()


@pytest.mark.django_db
def test_once_fails_when_a_job_failed(registry: dict[str, Job]) -> None:
    registry["kitchen.break"] = _broken()

    with pytest.raises(CommandError, match=r"Failed: kitchen\.break\."):
        call_command("run_worker", once=True)


def test_a_job_is_named_after_its_app_and_function(registry: dict[str, Job]) -> None:
    def count_plates(now: dt.datetime) -> None: ...

    count_plates.__module__ = "ordering.fulfilment.jobs"
    every(hours=2)(count_plates)

    job = registry["fulfilment.count_plates"]
    assert job.interval == dt.timedelta(hours=2)
    assert job.run is count_plates


def test_a_job_without_an_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="at least a second"):
        every()


def test_the_jobs_of_this_app_are_found() -> None:
    names = [job.name for job in schedule.all_jobs()]

    assert "operations.publish_scheduled" in names
    assert "operations.throw_away" in names
    assert names == sorted(names)


@pytest.mark.django_db
def test_the_schedule_is_shown_and_nothing_is_run() -> None:
    JobRun.objects.create(name="notifications.send_messages", next_run_at=START, last_error="Oh")
    out = StringIO()

    call_command("run_worker", "--list", "--json", stdout=out)

    jobs = {job["job"]: job for job in json.loads(out.getvalue())["jobs"]}
    assert jobs["notifications.send_messages"]["error"] == "Oh"
    assert jobs["notifications.send_messages"]["every_seconds"] == 2
    assert jobs["operations.throw_away"]["next_run_at"] is None
    assert JobRun.objects.count() == 1
