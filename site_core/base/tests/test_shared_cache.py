"""A real Redis, which goes away and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from redis.exceptions import TimeoutError

from deploy.prod_local import MissingProgram, end, running_redis
from site_core.base import page_cache
from site_core.base.shared_cache import ForgivingClient


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[tuple[str, object]]:
    try:
        with running_redis(tmp_path) as found:
            yield found
    except MissingProgram as missing:
        pytest.skip(str(missing))


def test_pages_and_limits_survive_a_redis_that_goes_away(
    redis_url: tuple[str, object], settings: LazySettings
) -> None:
    url, process = redis_url
    settings.PAGE_VERSION_LINK = None
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "site_core.base.shared_cache.ForgivingRedisCache", "LOCATION": url},
    }
    _wait_for(lambda: (cache.set("here", 1), cache.get("here"))[1] == 1)
    first = page_cache.current_version()
    assert page_cache.current_version() == first
    page_cache._raise_version()
    raised = page_cache.current_version()
    assert raised > first

    end(process)  # type: ignore[arg-type]

    # A copy of a page serves for a second; and nothing fails.
    for now, version in ((5_300_000_000, 5_000_000_000), (5_900_000_000, 5_000_000_000)):
        with mock.patch("time.time_ns", return_value=now):
            assert page_cache.current_version() == version
    page_cache._raise_version()
    assert cache.get("here", "gone") == "gone"
    assert cache.add("tries", 0) is True
    assert cache.incr("tries") == 1
    assert cache.get_many(["here"]) == {}
    assert cache.delete("here") is False


def test_nobody_waits_twice_for_a_redis_that_does_not_answer(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = ForgivingClient(["redis://127.0.0.1:1/0"])
    monkeypatch.setattr(ForgivingClient, "_rests_until", 0.0)
    asked = []

    def ask() -> None:
        asked.append(1)
        raise TimeoutError

    with mock.patch("time.monotonic", side_effect=lambda: 100.0 + len(asked) / 2):
        answers = [client._try(ask, "instead") for _ in range(3)]

    assert (answers, len(asked)) == (["instead"] * 3, 1)


def _wait_for(look: object) -> None:
    from tests.harness.served import wait_for

    wait_for(look, "Redis")  # type: ignore[arg-type]
