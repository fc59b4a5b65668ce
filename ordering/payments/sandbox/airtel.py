"""Airtel Money's wire: OAuth tokens of three minutes, a push, an enquiry, and whole refunds."""

from __future__ import annotations

import time
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
    outcome_of,
)
from .replies import RUBBISH, Call, CallBack, Hang, Reply

PAY, REVERSED = "airtel", "airtel-reversed"
OK = {
    "code": "200",
    "result_code": "ESB000010",
    "response_code": "DP00800001006",
    "success": True,
}
RESPONSE_CODES = {
    "APPROVAL_REJECTED": "DP00800001008",
    "NOT_ENOUGH_FUNDS": "DP00800001007",
    "PAYER_LIMIT_REACHED": "DP00800001003",
    "PAYER_NOT_FOUND": "DP00800001025",
}
EXPIRED = {"EXPIRED", "COULD_NOT_PERFORM_TRANSACTION"}
AMBIGUOUS = {"INTERNAL_PROCESSING_ERROR", "SERVICE_UNAVAILABLE"}
BAD = {STATUS_BUSY: (429, None), STATUS_BROKEN: (500, None), STATUS_RUBBISH: (200, RUBBISH)}


def refusal(status: int, code: str) -> Reply:
    body = {"status": {"code": str(status), "result_code": code, "success": False}}
    return Reply(status, body)


def answer(book: Book, call: Call) -> Reply:
    if call.path == "/auth/oauth2/token":
        return _token(book, call)
    token = (call.headers.get("Authorization") or "").removeprefix("Bearer ")
    if token not in book.tokens:
        return refusal(401, "ESB000001")
    if not call.headers.get("X-Country") or not call.headers.get("X-Currency"):
        return refusal(400, "ESB000008")
    if call.method == "POST" and call.path == "/merchant/v1/payments/":
        return _push(book, call)
    if call.method == "POST" and call.path == "/standard/v1/payments/refund":
        return _refund(book, call)
    if call.method == "GET" and call.path.startswith("/standard/v1/payments/"):
        return _enquiry(book, call.path.rsplit("/", 1)[1])
    return refusal(404, "ESB000004")


def _token(book: Book, call: Call) -> Reply:
    if not call.body.get("client_id") or not call.body.get("client_secret"):
        return Reply(401, {"error": "invalid_client"})
    body = {"access_token": book.new_token(), "expires_in": "180", "token_type": "bearer"}
    return Reply(200, body)


def _push(book: Book, call: Call) -> Reply:
    try:
        wanted = call.body["transaction"]
        reference, amount = str(wanted["id"]), int(wanted["amount"])
        msisdn = str(call.body["subscriber"]["msisdn"])
    except (KeyError, TypeError, ValueError):
        return refusal(400, "ESB000008")
    if amount <= 0 or msisdn.startswith(("0", "+", "250")):
        return refusal(400, "ESB000008")
    outcome = outcome_of(msisdn, book.behaviour.seconds)
    if outcome.ending in REFUSALS:
        return refusal(400, "ESB000008")
    if outcome.ending == REQUEST_HANGS:
        raise Hang
    entry = Entry(reference, call.body, outcome, time.monotonic())
    if not book.add(PAY, entry):
        return refusal(400, "ESB000041")
    if outcome.ending == ANSWER_HANGS:
        raise Hang
    body = {"data": {"transaction": {"id": reference, "status": "SUCCESS"}}, "status": OK}
    return Reply(200, body, _calls_back(book, entry))


def _calls_back(book: Book, entry: Entry) -> CallBack | None:
    if entry.outcome.ending == CALLBACK_LOST:
        return None
    times = 2 if entry.outcome.ending == CALLBACK_TWICE else 1
    return CallBack("", entry.outcome.seconds, times, lambda: _callback_body(book, entry))


def _callback_body(book: Book, entry: Entry) -> dict[str, Any]:
    found = _transaction(book, entry)
    return {
        "transaction": {
            "id": entry.reference,
            "message": found["message"],
            "status_code": "TS" if found["status"] == "TS" else "TF",
            "airtel_money_id": entry.number,
        }
    }


def _enquiry(book: Book, reference: str) -> Reply:
    entry = book.find(PAY, reference)
    if entry is None:
        return refusal(404, "ESB000022")
    if entry.outcome.ending in BAD and book.takes_bad_answer(entry):
        return Reply(*BAD[entry.outcome.ending])
    code = RESPONSE_CODES.get(entry.outcome.failure, "DP00800001001")
    status = {**OK, "response_code": code if entry.is_decided else "DP00800001006"}
    return Reply(200, {"data": {"transaction": _transaction(book, entry)}, "status": status})


def _transaction(book: Book, entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"id": entry.reference, "message": "", "status": "TIP"}
    failure = entry.outcome.failure
    if not entry.is_decided:
        return found
    if failure:
        found["status"] = "TE" if failure in EXPIRED else "TA" if failure in AMBIGUOUS else "TF"
        return found
    found |= {"status": "TS", "airtel_money_id": entry.number}
    if book.find(REVERSED, entry.reference):
        found["status"] = "TR"
    # What is not documented to be there, for trying what happens if it were and differed.
    if entry.outcome.ending == OTHER_AMOUNT:
        found["amount"] = int(entry.request["transaction"]["amount"]) - 1
    elif entry.outcome.ending == OTHER_CURRENCY:
        found["currency"] = "UGX"
    elif entry.outcome.ending == OTHER_REFERENCE:
        found["id"] = "somebody-elses"
    return found


def _refund(book: Book, call: Call) -> Reply:
    wanted = call.body.get("transaction")
    number = wanted.get("airtel_money_id") if isinstance(wanted, dict) else None
    entry = book.find_number(PAY, number) if isinstance(number, str) else None
    if entry is None or not entry.is_decided or entry.outcome.failure:
        return refusal(400, "ESB000033")
    book.add(REVERSED, entry)
    return Reply(200, {"data": {"transaction": {"status": "SUCCESS"}}, "status": OK})
