"""A letter that somebody sent to a ticket's address: which ticket, and what is new in it.

Knows the shape of e-mail only. The token in the address is the key: whoever has it may write, as
whoever has the link may. Letters that machines send by themselves are passed over, so that two
machines never answer each other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses

from django.utils.html import strip_tags

from site_core.base.errors import DomainError
from site_core.images.uploads import NotAPhoto, clean_photo

from .models.tickets import Ticket, TicketEntry
from .services import reply_as_customer

MAX_BYTES = 15 * 1024 * 1024
MAX_TEXT = 8_000
# Where mail servers write for whom a letter was, the surest first.
ADDRESS_HEADERS = ("X-Original-To", "Delivered-To", "Envelope-To", "To", "Cc")
TOKEN = re.compile(r"\+([0-9a-z]{20})@")
# The line under which a mail program repeats what it answers to, in the languages people use here.
QUOTE_STARTS = (
    re.compile(
        r"^\s*(on|le|ku wa|am|el)\b.{0,200}(wrote|a écrit|yanditse|schrieb|escribió)\s*:\s*$", re.I
    ),
    re.compile(
        r"^\s*-{2,}\s*(original message|message d.origine|forwarded message)\s*-{2,}\s*$", re.I
    ),
    re.compile(r"^_{10,}\s*$"),
    re.compile(r"^\s*(from|de|kuva)\s*:\s.*@.*$", re.I),
)
QUOTED_HTML = re.compile(r"(?i)<blockquote|<div class=[\"']gmail_quote")
SIGNATURE = re.compile(r"^-- ?$")


class UnknownToken(DomainError):
    """No ticket takes letters at this address."""


class EmptyLetter(DomainError):
    """Nothing is left once quotes are taken away."""


def receive(raw: bytes, *, now: dt.datetime) -> Ticket | None:
    """Attach a letter to its ticket. None for one that a machine sent by itself.

    Raises UnknownToken or EmptyLetter and writes nothing. Safe to repeat: a letter is known by its
    Message-ID, and otherwise by what it says.
    """
    letter = BytesParser(policy=policy.default).parsebytes(raw[:MAX_BYTES])
    ticket = _ticket_of(letter, now)
    if is_automatic(letter):
        return None
    words = new_words(plain_text(letter))
    photo = _photo(letter)
    if not words and photo is None:
        raise EmptyLetter("Nothing new stands in this letter.")
    known_by = str(letter.get("Message-ID", "")) or words
    digest = hashlib.sha256(f"{ticket.pk}:{known_by}".encode()).hexdigest()[:60]
    reply_as_customer(
        ticket=ticket,
        text=words[:MAX_TEXT] or "…",
        via=TicketEntry.Via.EMAIL,
        unique_key=f"mail:{digest}",
        photo=photo,
        now=now,
    )
    return ticket


def _ticket_of(letter: EmailMessage, now: dt.datetime) -> Ticket:
    headers = [str(value) for name in ADDRESS_HEADERS for value in letter.get_all(name, [])]
    for _name, address in getaddresses(headers):
        found = TOKEN.search(address.lower())
        ticket = Ticket.objects.filter(reply_token=found[1]).first() if found else None
        if ticket is not None and ticket.link_is_open(now):
            return ticket
    raise UnknownToken("No ticket takes letters at this address.")


def is_automatic(letter: EmailMessage) -> bool:
    """Absence notes, bounces and newsletters (RFC 3834)."""
    automatic = str(letter.get("Auto-Submitted", "no")).lower()
    precedence = str(letter.get("Precedence", "")).lower()
    return (
        not automatic.startswith("no")
        or precedence in {"bulk", "junk", "list"}
        or str(letter.get("Return-Path", "")).strip() == "<>"
    )


def plain_text(letter: EmailMessage) -> str:
    """The words of a letter; of one in HTML alone, without its marks."""
    part = letter.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        text = part.get_content()
    except (LookupError, UnicodeError):
        text = part.get_payload(decode=True).decode("utf-8", "replace")
    if part.get_content_type() == "text/html":
        text = QUOTED_HTML.split(text)[0]
        text = strip_tags(re.sub(r"(?i)<(br|/p|/div|/li)[^>]*>", "\n", text))
    return text.replace("\x00", "").replace("\r\n", "\n")


def new_words(text: str) -> str:
    """What the writer added: without the repeated letter below and without signature."""
    kept: list[str] = []
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        # Some programs break the line that begins the quote in two.
        both = f"{line} {following}"
        if SIGNATURE.match(line) or any(s.match(line) or s.match(both) for s in QUOTE_STARTS):
            break
        if not line.startswith(">"):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _photo(letter: EmailMessage) -> object | None:
    """The first attachment that is a photo, made anew; others are left out."""
    for part in letter.iter_attachments():
        if part.get_content_maintype() != "image":
            continue
        content = part.get_payload(decode=True) or b""
        try:
            return clean_photo(_Bytes(content))
        except NotAPhoto:
            continue
    return None


class _Bytes(io.BytesIO):
    """An attachment as `clean_photo` reads an upload."""

    @property
    def size(self) -> int:
        return self.getbuffer().nbytes
