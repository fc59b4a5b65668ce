"""Cleaning up: what goes, what stays, what a look changes, and that one failure stops nobody."""

from __future__ import annotations

import datetime as dt
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from ordering.testing import NOON, make_order, make_user
from site_core.base import cleaning, page_cache
from site_core.images.cleaning import replaced_renditions
from site_core.images.models import Picture, PictureRendition
from site_core.notifications.cleaning import KEEP_MESSAGES, old_messages
from site_core.notifications.models import OutboxMessage
from site_core.operations.cleaning import signs_of_gone_jobs
from site_core.operations.models import JobRun
from site_core.operations.sweeping import SweepFailed, clean_up
from site_core.users.cleaning import KEEP_UNUSED_INVITATIONS, unused_invitations
from site_core.users.models import Invitation

pytestmark = pytest.mark.django_db
LONG_AGO = NOON - KEEP_MESSAGES - dt.timedelta(days=1)


def say(key: str, **values: Any) -> None:
    times = {"created_at": LONG_AGO, "next_attempt_at": LONG_AGO}
    OutboxMessage.objects.create(unique_key=key, **(times | {"state": "sent"} | values))


def run(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("clean_up", "--json", *arguments, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def end_a_session() -> None:
    ended = timezone.now() - dt.timedelta(days=1)
    Session.objects.create(session_key="x", session_data="", expire_date=ended)


def test_a_look_counts_and_changes_nothing_and_the_second_run_finds_nothing() -> None:
    end_a_session()
    order = make_order()

    assert run("--dry-run")["removed"]["operations.old_sessions"] == 1
    assert Session.objects.count() == 1
    assert run()["removed"]["operations.old_sessions"] == 1
    assert set(run()["removed"].values()) == {0}
    order.refresh_from_db()


def test_only_the_named_part_is_done_and_a_wrong_name_is_refused_with_the_right_ones() -> None:
    end_a_session()

    assert run("--only", "carts.stale_carts")["removed"] == {"carts.stale_carts": 0}
    with pytest.raises(CommandError, match=r"No app knows sessions\..*operations\.old_sessions"):
        run("--only", "sessions")
    assert Session.objects.count() == 1


def test_one_part_that_fails_does_not_keep_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(now: dt.datetime) -> cleaning.Rows:
        raise RuntimeError

    cleaning.all_sweeps()
    monkeypatch.setitem(cleaning._sweeps, "a.b", cleaning.Sweep("a.b", "a part", break_down))
    end_a_session()

    with pytest.raises(SystemExit) as ended:
        call_command("clean_up", stdout=StringIO())
    assert ended.value.code == 1
    assert not Session.objects.exists()
    with pytest.raises(SweepFailed, match="Failed"):
        clean_up(NOON)


def test_batches_take_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "BATCH", 2)
    for number in range(5):
        say(str(number))

    assert list(old_messages(NOON).remove()) == [2, 2, 1]


def test_messages_that_wait_are_young_or_belong_to_a_campaign_stay() -> None:
    say("old")
    say("waits", state="queued")
    say("young", created_at=LONG_AGO + dt.timedelta(days=1))
    say("tried lately", next_attempt_at=NOON)
    say("letter", group="campaign:1")

    assert sum(old_messages(NOON).remove()) == 1
    assert not OutboxMessage.objects.filter(unique_key="old").exists()


def test_an_invitation_that_was_accepted_stays() -> None:
    ended = NOON - KEEP_UNUSED_INVITATIONS - dt.timedelta(days=1)
    for email, accepted_at in (("a@example.org", ended), ("b@example.org", None)):
        Invitation.objects.create(
            email=email,
            name="",
            invited_by=make_user(email=f"by-{email}"),
            created_at=ended,
            expires_at=ended,
            accepted_at=accepted_at,
        )

    assert sum(unused_invitations(NOON).remove()) == 1
    assert Invitation.objects.get().email == "a@example.org"


def test_a_crop_goes_only_once_the_same_one_was_made_around_the_new_point() -> None:
    picture = Picture(title="Soup", width=9, height=9)
    Picture.objects.bulk_create([picture])

    def crop(spec: str, key: str) -> int:
        sides = {"width": 9, "height": 9}
        made = PictureRendition(image=picture, filter_spec=spec, focal_point_key=key, **sides)
        PictureRendition.objects.bulk_create([made])
        return made.pk

    now_key = PictureRendition(filter_spec="fill-9x9").filter.get_cache_key(picture)
    replaced, _present = crop("fill-9x9", "earlier"), crop("fill-9x9", now_key)
    crop("fill-8x8", "earlier")
    crop("width-9", "")

    found = replaced_renditions(NOON).found

    assert list(found.values_list("pk", flat=True)) == [replaced]


def test_a_job_that_no_longer_exists_is_not_watched_for_ever() -> None:
    JobRun.objects.create(name="carts.sweep_carts", next_run_at=NOON)
    JobRun.objects.create(name="operations.throw_away", next_run_at=NOON)

    assert sum(signs_of_gone_jobs(NOON).remove()) == 1
    assert JobRun.objects.get().name == "operations.throw_away"


def test_old_versions_of_the_site_go_and_the_one_at_hand_stays(settings, tmp_path: Path) -> None:
    settings.PAGE_VERSION_LINK = tmp_path / "now"
    now = timezone.now()
    minute = 60 * 10**9
    latest = int(now.timestamp() * 10**9)
    for version in (latest - 3 * minute, latest - 2 * minute):
        (tmp_path / str(version)).mkdir()
    settings.PAGE_VERSION_LINK.symlink_to(str(latest - 2 * minute))

    [old] = page_cache.old_versions(now)

    assert old.name == str(latest - 3 * minute)
    settings.PAGE_VERSION_LINK = None
    assert page_cache.old_versions(now) == []


def test_nothing_that_the_books_keep_may_ever_be_swept_out() -> None:
    """Whoever registers one of these has to come here and argue."""
    kept = (
        "orders.", "payments.payment", "receipts.", "refunds.", "credit.", "loyalty.", "settlement.",
        "promotions.", "subscriptions.", "reviews.", "feedback.", "changes.orderchange", "users.user",
    )  # fmt: skip
    # An offer is no agreement: what became of the plan stands in its events.
    argued = {"subscriptions.handover"}
    tables = [
        sweep.find(NOON).found.model._meta.label_lower
        for sweep in cleaning.all_sweeps()
        if isinstance(sweep.find(NOON), cleaning.Rows)
    ]

    assert len(tables) > 10
    assert {table for table in tables if table.startswith(kept)} <= argued
