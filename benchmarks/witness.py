"""What clients met: every request with its time and outcome, and whether an error was a clear one."""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from dataclasses import dataclass, field

from .client import Answer, Visitor

# A segment of an address that names one thing among many.
NAME = re.compile(r"/(?:[0-9a-z]{16,}|\d+)(?=/)")
PATIENCE_SECONDS = 60.0


class Unwell(AssertionError):
    """The site said that it cannot, or said nothing."""


@dataclass(frozen=True, slots=True)
class Met:
    at: float
    what: str
    seconds: float
    # "" when all was well; else a status or the name of what broke.
    wrong: str = ""
    # A sentence with a status that fits: nothing of our insides, nothing cut off.
    is_clear: bool = True
    excerpt: str = ""


@dataclass(slots=True)
class Told:
    """An order that a client was led to."""

    code: str
    token: str
    method: str


@dataclass(slots=True)
class Witness:
    met: list[Met] = field(default_factory=list)
    orders: list[Told] = field(default_factory=list)
    # Forms sent for orders, answered or not.
    tokens: set[str] = field(default_factory=set)

    def complain(self, what: str, wrong: str) -> None:
        """Something is not as it should be, though every answer was a good one."""
        self.met.append(Met(time.monotonic(), what, 0.0, wrong, is_clear=False))


def name_of(method: str, path: str) -> str:
    """/orders/be3s5b8g4x5x8wh890db/status/ -> GET /orders/…/status/"""
    return f"{method} {NAME.sub('/…', path.partition('?')[0])}"


@dataclass(slots=True)
class Watched(Visitor):
    """A visitor whose every request is written down. An answer of 500 or more raises Unwell."""

    witness: Witness = field(default_factory=Witness)
    # What was last on the boards that this person keeps open.
    boards: dict[str, Answer] = field(default_factory=dict)

    async def _send(self, method: str, path: str, body: bytes, extra: dict[str, str]) -> Answer:
        what, began = name_of(method, path), time.monotonic()
        # Not super(): a dataclass with slots is another class than the one that its body knows.
        asked = Visitor._send(self, method, path, body, extra)
        try:
            answer = await asyncio.wait_for(asked, PATIENCE_SECONDS)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            await self.close()
            wrong = f"{type(error).__name__} {error}"[:80]
            self._note(Met(began, what, time.monotonic() - began, wrong, is_clear=False))
            raise Unwell(wrong) from error
        seconds = time.monotonic() - began
        if answer.status < 500:
            self._note(Met(began, what, seconds))
            return answer
        wrong = str(answer.status)
        text = answer.body.decode("utf-8", "replace")
        excerpt = " ".join(re.sub(r"<(style|head).*?</\1>|<[^>]+>", " ", text, flags=re.S).split())
        self._note(Met(began, what, seconds, wrong, is_clear(answer), excerpt[:160]))
        raise Unwell(f"{what}: {wrong}")

    def _note(self, met: Met) -> None:
        self.witness.met.append(met)


def is_clear(answer: Answer) -> bool:
    """It says "not now" as such, when to come again, and shows nothing of how it is made."""
    shows_insides = any(
        word in answer.body for word in (b"Traceback", b"psycopg", b"OperationalError")
    )
    return (
        answer.status in {502, 503, 504} and "retry-after" in answer.headers and not shows_insides
    )


def watched(port: int, tls: ssl.SSLContext, witness: Witness, session: str = "") -> Watched:
    """Somebody who is logged in by `session`, or nobody in particular."""
    cookies = {"sessionid": session, "visitor": "1"} if session else {}
    return Watched(port, tls=tls, witness=witness, cookies=cookies, encoding="")
