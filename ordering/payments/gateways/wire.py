"""HTTP with payment providers: time-outs, typed errors, tokens that are kept while they hold.

Nothing that is said here reaches a log: bodies hold phone numbers, headers hold secrets.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import requests

# Seconds to connect and to wait for an answer: somebody may be looking at a page meanwhile.
TIMEOUTS = (3.05, 6.0)
# A token is renewed this long before it ends.
MARGIN_SECONDS = 20
MAX_ANSWER_BYTES = 100_000


class ProviderError(Exception):
    """The provider did not do what was asked. The text is for staff and holds no secret."""


class NotReached(ProviderError):
    """Nothing was sent: asking again is safe, and nothing can have happened."""


class Unclear(ProviderError):
    """It may or may not have happened: a time-out, an error of theirs, an answer we cannot read."""


class Busy(ProviderError):
    """We asked too often; nothing happened."""


class Refused(ProviderError):
    """The provider understood and said no, with its own word for why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"HTTP {status} {code}".strip())
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back with a status below 400, or 404 where the caller can read that."""

    status: int
    body: Any


def call(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    payload: Any = None,
    auth: tuple[str, str] | None = None,
) -> Reply:
    """One request. Raises a ProviderError; never waits longer than TIMEOUTS and never repeats.

    Not followed: redirects, which no provider needs and a body full of money should not take.
    """
    try:
        with requests.request(
            method,
            url,
            headers=dict(headers),
            json=payload,
            auth=auth,
            timeout=TIMEOUTS,
            allow_redirects=False,
            stream=True,
        ) as response:
            raw = response.raw.read(MAX_ANSWER_BYTES, decode_content=True)
            return _read(response, raw)
    except (requests.ConnectTimeout, requests.exceptions.InvalidURL) as error:
        raise NotReached(type(error).__name__) from None
    except requests.ConnectionError as error:
        # Refused before a byte was sent, or broken while we waited: only the first is harmless.
        kind = NotReached if _was_refused(error) else Unclear
        raise kind(type(error).__name__) from None
    except (requests.RequestException, OSError) as error:
        raise Unclear(type(error).__name__) from None
    except Exception as error:
        if type(error).__module__.startswith("urllib3"):
            raise Unclear(type(error).__name__) from None
        raise


def _was_refused(error: BaseException) -> bool:
    text = repr(error)
    return "NewConnectionError" in text or "NameResolutionError" in text


def _read(response: requests.Response, raw: bytes) -> Reply:
    status = response.status_code
    body: Any = None
    if raw.strip():
        try:
            body = json.loads(raw)
        except ValueError:
            if status < 400:
                raise Unclear(f"HTTP {status} with an answer that is no JSON") from None
    if status == 429:
        raise Busy("HTTP 429")
    code = _code_of(body)
    if status in {408, 502, 503, 504} or (status >= 500 and not code):
        raise Unclear(f"HTTP {status} {code}".strip())
    if status >= 400 or 300 <= status < 400:
        raise Refused(status, code)
    return Reply(status, body)


def _code_of(body: Any) -> str:
    """The provider's word for an error, wherever it puts it; bounded, for it is kept."""
    if not isinstance(body, dict):
        return ""
    status = body.get("status")
    places = [body.get("code"), body.get("error")]
    if isinstance(status, dict):
        places += [status.get("response_code"), status.get("result_code")]
    return next((place[:60] for place in places if isinstance(place, str) and place), "")


class TokenKeeper:
    """One access token at a time, in the memory of this process, renewed before it ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], tuple[str, float]] = {}

    def get(self, key: tuple[str, str], fetch: Callable[[], tuple[str, float]]) -> str:
        """The token for `key`, fetched when there is none: (token, seconds that it holds).

        Two threads may both fetch one; either is good. Raises what `fetch` raises.
        """
        with self._lock:
            token, until = self._kept.get(key, ("", 0.0))
        if token and time.monotonic() < until:
            return token
        token, seconds = fetch()
        with self._lock:
            self._kept[key] = (token, time.monotonic() + max(0.0, seconds - MARGIN_SECONDS))
        return token

    def forget(self, key: tuple[str, str]) -> None:
        with self._lock:
            self._kept.pop(key, None)


def token_of(reply: Reply) -> tuple[str, float]:
    """The token of an OAuth answer and its seconds, which Airtel writes as a text.

    Raises Unclear when there is none.
    """
    body = reply.body if isinstance(reply.body, dict) else {}
    token = body.get("access_token")
    try:
        seconds = float(body.get("expires_in", 0))
    except (TypeError, ValueError):
        seconds = 0.0
    if not isinstance(token, str) or not token:
        raise Unclear("no token in the answer")
    return token, seconds
