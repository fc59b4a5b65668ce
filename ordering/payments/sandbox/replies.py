"""What the sandbox is asked, what it answers, and what it says later by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

RUBBISH = b"<html><body>Gateway says hello</body></html>"


@dataclass(frozen=True, slots=True)
class Call:
    """A request as the providers' modules read it. `body` is {} when it is no JSON object."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]


class Hang(Exception):
    """The answer does not come in time."""


@dataclass(frozen=True, slots=True)
class CallBack:
    """`seconds` after the request, `times` in a row; `url` empty for the one agreed beforehand."""

    url: str
    seconds: float | None
    times: int
    body: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: Any
    calls_back: CallBack | None = None
