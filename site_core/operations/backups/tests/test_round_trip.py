"""Backup, destroy, restore: everything is there again, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from menu_pages.models import DishPage
from menu_pages.tests.pages import make_dish, make_section
from ordering.credit.models import CreditEntry
from ordering.credit.services import grant
from ordering.orders.models import Order
from ordering.payments.models import Payment
from ordering.testing import NOON, make_item, make_order, make_user
from site_core.operations.backups import fence, restoring
from site_core.operations.backups.making import make_backup
from site_core.operations.backups.manifest import applied_migrations, count_tables, differences
from site_core.operations.backups.places import MANIFEST_END, Place
from site_core.operations.backups.restoring import recover, restore
from site_core.operations.backups.status import read_status
from site_core.operations.backups.uploads import count_folder, upload_folders
from site_core.operations.models import Heartbeat

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.everywhere]


@pytest.fixture
def place(tmp_path) -> Place:
    return Place(str(tmp_path / "backups"))


@pytest.fixture
def filled() -> Order:
    """A dish, an order, a ledger and two uploads, and none that other tests left behind."""
    for folder in upload_folders().values():
        shutil.rmtree(folder, ignore_errors=True)
    item = make_item("isombe")
    make_dish(make_section(), item, title="Isombe with ubugali")
    for number in range(3):
        grant(
            user=make_user(f"Guest {number}"),
            amount=1_000 + number,
            reason="Sorry",
            unique_key=f"k{number}",
            now=NOON,
        )
    storages["default"].save("images/plate.jpg", ContentFile(b"plate" * 1000))
    storages["private"].save("feedback/soup.jpg", ContentFile(b"soup" * 1000))
    return make_order(item)


def back_up(place: Place, **options: object):
    return make_backup(now=timezone.now(), place=place, **options)


def destroy() -> None:
    CreditEntry.objects.all().delete()
    Payment.objects.all().delete()
    Order.objects.all().delete()
    DishPage.objects.all().delete()
    for folder in upload_folders().values():
        for path in folder.rglob("*.jpg"):
            path.unlink()


def test_everything_that_was_destroyed_is_there_again(filled, place):
    files = {name: count_folder(folder) for name, folder in upload_folders().items()}
    before = count_tables(connection)
    manifest = back_up(place, with_media=True)
    assert manifest.tables["credit_creditentry"].sums["amount"] == 3_003
    assert manifest.files.files == 2
    destroy()
    saved = restore(manifest=manifest, place=place, now=timezone.now(), with_media=True)
    assert saved.stem.startswith("before-restore-")
    after = count_tables(connection)
    # The search was built anew: it holds what is there, not what was there.
    del before["wagtailsearch_indexentry"], after["wagtailsearch_indexentry"]
    assert differences(before, after) == []
    assert {name: count_folder(folder) for name, folder in upload_folders().items()} == files
    assert [page.title for page in DishPage.objects.search("ubugali")] == ["Isombe with ubugali"]
    assert not fence.is_up()
    assert not Heartbeat.objects.filter(name__startswith="restored:").exists()


def test_a_backup_taken_while_others_write_is_one_moment(filled, place):
    stop = threading.Event()

    def write() -> None:
        number = 0
        user = make_user("Busy")
        while not stop.is_set():
            number += 1
            grant(user=user, amount=number, reason="x", unique_key=f"w{number}", now=NOON)
        connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        manifests = [back_up(place, keep=None) for _time in range(3)]
    finally:
        stop.set()
        writer.join()
    for manifest in manifests:
        call_command(
            "verify_backup", manifest.stem, "--from", place.storage.location, stdout=StringIO()
        )
    assert read_status().verified_stem == manifests[-1].stem


@pytest.mark.parametrize("point", ["before the swap", "after the swap", "between the files"])
def test_a_restore_that_is_killed_leaves_the_old_or_the_new_and_one_command_opens_the_doors(
    filled, place, point
):
    manifest = back_up(place, with_media=True)
    order, plate = Order.objects.get(), upload_folders()["default"] / "images/plate.jpg"
    destroy()
    _killed(lambda: _restore_and_die(manifest, place, point))
    assert fence.is_up()
    is_new = recover()
    assert not fence.is_up()
    assert is_new == (point != "before the swap")
    assert Order.objects.filter(pk=order.pk).exists() == is_new
    assert plate.exists() == is_new
    assert (upload_folders()["private"] / "feedback/soup.jpg").exists() == is_new
    assert recover() is False


def _killed(function: Callable[[], None]) -> None:
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            function()
        finally:
            os._exit(7)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL


def _restore_and_die(manifest, place, point: str) -> None:
    def die(*args: object, **kwargs: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    real_swap, real_folder = restoring.swap, restoring._swap_folder
    if point == "before the swap":
        restoring.swap = die
    elif point == "after the swap":
        restoring.swap = lambda name: (real_swap(name), die())
    else:
        restoring._swap_folder = lambda folder: (real_folder(folder), die())
    restore(
        manifest=manifest, place=place, now=timezone.now(), with_media=True, safety_backup=False
    )


@pytest.fixture
def backed_up(filled, place):
    return back_up(place, with_media=True)


def spoil(place: Place, name: str, change: Callable[[bytes], bytes]) -> None:
    path = Path(place.storage.location) / name
    path.write_bytes(change(path.read_bytes()))


def reseal(place: Place, stem: str, **changes: object) -> None:
    """A manifest that fits what the file is now: only restoring it can tell."""
    path = Path(place.storage.location) / f"{stem}{MANIFEST_END}"
    data = json.loads(path.read_text())
    for key, value in changes.items():
        data[key] = value
    path.write_text(json.dumps(data))


def test_damaged_files_and_other_counts_are_refused_and_the_old_data_stays(backed_up, place):
    order = Order.objects.get()
    stem, database = backed_up.stem, backed_up.database.name
    whole = (Path(place.storage.location) / database).read_bytes()

    def refused(words: str) -> None:
        with pytest.raises(CommandError, match=words):
            call_command(
                "restore_database",
                stem,
                "--no-input",
                "--without-safety-backup",
                "--from",
                place.storage.location,
                stdout=StringIO(),
            )
        assert Order.objects.get() == order
        assert not fence.is_up()

    spoil(place, database, lambda data: data[: len(data) // 2])
    refused("is damaged")
    spoil(place, database, lambda data: whole[:900] + b"XXXX" + whole[904:])
    refused("is damaged")
    spoil(place, database, lambda data: whole)
    tables = json.loads((Path(place.storage.location) / f"{stem}{MANIFEST_END}").read_text())[
        "tables"
    ]
    tables["orders_order"]["rows"] = 7
    reseal(place, stem, tables=tables)
    refused("orders_order: 7 rows became 1")
    tables["orders_order"]["rows"] = 1
    tables["credit_creditentry"]["sums"]["amount"] = 9
    reseal(place, stem, tables=tables)
    refused("the sum 9 became 3003")
    tables["credit_creditentry"]["sums"]["amount"] = 3003
    reseal(place, stem, tables=tables, migrations=[["orders", "9999_from_the_future"]])
    refused("newer version of the site .it has orders.9999_from_the_future")
    reseal(place, stem, migrations=[], vendor="oracle")
    refused("This backup is of oracle")
    reseal(place, stem, vendor=connection.vendor, format=99)
    refused("newer version of the site")
    Path(place.storage.location, database).unlink()
    reseal(place, stem, format=1)
    refused("is missing")


def test_an_older_schema_is_brought_up_to_date(filled, place):
    leaf, before = _last_two("house")
    call_command("migrate", "house", before, verbosity=0)
    manifest = back_up(place)
    assert ("house", leaf) not in manifest.migrations
    call_command("migrate", verbosity=0)
    Payment.objects.all().delete()
    Order.objects.all().delete()
    restore(manifest=manifest, place=place, now=timezone.now(), safety_backup=False)
    assert ("house", leaf) in applied_migrations(connection)
    assert Order.objects.get() == filled


def _last_two(app: str) -> tuple[str, str]:
    names = sorted(name for found, name in applied_migrations(connection) if found == app)
    return names[-1], names[-2]


def test_what_would_be_lost_is_said_first(backed_up, place, monkeypatch):
    make_order(make_item())
    monkeypatch.setattr("builtins.input", lambda prompt: "no")
    said = StringIO()
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command(
            "restore_database", backed_up.stem, "--from", place.storage.location, stdout=said
        )
    assert "1 orders that are newer than the backup" in said.getvalue()
    assert Order.objects.count() == 2
