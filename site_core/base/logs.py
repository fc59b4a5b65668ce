"""What may stand in a log: which request, where in the code, never who or which order.

Links to orders, payments and invitations are keys, so a path is never written whole.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponseBase

# What nginx hands over. Anything else could carry a line break or a name into the log.
REQUEST_ID = re.compile(r"[0-9a-f]{16,64}")
request_id: ContextVar[str] = ContextVar("request_id", default="")

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Nine digits or more, as phone numbers are written; times and amounts are shorter or have letters.
PHONE = re.compile(r"(?<![\w.:-])(?:\+|00)?\d(?:[ -]?\d){8,14}(?![\w:-])")
SECRET_PATH = re.compile(
    r"/(orders|pay|invite|letters|support|feedback|counts|banners|accounts|staff)/[^\s\"'?#]+"
)
QUERY = re.compile(r"(/[^\s\"'?]*)\?[^\s\"']+")


def scrub(text: str) -> str:
    """The text without e-mail addresses, phone numbers, secret links and query strings."""
    text = QUERY.sub(r"\1?[...]", text)
    text = SECRET_PATH.sub(r"/\1/[...]", text)
    return PHONE.sub("[phone]", EMAIL.sub("[e-mail]", text))


class RequestIdMiddleware:
    """Every answer and every line of the log about it carry the same number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        number = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(16)
        token = request_id.set(number)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response.headers["X-Request-ID"] = number
        return response


class JsonFormatter(logging.Formatter):
    """One JSON object a line, scrubbed. Times in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrub(record.getMessage()),
            "process": record.process,
        }
        if number := self._number(record):
            line["request"] = number
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            line["method"] = request.method
            match = request.resolver_match
            line["route"] = match.route if match else ""
            line["status"] = getattr(record, "status_code", None)
        if record.exc_info:
            line["error"] = scrub(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)

    @staticmethod
    def _number(record: logging.LogRecord) -> str:
        if number := request_id.get():
            return number
        # Django reports some errors after the middleware has ended.
        request = getattr(record, "request", None)
        if not isinstance(request, HttpRequest):
            return ""
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        return given if REQUEST_ID.fullmatch(given) else ""
