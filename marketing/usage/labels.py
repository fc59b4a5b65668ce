"""Labels that our own pages carry and browsers send back: nothing else can be counted. Pure.

A label names a kind of thing and which one it is, signed, so that no row can be made for a path or
a banner that was never rendered here. It says nothing about who reads it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

PAGE = "page"
BANNER = "banner"
MAX_SUBJECT = 200
_signer = Signer(salt="usage", sep="~")


@dataclass(frozen=True, slots=True)
class Label:
    kind: str
    subject: str


def write(kind: str, subject: str) -> str:
    """The text for a data attribute."""
    return _signer.sign(f"{kind}:{subject[:MAX_SUBJECT]}")


def read(text: str) -> Label | None:
    """What was written; None for anything that this house did not sign."""
    try:
        kind, _colon, subject = _signer.unsign(text).partition(":")
    except BadSignature:
        return None
    return Label(kind, subject)
