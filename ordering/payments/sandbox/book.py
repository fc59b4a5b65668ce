"""The sandbox's memory: who was asked for how much, what came of it, and how it behaves."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from .outcomes import BAD_ANSWERS, Outcome


@dataclass(slots=True)
class Behaviour:
    """What the control address changes. Seconds may be a few thousandths."""

    # How long a payer takes to decide.
    seconds: float = 3.0
    # How long an answer that hangs is kept back.
    hang_seconds: float = 20.0
    # "", "down" (503), "rubbish", "hang" or "busy": how every call is answered.
    mood: str = ""
    has_callbacks: bool = True


@dataclass(slots=True)
class Entry:
    """One payment or refund as the provider knows it. `request` is what was asked for."""

    reference: str
    request: dict[str, Any]
    outcome: Outcome
    asked_at: float
    callback_url: str = ""
    bad_answers_left: int = BAD_ANSWERS
    number: str = field(default_factory=lambda: str(secrets.randbelow(10**9) + 10**9))

    @property
    def is_decided(self) -> bool:
        seconds = self.outcome.seconds
        return seconds is not None and time.monotonic() >= self.asked_at + seconds


class Book:
    """Entries by provider and reference. Any number of threads may read and write."""

    def __init__(self, behaviour: Behaviour | None = None) -> None:
        self.behaviour = behaviour or Behaviour()
        self.tokens: set[str] = set()
        self.lock = threading.Lock()
        self._entries: dict[tuple[str, str], Entry] = {}
        self.requests = 0

    def new_token(self) -> str:
        token = secrets.token_urlsafe(24)
        with self.lock:
            self.tokens.add(token)
        return token

    def add(self, kind: str, entry: Entry) -> bool:
        """Write an entry down; False when its reference is taken."""
        with self.lock:
            if (kind, entry.reference) in self._entries:
                return False
            self._entries[kind, entry.reference] = entry
            return True

    def find(self, kind: str, reference: str) -> Entry | None:
        with self.lock:
            return self._entries.get((kind, reference))

    def find_number(self, kind: str, number: str) -> Entry | None:
        return next((entry for entry in self.entries(kind) if entry.number == number), None)

    def entries(self, kind: str) -> list[Entry]:
        with self.lock:
            return [entry for (name, _), entry in self._entries.items() if name == kind]

    def count(self, kind: str) -> int:
        with self.lock:
            return sum(name == kind for name, _ in self._entries)

    def takes_bad_answer(self, entry: Entry) -> bool:
        """Whether this question is still to be answered badly; counts it."""
        with self.lock:
            if entry.bad_answers_left <= 0:
                return False
            entry.bad_answers_left -= 1
            return True
