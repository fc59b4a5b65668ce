"""While the database or a disk is away people hear so; a fault of ours is told apart."""

from __future__ import annotations

import errno
import logging
from unittest import mock

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

VIEW = "site_core.operations.views.readiness"


def _ask(error: Exception, path: str = "/readyz"):
    logging.disable(logging.CRITICAL)
    try:
        with mock.patch(VIEW, side_effect=error):
            return Client(raise_request_exception=False).get(path)
    finally:
        logging.disable(logging.NOTSET)


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("terminating connection due to administrator command"),
        InterfaceError("connection already closed"),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_what_is_away_is_said_to_be_away(error):
    answer = _ask(error)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert answer.headers["Cache-Control"] == "no-store"
    text = answer.content.decode()
    assert "an order is placed once or not at all" in text
    assert "administrator" not in text


def test_an_outage_is_seen_behind_what_it_led_to():
    error = ValueError("no answer")
    error.__cause__ = OperationalError("the database system is starting up")

    assert _ask(error).status_code == 503


def test_our_own_fault_is_none_of_the_database():
    answer = _ask(ValueError("oops"))

    assert answer.status_code == 500
    assert "Something boiled over" in answer.content.decode()
    assert "Retry-After" not in answer.headers
