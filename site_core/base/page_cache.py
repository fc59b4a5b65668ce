"""One copy of a public page serves everybody, and is dropped at once when what it shows changes.

A page that carries nothing personal is marked with `share(response)`. The middleware, outermost of
all, keeps such pages in the memory of the process, compressed, under the current version of the
public site. `drop_pages()` raises the version after the commit of whatever changed, and from then
on every process renders anew. Processes of one machine share the version as where a link points,
which costs two microseconds to read and which nginx can read too: its copies carry the version in
their key, so they are dropped in the same moment. More machines share it in Redis. What changes by
the clock alone (opening, a sold-out that ends) is right within PAGE_CACHE_SECONDS.
"""

from __future__ import annotations

import contextlib
import gzip
import logging
import os
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import brotli
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import quote_etag

logger = logging.getLogger(__name__)

VERSION_KEY = "public-site-version"
# Campaign marks that arrive with a link change nothing that the page shows.
IGNORED_PREFIX = "utm_"
MAX_QUERY_LENGTH = 300
SECOND_NS = 10**9
KEEP_VERSIONS_NS = 60 * SECOND_NS


def share(response: HttpResponse) -> HttpResponse:
    """Mark a response as the same for everybody: no cookie, no token, no name in it."""
    response.is_shared_by_all = True  # type: ignore[attr-defined]
    return response


def keep_until(request: HttpRequest, moment: datetime, *, now: datetime) -> None:
    """The page at hand shows something that begins or ends at `moment`: no copy lives longer."""
    seconds = max(0.0, (moment - now).total_seconds())
    known = getattr(request, "shared_seconds", seconds)
    request.shared_seconds = min(known, seconds)  # type: ignore[attr-defined]


def current_version() -> int:
    """A number that was never used before whenever something public has changed."""
    if settings.PAGE_VERSION_LINK is None:
        return _version_in_redis()
    try:
        return int(os.readlink(settings.PAGE_VERSION_LINK))
    except FileNotFoundError:
        return 0


def _version_in_redis() -> int:
    version = cache.get(VERSION_KEY)
    if version is None:
        # Redis is new or has lost everything: what was kept before may be out of date.
        cache.add(VERSION_KEY, time.time_ns(), timeout=None)
        version = cache.get(VERSION_KEY)
    # Out of reach, nobody knows what is out of date: then a copy serves for a second, so that a
    # hospital that looks at the menu does not have it made anew for each pair of eyes.
    return time.time_ns() // SECOND_NS * SECOND_NS if version is None else version


def drop_pages() -> None:
    """Forget all public pages once the current transaction is committed. Safe to repeat."""
    transaction.on_commit(_raise_version)


def make_version() -> None:
    """See to it that there is a link: nginx follows it also where Redis has the version, and keeps
    no copy then."""
    link = Path(settings.PAGE_VERSION_LINK or settings.VAR_DIR / "public-version" / "now")
    if not link.is_symlink():
        _point(link, time.time_ns())


def _raise_version() -> None:
    # Nanoseconds never repeat, so two processes that drop at once need no lock.
    now = time.time_ns()
    if settings.PAGE_VERSION_LINK is None:
        cache.set(VERSION_KEY, now, timeout=None)
        return
    try:
        _point(Path(settings.PAGE_VERSION_LINK), now)
    except OSError as error:
        # What was changed is saved. On a full disk copies end by the clock alone.
        logger.error("Old copies of pages stay for half a minute: %s.", error.strerror)


def _point(link: Path, version: int) -> None:
    """Let `link` name an empty folder called after the version, in one step."""
    folder = link.parent
    (folder / str(version)).mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{version}-{os.getpid()}-{threading.get_ident()}"
    unfinished.symlink_to(str(version))
    unfinished.replace(link)
    for old in _versions_before(folder, version - KEEP_VERSIONS_NS):
        with contextlib.suppress(OSError):
            old.rmdir()


