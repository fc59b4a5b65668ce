from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from site_core.base import page_cache
from site_core.base.page_cache import PageCacheMiddleware, share


class Page:
    """A view that counts how often it had to render."""

    def __init__(self) -> None:
        self.renders = 0
        self.shared = True
        self.cookie = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.renders += 1
        response = HttpResponse(f"render {self.renders}")
        if self.cookie:
            response.set_cookie("a", "b")
        return share(response) if self.shared else response


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def ask(page: Page) -> Iterator[PageCacheMiddleware]:
    cache.clear()
    page_cache.store.clear()
    yield PageCacheMiddleware(page)
    page_cache.store.clear()


def _get(path: str = "/menu/", **headers: str) -> HttpRequest:
    return RequestFactory().get(path, **headers)


def test_one_copy_serves_everybody(page: Page, ask: PageCacheMiddleware) -> None:
    assert ask(_get()).content == b"render 1"
    assert ask(_get(HTTP_COOKIE="sessionid=abc")).content == b"render 1"
    assert page.renders == 1


def test_a_change_drops_every_copy_after_commit(
    page: Page, ask: PageCacheMiddleware, db: None, django_capture_on_commit_callbacks: object
) -> None:
    ask(_get())
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        page_cache.drop_pages()
        assert ask(_get()).content == b"render 1"
    assert ask(_get()).content == b"render 2"


def test_what_changes_while_a_page_renders_is_not_kept(ask: PageCacheMiddleware) -> None:
    renders = []

    def slow(request: HttpRequest) -> HttpResponse:
        renders.append(1)
        if len(renders) == 1:
            page_cache._raise_version()
        return share(HttpResponse(f"render {len(renders)}"))

    middleware = PageCacheMiddleware(slow)
    assert middleware(_get()).content == b"render 1"
    assert middleware(_get()).content == b"render 2"
    assert middleware(_get()).content == b"render 2"


def test_private_pages_and_pages_with_cookies_are_not_kept(
    page: Page, ask: PageCacheMiddleware
) -> None:
    page.shared = False
    ask(_get())
    ask(_get())
    page.shared, page.cookie = True, True
    ask(_get())
    ask(_get())
    assert page.renders == 4


def test_hosts_queries_and_paths_are_apart_but_campaign_marks_are_not(
    page: Page, ask: PageCacheMiddleware
) -> None:
    ask(_get("/menu/"))
    ask(_get("/menu/?utm_source=sms&utm_medium=x"))
    assert page.renders == 1
    ask(_get("/menu/?diet=vegan"))
    ask(_get("/fr/menu/"))
    ask(_get("/menu/", HTTP_HOST="other.example"))
    assert page.renders == 4


def test_pages_go_out_compressed_and_unchanged(ask: PageCacheMiddleware) -> None:
    assert gzip.decompress(ask(_get(HTTP_ACCEPT_ENCODING="gzip")).content) == b"render 1"
    assert brotli.decompress(ask(_get(HTTP_ACCEPT_ENCODING="gzip, br")).content) == b"render 1"


def test_a_browser_that_has_the_page_hears_304(ask: PageCacheMiddleware) -> None:
    first = ask(_get())
    again = ask(_get(HTTP_IF_NONE_MATCH=first["ETag"]))
    assert (again.status_code, again.content) == (304, b"")


def test_the_store_keeps_to_its_size(
    page: Page, ask: PageCacheMiddleware, settings: object
) -> None:
    settings.PAGE_CACHE_ENTRIES = 3  # type: ignore[attr-defined]
    for number in range(5):
        ask(_get(f"/menu/?q={number}"))
    ask(_get("/menu/?q=0"))
    assert page.renders == 6


def test_posts_are_never_answered_from_the_store(page: Page, ask: PageCacheMiddleware) -> None:
    ask(_get())
    ask(RequestFactory().post("/menu/"))
    assert page.renders == 2


def test_the_version_is_a_link_that_nginx_can_follow(
    settings: LazySettings, tmp_path: Path
) -> None:
    link = settings.PAGE_VERSION_LINK = tmp_path / "public-version" / "now"
    page_cache.make_version()
    first = page_cache.current_version()
    page_cache.make_version()
    assert page_cache.current_version() == first

    page_cache._raise_version()

    assert page_cache.current_version() > first
    assert link.resolve(strict=True).name == str(page_cache.current_version())


def test_old_versions_are_cleared_away(settings: LazySettings, tmp_path: Path) -> None:
    link = settings.PAGE_VERSION_LINK = tmp_path / "public-version" / "now"
    (link.parent / "1").mkdir(parents=True)

    page_cache._raise_version()
    page_cache._raise_version()

    # Those of the last minute stay: another process may be about to point at one of them.
    assert sorted(len(path.name) for path in link.parent.iterdir()) == [3, 19, 19]


def test_nginx_keeps_a_copy_for_less_than_we_do(ask: PageCacheMiddleware) -> None:
    assert ask(_get()).headers["X-Accel-Expires"] == "28"


def test_nginx_keeps_no_copy_where_the_version_is_in_redis(
    settings: LazySettings, ask: PageCacheMiddleware
) -> None:
    settings.PAGE_VERSION_LINK = None

    assert "X-Accel-Expires" not in ask(_get()).headers
