"""Files that lie about what they are, and addresses that climb out of their folder."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from wagtail.documents import get_document_model
from wagtail.models import Collection

from marketing.feedback.models import Ticket, TicketEntry
from marketing.feedback.tests.matters import human, photo_file
from ordering.testing import make_order
from site_core.images.models import Picture
from site_core.users.tests.people import make_staff

pytestmark = pytest.mark.django_db

HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def huge_png() -> bytes:
    """A few bytes that say they are 60,000 x 60,000 pixels."""
    header = (60_000).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"0"))
        + chunk(b"IEND", b"")
    )


def telling_png() -> bytes:
    told = PngInfo()
    told.add_text("Comment", "<script>alert(1)</script>")
    made = io.BytesIO()
    Image.new("RGB", (40, 30)).save(made, "PNG", pnginfo=told)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("photo.png", "image/png", HTML),
        ("photo.jpg", "image/jpeg", SVG),
        ("photo.svg", "image/svg+xml", SVG),
        ("photo.php", "image/png", b"<?php system($_GET['x']); ?>"),
        ("photo.png", "image/png", huge_png()),
        ("photo.png", "image/png", photo_file().read()[:40]),
        ("photo.png", "image/png", b""),
        ("photo.gif", "image/gif", b"GIF89a" + b"\x00" * 40),
    ],
)
def test_what_is_no_photo_is_refused_and_nothing_is_kept(
    client: Client, name: str, kind: str, content: bytes
) -> None:
    order = make_order()
    upload = SimpleUploadedFile(name, content, kind)
    fields = human(category="complaint", text="Look.", photo=upload)
    answer = client.post(f"/orders/{order.code}/help/", fields)
    assert answer.status_code == 422
    assert not Ticket.objects.exists()


def test_a_photo_is_made_anew_under_a_name_of_ours(client: Client) -> None:
    order = make_order()
    upload = SimpleUploadedFile("../../../etc/cron.d/x.png", telling_png() + HTML, "image/png")
    client.post(
        f"/orders/{order.code}/help/", human(category="complaint", text="Look.", photo=upload)
    )

    photo = TicketEntry.objects.get().photo
    kept = photo.read()

    assert photo.name.startswith("photos/")
    assert "cron" not in photo.name
    assert kept.startswith(b"\xff\xd8")
    assert b"script" not in kept
    served = client.get(
        f"/support/{Ticket.objects.get().code}/photos/{TicketEntry.objects.get().pk}/"
    )
    assert (served["Content-Type"], served["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "no-store" in served["Cache-Control"]


def test_private_photos_lie_outside_what_is_served(settings: Any) -> None:
    private = Path(storages["private"].location).resolve()
    assert not private.is_relative_to(Path(settings.MEDIA_ROOT).resolve())
    assert not private.is_relative_to(Path(settings.STATIC_ROOT).resolve())


@pytest.mark.parametrize(
    "path",
    [
        "/media/../dusangire.sqlite3",
        "/media/..%2fdusangire.sqlite3",
        "/media/%2e%2e/%2e%2e/manage.py",
        "/media/....//....//manage.py",
        "/media//etc/passwd",
        "/static/../manage.py",
        "/media/",
        "/media/photos/",
    ],
)
def test_no_address_climbs_out_of_the_folder_of_pictures(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {302, 400, 404}


# --- Files of staff ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "content"),
    [("page.html", HTML), ("drawing.svg", SVG), ("run.exe", b"MZ"), ("a.pdf.js", b"x")],
)
def test_staff_upload_no_file_that_a_browser_would_run(
    client: Client, name: str, content: bytes
) -> None:
    client.force_login(make_staff("marketing"))
    collection = Collection.get_first_root_node().pk
    client.post(
        "/cms/documents/add/",
        {"title": "x", "collection": collection, "file": SimpleUploadedFile(name, content)},
    )
    client.post(
        "/cms/images/add/",
        {
            "title": "x",
            "collection": collection,
            "file": SimpleUploadedFile(name, content, "image/png"),
        },
    )
    assert not get_document_model().objects.exists()
    assert not Picture.objects.exists()


def test_a_text_that_holds_html_is_handed_out_as_a_file(client: Client) -> None:
    document = get_document_model()(title="Notes")
    document.file.save("notes.txt", SimpleUploadedFile("notes.txt", HTML))
    answer = client.get(document.url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "text/plain")
