"""Redis as the cache that several processes share, and which may go away for a while.

It holds counts of attempts and the version of public pages. While it does not answer, people still
log in and order: nothing is counted, and a copy of a page is used for a second at most.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
SAY_EVERY_SECONDS = 60
# Somebody who asks a Redis behind a cut cable waits; those who come in this time do not ask.
REST_SECONDS = 1.0


class ForgivingClient(RedisCacheClient):
    """What cannot be asked is as if it were not there; what cannot be kept is let go."""

    _said_at = 0.0
    _rests_until = 0.0

    def _try(self, ask: Callable[[], Any], instead: Any) -> Any:
        if time.monotonic() < ForgivingClient._rests_until:
            return instead
        try:
            return ask()
        except RedisError as error:
            now = time.monotonic()
            ForgivingClient._rests_until = now + REST_SECONDS
            if now - ForgivingClient._said_at > SAY_EVERY_SECONDS:
                ForgivingClient._said_at = now
                logger.error("Redis does not answer (%s): see REDIS_URL.", type(error).__name__)
            return instead

    def add(self, key: Any, value: Any, timeout: Any) -> Any:
        return self._try(lambda: super(ForgivingClient, self).add(key, value, timeout), True)

    def get(self, key: Any, default: Any) -> Any:
        return self._try(lambda: super(ForgivingClient, self).get(key, default), default)

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        self._try(lambda: super(ForgivingClient, self).set(key, value, timeout), None)

    def touch(self, key: Any, timeout: Any) -> Any:
        return self._try(lambda: super(ForgivingClient, self).touch(key, timeout), False)

    def delete(self, key: Any) -> Any:
        return self._try(lambda: super(ForgivingClient, self).delete(key), False)

    def get_many(self, keys: Any) -> Any:
        return self._try(lambda: super(ForgivingClient, self).get_many(keys), {})

    def has_key(self, key: Any) -> Any:
        return self._try(lambda: super(ForgivingClient, self).has_key(key), False)

    def incr(self, key: Any, delta: Any) -> Any:
        return self._try(lambda: super(ForgivingClient, self).incr(key, delta), delta)

    def set_many(self, data: Any, timeout: Any) -> None:
        self._try(lambda: super(ForgivingClient, self).set_many(data, timeout), None)

    def delete_many(self, keys: Any) -> None:
        self._try(lambda: super(ForgivingClient, self).delete_many(keys), None)


class ForgivingRedisCache(RedisCache):
    def __init__(self, server: Any, params: Any) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient
