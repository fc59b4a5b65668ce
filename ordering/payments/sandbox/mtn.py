"""MTN MoMo's wire: tokens, requesttopay, its status, and refunds of the disbursement product."""

from __future__ import annotations

import base64
import binascii
import time
import uuid
from typing import Any

from .book import Book, Entry
from .outcomes import (
    ANSWER_HANGS,
    CALLBACK_LOST,
    CALLBACK_TWICE,
    OTHER_AMOUNT,
    OTHER_CURRENCY,
    OTHER_REFERENCE,
    REFUSALS,
    REQUEST_HANGS,
    STATUS_BROKEN,
    STATUS_BUSY,
    STATUS_RUBBISH,
    Outcome,
    outcome_of,
)
from .replies import RUBBISH, Call, CallBack, Hang, Reply

PAY, REFUND = "mtn", "mtn-refund"
BAD = {STATUS_BUSY: (429, None), STATUS_BROKEN: (500, None), STATUS_RUBBISH: (200, RUBBISH)}


def error(status: int, code: str) -> Reply:
    return Reply(status, {"code": code, "message": code.replace("_", " ").capitalize()})


def answer(book: Book, call: Call) -> Reply:
    if not call.headers.get("Ocp-Apim-Subscription-Key"):
        return error(401, "ACCESS_DENIED")
    if call.path.endswith("/token/"):
        return _token(book, call)
    token = (call.headers.get("Authorization") or "").removeprefix("Bearer ")
    if token not in book.tokens:
        return error(401, "UNAUTHORIZED")
    if not call.headers.get("X-Target-Environment"):
        return error(400, "BAD_REQUEST")
    parts = call.path.strip("/").split("/")
    kind = {"requesttopay": PAY, "refund": REFUND}.get(parts[2] if len(parts) > 2 else "")
    if kind is None:
        return error(404, "RESOURCE_NOT_FOUND")
    if call.method == "POST" and len(parts) == 3:
        return _ask(book, call, kind)
    if call.method == "GET" and len(parts) == 4:
        return _status(book, kind, parts[3])
    return error(400, "BAD_REQUEST")


def _token(book: Book, call: Call) -> Reply:
    scheme, _space, given = (call.headers.get("Authorization") or "").partition(" ")
    try:
        user, _colon, key = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        user = key = ""
    if scheme != "Basic" or not user or not key:
        return error(401, "UNAUTHORIZED")
    body = {"access_token": book.new_token(), "token_type": "access_token", "expires_in": 3600}
    return Reply(200, body)


def _ask(book: Book, call: Call, kind: str) -> Reply:
    try:
        reference = str(uuid.UUID(call.headers.get("X-Reference-Id") or ""))
        msisdn = call.body["payer"]["partyId"] if kind == PAY else ""
        amount = int(call.body["amount"])
    except (KeyError, TypeError, ValueError):
        return error(400, "BAD_REQUEST")
    if amount <= 0 or not isinstance(msisdn, str):
        return error(400, "BAD_REQUEST")
    outcome = outcome_of(msisdn, book.behaviour.seconds) if kind == PAY else Outcome("", "", 0)
    if outcome.ending in REFUSALS:
        return error(500, REFUSALS[outcome.ending])
    if outcome.ending == REQUEST_HANGS:
        raise Hang
    callback = call.headers.get("X-Callback-Url") or ""
    entry = Entry(reference, call.body, outcome, time.monotonic(), callback)
    if not book.add(kind, entry):
        return error(409, "RESOURCE_ALREADY_EXIST")
    if outcome.ending == ANSWER_HANGS:
        raise Hang
    return Reply(202, None, _calls_back(entry) if callback else None)


def _calls_back(entry: Entry) -> CallBack | None:
    if entry.outcome.ending == CALLBACK_LOST:
        return None
    times = 2 if entry.outcome.ending == CALLBACK_TWICE else 1
    return CallBack(entry.callback_url, entry.outcome.seconds, times, lambda: _body(entry))


def _status(book: Book, kind: str, reference: str) -> Reply:
    entry = book.find(kind, reference)
    if entry is None:
        return error(404, "RESOURCE_NOT_FOUND")
    if entry.outcome.ending in BAD and book.takes_bad_answer(entry):
        return Reply(*BAD[entry.outcome.ending])
    return Reply(200, _body(entry))


def _body(entry: Entry) -> dict[str, Any]:
    body = {**entry.request, "status": "PENDING"}
    if not entry.is_decided:
        return body
    if entry.outcome.failure:
        return {**body, "status": "FAILED", "reason": entry.outcome.failure}
    body |= {"status": "SUCCESSFUL", "financialTransactionId": entry.number}
    if entry.outcome.ending == OTHER_AMOUNT:
        body["amount"] = str(int(body["amount"]) - 1)
    elif entry.outcome.ending == OTHER_CURRENCY:
        body["currency"] = "EUR" if body["currency"] != "EUR" else "RWF"
    elif entry.outcome.ending == OTHER_REFERENCE:
        body["externalId"] = "somebody-elses"
    return body
