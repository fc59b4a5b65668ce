"""What providers tell us by themselves. A hint and no more: the worker asks how it went."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import uuid
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .models import Method
from .services import take_hint

logger = logging.getLogger(__name__)

# More than any provider sends for one payment; beyond it the schedule of polling is enough.
HINTS_A_MINUTE = 10
TRANSACTION = b'"transaction"'


# A provider has no page of ours, and so no token of it; nothing here is done on its word.
@csrf_exempt
@require_http_methods(["POST", "PUT"])
def callback(request: HttpRequest, method: str, reference: uuid.UUID) -> HttpResponse:
    """Our own reference stands in the address; what the body says is not read."""
    if method not in {Method.MTN, Method.AIRTEL}:
        return HttpResponse(status=404)
    return _note(method, reference)


@csrf_exempt
@require_http_methods(["POST"])
def airtel_callback(request: HttpRequest) -> HttpResponse:
    """Airtel calls one address for all payments: the reference stands in the body, signed or not."""
    raw = request.body[:10_000]
    body = _json(raw)
    found = body.get("transaction")
    text = found.get("id") if isinstance(found, dict) else None
    try:
        reference = uuid.UUID(text) if isinstance(text, str) else None
    except ValueError:
        reference = None
    if reference is None or not _is_signed(raw, body):
        logger.warning(
            "callback of airtel refused: %s", "reference" if reference is None else "hash"
        )
        return HttpResponse(status=403)
    return _note(Method.AIRTEL, reference)


def _note(method: str, reference: uuid.UUID) -> HttpResponse:
    """200 at once, whether we know the payment or not: a stranger learns nothing from it."""
    key = f"payment-hint:{reference}"
    cache.add(key, 0, timeout=60)
    if cache.incr(key) <= HINTS_A_MINUTE and not take_hint(
        method=method, reference=reference, now=timezone.now()
    ):
        logger.warning("callback of %s without a payment that waits for it", method)
    return HttpResponse(status=200)


def _json(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _is_signed(raw: bytes, body: dict[str, Any]) -> bool:
    """Whether the hash is that of the transaction's bytes as they came, if we have a key at all.

    The documents do not agree on what the hash covers; a callback that we refuse wrongly costs
    nothing but the wait for the next question.
    """
    key = settings.AIRTEL_MONEY["CALLBACK_KEY"]
    if not key:
        return True
    given = body.get("hash")
    if not isinstance(given, str):
        return False
    digest = hmac.new(key.encode(), transaction_bytes(raw), hashlib.sha256).digest()
    return hmac.compare_digest(base64.b64encode(digest).decode(), given)


def transaction_bytes(raw: bytes) -> bytes:
    """The value of "transaction" exactly as it was written; b"" when there is none."""
    text = raw.decode("utf-8", errors="replace")
    at = text.find(TRANSACTION.decode())
    if at < 0:
        return b""
    colon = text.find(":", at)
    start = len(text) - len(text[colon + 1 :].lstrip())
    try:
        _value, end = json.JSONDecoder().raw_decode(text, start)
    except ValueError:
        return b""
    return text[start:end].encode()
