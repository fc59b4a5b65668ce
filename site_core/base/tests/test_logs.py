from __future__ import annotations

import json
import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from site_core.base.logs import JsonFormatter, RequestIdMiddleware, request_id, scrub
from site_core.base.sentry import clean_event


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("no account ada.u+x@chuk.rw here", "no account [e-mail] here"),
        ("Key (phone)=(+250788123456) exists", "Key (phone)=([phone]) exists"),
        ("call 0788 123 456 now", "call [phone] now"),
        ("Not Found: /fr/orders/k3Jd92Lm/pay/", "Not Found: /fr/orders/[...]"),
        ("/accounts/password/reset/key/1-abc/", "/accounts/[...]"),
        ("GET /menu/?allergens=gluten failed", "GET /menu/?[...] failed"),
        ("order 2026-11-26 12:30:00 of 12500 RWF", "order 2026-11-26 12:30:00 of 12500 RWF"),
        ("line 250 of services.py", "line 250 of services.py"),
    ],
)
def test_logs_name_nobody_and_open_nothing(text: str, scrubbed: str) -> None:
    assert scrub(text) == scrubbed


def test_a_line_of_the_log_is_json_with_number_and_route(rf: RequestFactory) -> None:
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "Internal Server Error: %s",
        ("/orders/k3Jd92Lm/",), None,
    )  # fmt: skip
    request = rf.get("/orders/k3Jd92Lm/", HTTP_X_REQUEST_ID="ab" * 16)
    record.request, record.status_code = request, 500

    line = json.loads(JsonFormatter().format(record))

    assert line["message"] == "Internal Server Error: /orders/[...]"
    assert line["request"] == "ab" * 16
    assert (line["level"], line["method"], line["status"]) == ("ERROR", "GET", 500)


def test_an_error_is_told_without_its_values() -> None:
    try:
        raise ValueError("ada@chuk.rw is taken")
    except ValueError as error:
        kind = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It failed.", (), kind)

    line = json.loads(JsonFormatter().format(record))

    assert "ValueError: [e-mail] is taken" in line["error"]
    assert "ada@" not in line["error"]


@pytest.mark.parametrize(
    ("given", "is_kept"), [("0123456789abcdef" * 2, True), ("ada\nmuhire", False), ("", False)]
)
def test_a_request_has_one_number_everywhere(rf: RequestFactory, given: str, is_kept: bool) -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request_id.get())
        return HttpResponse()

    answer = RequestIdMiddleware(view)(rf.get("/", HTTP_X_REQUEST_ID=given))

    assert [answer.headers["X-Request-ID"]] == seen
    assert (seen == [given]) is is_kept
    assert len(seen[0]) == 32
    assert request_id.get() == ""


def test_sentry_hears_of_the_error_and_not_of_the_person() -> None:
    event = {
        "user": {"ip_address": "10.0.0.1"},
        "breadcrumbs": {"values": [{"message": "0788123456"}]},
        "extra": {"sys.argv": ["erase_customer", "ada@chuk.rw"]},
        "server_name": "web1",
        "transaction": "/orders/{code}/",
        "request": {
            "method": "POST",
            "url": "https://dusangire.example/orders/k3Jd92Lm/",
            "query_string": "allergens=gluten",
            "cookies": {"sessionid": "x"},
            "data": {"name": "Ada"},
            "headers": {"Host": "dusangire.example", "Cookie": "sessionid=x", "X-Real-Ip": "1"},
        },
        "exception": {"values": [{"type": "ValueError", "value": "ada@chuk.rw is taken"}]},
    }

    cleaned = clean_event(event)

    assert cleaned == {
        "transaction": "/orders/[...]",
        "request": {
            "method": "POST",
            "url": "https://dusangire.example/orders/[...]",
            "headers": {"Host": "dusangire.example"},
        },
        "exception": {"values": [{"type": "ValueError", "value": "[e-mail] is taken"}]},
    }


def test_no_page_may_use_camera_microphone_or_place(client: Client, db: None) -> None:
    policy = client.get("/healthz").headers["Permissions-Policy"]

    assert "camera=()" in policy
    assert "geolocation=()" in policy
    assert "microphone=()" in policy
