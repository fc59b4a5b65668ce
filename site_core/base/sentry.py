"""Errors to a Sentry that the hospital chose. Started by the settings when SENTRY_DSN is there."""

from __future__ import annotations

from typing import Any

from .logs import request_id, scrub

KEPT_HEADERS = frozenset({"host", "accept-language", "user-agent"})


def start(dsn: str, *, environment: str, release: str) -> None:
    # Only here: without a DSN nothing of Sentry is loaded.
    import sentry_sdk  # noqa: PLC0415
    from sentry_sdk.integrations.django import DjangoIntegration  # noqa: PLC0415

    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        release=release or None,
        integrations=[DjangoIntegration(cache_spans=False, signals_spans=False)],
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0.0,
        before_send=clean_event,
    )


def clean_event(event: Any, hint: Any = None) -> Any:
    """The event without people: no body, cookies, query, address or user; texts scrubbed."""
    event.pop("user", None)
    event.pop("breadcrumbs", None)
    event.pop("server_name", None)
    request = event.pop("request", None)
    # Argument lists and form values would come with these.
    event.pop("extra", None)
    cleaned = _scrubbed(event)
    if request:
        headers = request.get("headers", {})
        cleaned["request"] = {
            "method": request.get("method", ""),
            "url": scrub(request.get("url", "")),
            "headers": {k: v for k, v in headers.items() if k.lower() in KEPT_HEADERS},
        }
    if number := request_id.get():
        cleaned.setdefault("tags", {})["request"] = number
    return cleaned


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {key: _scrubbed(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(part) for part in value]
    return value
