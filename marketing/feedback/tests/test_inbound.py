"""A letter finds its ticket by the token in its address, says what is new, and counts once."""

from __future__ import annotations

import datetime as dt
import io
import sys
from email.message import EmailMessage

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings

from marketing.feedback.inbound import EmptyLetter, UnknownToken, new_words, receive
from marketing.feedback.models import Status, Ticket, TicketEntry
from marketing.feedback.services import answer, renew_link
from ordering.testing import NOON, make_user
from site_core.notifications.models import OutboxMessage

from .matters import make_ticket, photo_file, ticket_of

pytestmark = pytest.mark.django_db

ANSWER = """Thank you, it came.

But the spoon was missing.

On Mon, 23 Nov 2026 at 12:10, Dusangire <support@dusangire.rw>
wrote:
> We are very sorry.
--
Aline
"""


def letter(ticket: Ticket, text: str = ANSWER, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Aline <aline@example.org>"
    mail["To"] = f"Dusangire <support+{ticket.reply_token}@dusangire.rw>"
    mail["Message-ID"] = "<one@example.org>"
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


@pytest.fixture
def ticket() -> Ticket:
    return ticket_of(make_ticket())


def test_letter_becomes_an_entry_without_quote_and_signature_and_only_once(ticket: Ticket) -> None:
    for _delivery in range(2):
        receive(letter(ticket).as_bytes(), now=NOON)
    entry = ticket.entries.get(via="email")
    assert entry.text == "Thank you, it came.\n\nBut the spoon was missing."
    assert entry.kind == TicketEntry.Kind.CUSTOMER


@override_settings(SUPPORT_EMAIL="support@dusangire.rw")
def test_answer_carries_the_address_that_the_letter_comes_back_to(ticket: Ticket) -> None:
    answer(ticket=ticket, text="Sorry.", actor=make_user(), now=NOON, is_solved=True)
    sent = OutboxMessage.objects.get(key="ticket_answered")
    assert sent.headers["Reply-To"] == f"support+{ticket.reply_token}@dusangire.rw"
    assert "answer this e-mail" in sent.body
    receive(letter(ticket, To=sent.headers["Reply-To"]).as_bytes(), now=NOON)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopened) == (Status.OPEN, 1)


def test_without_an_address_of_ours_nobody_is_told_to_answer_the_letter(ticket: Ticket) -> None:
    answer(ticket=ticket, text="Sorry.", actor=make_user(), now=NOON)
    sent = OutboxMessage.objects.get(key="ticket_answered")
    assert "Reply-To" not in sent.headers
    assert "answer this e-mail" not in sent.body


def test_unknown_replaced_and_ended_tokens_are_refused(ticket: Ticket) -> None:
    known = letter(ticket)
    strangers = (
        letter(ticket, To="support@dusangire.rw"),
        letter(ticket, To=f"support+{'0' * 20}@dusangire.rw"),
        # The code of the page is not the token of the letters.
        letter(ticket, To=f"support+{ticket.code}@dusangire.rw"),
    )
    for mail in strangers:
        with pytest.raises(UnknownToken):
            receive(mail.as_bytes(), now=NOON)
    with pytest.raises(UnknownToken):
        receive(known.as_bytes(), now=ticket.link_ends_at + dt.timedelta(seconds=1))
    renew_link(ticket=ticket, actor=make_user(), now=NOON)
    with pytest.raises(UnknownToken):
        receive(known.as_bytes(), now=NOON)
    assert not ticket.entries.filter(via="email").exists()


@pytest.mark.parametrize(
    "headers",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"Return_Path": "<>"}],
)
def test_absence_note_is_passed_over(ticket: Ticket, headers: dict[str, str]) -> None:
    assert receive(letter(ticket, **headers).as_bytes(), now=NOON) is None
    assert ticket.entries.count() == 1


def test_photo_comes_along_and_other_files_do_not(ticket: Ticket) -> None:
    mail = letter(ticket)
    mail.add_attachment(b"MZ...", maintype="application", subtype="exe", filename="plate.exe")
    mail.add_attachment(photo_file().read(), maintype="image", subtype="png", filename="plate.png")
    receive(mail.as_bytes(), now=NOON)
    assert ticket.entries.get(via="email").photo.read(2) == b"\xff\xd8"


def test_letter_in_html_alone_is_read_without_its_marks(ticket: Ticket) -> None:
    mail = letter(ticket)
    mail.set_content(
        "<p>It was <b>cold</b>.</p><script>x</script><blockquote>We cook</blockquote>",
        subtype="html",
    )
    receive(mail.as_bytes(), now=NOON)
    assert ticket.entries.get(via="email").text.startswith("It was cold.")
    assert "We cook" not in ticket.entries.get(via="email").text


def test_letter_with_nothing_new_is_refused(ticket: Ticket) -> None:
    with pytest.raises(EmptyLetter):
        receive(letter(ticket, "> We are very sorry.\n").as_bytes(), now=NOON)


@pytest.mark.parametrize(
    "start",
    [
        "Le lun. 23 nov. 2026 à 12:10, Dusangire <support@dusangire.rw> a écrit :",
        "-----Original Message-----",
        "________________________________",
        "De : Dusangire <support@dusangire.rw>",
    ],
)
def test_quotes_of_other_programs_and_languages_are_taken_away(start: str) -> None:
    assert new_words(f"Merci.\n\n{start}\nNous cuisinons.") == "Merci."


def pipe(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    call_command("receive_mail", stdout=io.StringIO())


def test_command_attaches_and_tells_the_mail_server_what_to_bounce(
    ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ticket.objects.update(link_ends_at=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))
    pipe(monkeypatch, letter(ticket).as_bytes())
    assert ticket.entries.filter(via="email").count() == 1
    with pytest.raises(CommandError) as refusal:
        pipe(monkeypatch, letter(ticket, To="nobody@dusangire.rw").as_bytes())
    assert refusal.value.returncode == 67
    with pytest.raises(CommandError):
        pipe(monkeypatch, b"\x00\xff rubbish")
