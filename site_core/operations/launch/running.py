"""The machine and what runs on it: worker, jobs, backup, disk, clock."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection

from site_core.base.findings import Finding, error, skipped, warning, well
from site_core.base.launch import group
from site_core.base.watch import look_at_everything
from site_core.operations.backups import fence

# Log-in codes are good for thirty seconds, and slots close on the minute.
CLOCK_TOLERANCE = timedelta(seconds=5)
TIME_SERVER = "pool.ntp.org"
SECONDS_1900_TO_1970 = 2_208_988_800


@group("running", "The machine", order=80)
def look_at_what_runs(now: datetime) -> Iterable[Finding]:
    """All that is watched while the site runs: worker, jobs, messages, disk, backup."""
    yield from (found for found in look_at_everything(now) if found.name != "migrations")


@group("running", "The machine", order=80)
def look_at_restores(now: datetime) -> Iterable[Finding]:
    if fence.is_up():
        advice = "One is under way or was cut short: see docs/guides/backup-and-restore.md."
        yield error("restore", advice)
    else:
        yield well("restore")


@group("running", "The machine", order=80)
def look_at_clock(now: datetime) -> Iterable[Finding]:
    yield judge_zone(settings.TIME_ZONE)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            yield judge_clock("clock of the database", cursor.fetchone()[0] - datetime.now(UTC))
    try:
        yield judge_clock("clock", time_server_ahead())
    except OSError:
        advice = f"{TIME_SERVER} could not be asked; see `timedatectl` for “synchronized: yes”."
        yield skipped("clock", advice)


def judge_zone(zone: str) -> Finding:
    if zone != "Africa/Kigali":
        return error("time zone", f"Is {zone}: slots and hours are meant for Africa/Kigali.")
    return well("time zone")


def judge_clock(name: str, ahead: timedelta) -> Finding:
    if abs(ahead) > CLOCK_TOLERANCE:
        seconds = abs(ahead).total_seconds()
        return warning(name, f"Is {seconds:.0f} s off: `timedatectl set-ntp true`.")
    return well(name)


def time_server_ahead() -> timedelta:
    """How far a time server is ahead of this machine (SNTP, RFC 4330). Raises OSError."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(3)
        asking.sendto(b"\x1b" + 47 * b"\0", (TIME_SERVER, 123))
        answer, _address = asking.recvfrom(48)
    if len(answer) < 48:
        raise OSError("A short answer.")
    seconds, fraction = struct.unpack("!II", answer[40:48])
    there = seconds - SECONDS_1900_TO_1970 + fraction / 2**32
    return timedelta(seconds=there - datetime.now(UTC).timestamp())