def old_versions(now: datetime) -> list[Path]:
    """Folders of versions that nothing points at. `_point` removes them too, at the next change."""
    if settings.PAGE_VERSION_LINK is None:
        return []
    long_ago = int(now.timestamp() * 10**9) - KEEP_VERSIONS_NS
    # The one at hand may be as old as it likes.
    before = min(long_ago, current_version())
    return _versions_before(Path(settings.PAGE_VERSION_LINK).parent, before)


def _versions_before(folder: Path, version: int) -> list[Path]:
    """The youngest stay: another process may be about to point at one of them."""
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return []
    return [folder / name for name in names if name.isdigit() and int(name) < version]


@dataclass(frozen=True, slots=True)
class CachedPage:
    version: int
    expires: float
    status: int
    headers: tuple[tuple[str, str], ...]
    etag: str
    bodies: dict[str, bytes]


class _Store:
    """The pages of this process, least recently used first out."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, ...], CachedPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, ...], version: int) -> CachedPage | None:
        page = self._pages.get(key)
        if page is None or page.version != version or page.expires < time.monotonic():
            return None
        return page

    def put(self, key: tuple[str, ...], page: CachedPage) -> None:
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > settings.PAGE_CACHE_ENTRIES:
                self._pages.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()


store = _Store()


def _key(request: HttpRequest) -> tuple[str, ...]:
    query = request.META.get("QUERY_STRING", "")
    if IGNORED_PREFIX in query:
        query = "&".join(p for p in query.split("&") if not p.startswith(IGNORED_PREFIX))
    return (request.scheme or "", request.META.get("HTTP_HOST", ""), request.path, query)


def _encoding(request: HttpRequest) -> str:
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""


class PageCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.seconds = settings.PAGE_CACHE_SECONDS

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            not self.seconds
            or request.method not in {"GET", "HEAD"}
            or len(request.META.get("QUERY_STRING", "")) > MAX_QUERY_LENGTH
        ):
            return self.get_response(request)
        # Read before rendering: what changes meanwhile is stored under a version nobody asks for.
        version = current_version()
        key = _key(request)
        page = store.get(key, version)
        if page is None:
            response = self.get_response(request)
            page = self._keep(request, key, version, response)
            if page is None:
                return response
        return self._answer(request, page)

    def _keep(
        self,
        request: HttpRequest,
        key: tuple[str, ...],
        version: int,
        response: HttpResponseBase,
    ) -> CachedPage | None:
        if (
            not getattr(response, "is_shared_by_all", False)
            or response.status_code != 200
            or response.cookies
            or response.streaming
            or request.method != "GET"
        ):
            return None
        assert isinstance(response, HttpResponse)
        body = response.content
        seconds = min(self.seconds, getattr(request, "shared_seconds", self.seconds))
        headers = tuple(
            (name, value)
            for name, value in response.items()
            if name.lower() not in {"vary", "content-length", "cache-control", "expires", "etag"}
        )
        page = CachedPage(
            version=version,
            expires=time.monotonic() + seconds,
            status=200,
            headers=headers,
            etag=quote_etag(f"{version:x}-{zlib.crc32(body):x}"),
            bodies={
                "": body,
                "gzip": gzip.compress(body, compresslevel=6, mtime=0),
                "br": brotli.compress(body, quality=5),
            },
        )
        store.put(key, page)
        return page

    def _answer(self, request: HttpRequest, page: CachedPage) -> HttpResponse:
        if request.META.get("HTTP_IF_NONE_MATCH") == page.etag:
            response = HttpResponse(status=304)
        else:
            encoding = _encoding(request)
            body = page.bodies[encoding]
            response = HttpResponse(body, status=page.status)
            if encoding:
                response.headers["Content-Encoding"] = encoding
            response.headers["Content-Length"] = str(len(body))
        for name, value in page.headers:
            response.headers[name] = value
        response.headers["ETag"] = page.etag
        # Browsers ask again each time and mostly hear 304: a price is never an hour old.
        response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
        response.headers["Vary"] = "Accept-Encoding"
        # For nginx alone, which counts in whole seconds and includes the last one.
        seconds = int(page.expires - time.monotonic()) - 1
        if seconds > 0 and settings.PAGE_VERSION_LINK is not None:
            response.headers["X-Accel-Expires"] = str(seconds)
        return response
