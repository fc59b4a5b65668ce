"""Who is not counted, and how often anybody may be. Keeps addresses for a minute, in memory only."""

from __future__ import annotations

import threading
import time
from collections import Counter

from django.http import HttpRequest

# A whole hospital sits behind one address.
MOST_PER_ADDRESS = 600
MOST_PER_PROCESS = 3_000


def is_opted_out(request: HttpRequest) -> bool:
    """Do Not Track, or Global Privacy Control (https://w3c.github.io/gpc/)."""
    return request.headers.get("DNT") == "1" or request.headers.get("Sec-GPC") == "1"


def is_from_our_page(request: HttpRequest) -> bool:
    """Whether a page of ours sent it: browsers say so and scripts of other sites cannot lie.

    It takes the place of a token, which a page that is one copy for everybody cannot hold.
    """
    origin = request.headers.get("Origin", "")
    return origin == f"{request.scheme}://{request.get_host()}"


class Limiter:
    """So many a minute for one address and for this process; forgotten when the minute ends."""

    def __init__(self, per_address: int, per_process: int) -> None:
        self._per_address = per_address
        self._per_process = per_process
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self._minute = -1
        self._all = 0
        self._seen: Counter[str] = Counter()

    def allows(self, address: str, seconds: float | None = None) -> bool:
        """One more from this address now. `seconds` is a clock that never goes back."""
        minute = int((time.monotonic() if seconds is None else seconds) // 60)
        with self._lock:
            if minute != self._minute:
                self.forget()
                self._minute = minute
            self._all += 1
            self._seen[address] += 1
            return self._all <= self._per_process and self._seen[address] <= self._per_address


limiter = Limiter(MOST_PER_ADDRESS, MOST_PER_PROCESS)
