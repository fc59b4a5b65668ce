"""Airtel Money Collections: a push to the payer's phone, then an enquiry how it went.

Wire: developers.airtel.africa, Collection v1. Only the status of the enquiry decides, for the
published tables of result codes contradict one another.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ordering.orders.states import State

from ..models import Method, Payment, Status
from ..problems import Problem
from .base import Answer, RefundAbility
from .reading import Reported, compared, text_of
from .wire import Busy, NotReached, ProviderError, Refused, Reply, TokenKeeper, call, token_of

COUNTRY = "RW"
DUPLICATE = "ESB000041"
# What a failure was about, as far as the tables agree. It chooses a sentence, never a state.
PROBLEMS = {
    "DP00800001002": Problem.DECLINED,
    "DP00800001003": Problem.LIMIT,
    "DP00800001005": Problem.TOO_LATE,
    "DP00800001007": Problem.NO_FUNDS,
    "DP00800001008": Problem.DECLINED,
    "DP00800001024": Problem.TOO_LATE,
    "DP00800001025": Problem.NO_ACCOUNT,
}

_tokens = TokenKeeper()


class AirtelGateway:
    method = Method.AIRTEL
    label = _("Airtel Money")
    icon = "phone"
    order_state = State.PENDING
    asks_phone = True

    @property
    def is_configured(self) -> bool:
        conf = settings.AIRTEL_MONEY
        return all(conf[name] for name in ("BASE_URL", "CLIENT_ID", "CLIENT_SECRET"))

    @property
    def first_poll_seconds(self) -> int:
        return int(settings.AIRTEL_MONEY["FIRST_POLL_SECONDS"])

    @property
    def refunds(self) -> RefundAbility:
        return RefundAbility.WHOLE

    def initiate(self, payment: Payment) -> Answer:
        money = {"country": COUNTRY, "currency": settings.AIRTEL_MONEY["CURRENCY"]}
        try:
            reply = self._call(
                "POST",
                "/merchant/v1/payments/",
                json={
                    "reference": f"Order {payment.order_id}",
                    "subscriber": {**money, "msisdn": payment.payer_phone.removeprefix("+250")},
                    "transaction": {
                        **money,
                        "amount": payment.amount,
                        "id": str(payment.reference),
                    },
                },
            )
        except Refused as refusal:
            return _refused(refusal)
        except ProviderError as error:
            return _unknown(error)
        status = _dict(_dict(reply.body).get("status"))
        if status.get("success") is True:
            return Answer(Status.PENDING, "the phone is being asked", is_accepted=True)
        code = text_of(status.get("result_code"))
        if code == DUPLICATE:
            return Answer(Status.PENDING, "accepted before", is_accepted=True)
        if not code:
            return Answer(Status.UNKNOWN, "an answer that we cannot read")
        return Answer(Status.FAILED, code, _problem(status))

    def poll(self, payment: Payment) -> Answer:
        try:
            reply = self._call("GET", f"/standard/v1/payments/{payment.reference}")
        except Refused as refusal:
            return Answer(Status.UNKNOWN, str(refusal), is_missing=refusal.status == 404)
        except ProviderError as error:
            return _unknown(error)
        body = _dict(reply.body)
        found = _dict(_dict(body.get("data")).get("transaction"))
        status = text_of(found.get("status"))
        if status == "TS":
            reported = Reported(
                provider_id=text_of(found.get("airtel_money_id")),
                amount=text_of(found.get("amount")),
                currency=text_of(found.get("currency")),
                reference=text_of(found.get("id")),
            )
            return compared(
                reported,
                amount=payment.amount,
                currency=settings.AIRTEL_MONEY["CURRENCY"],
                reference=str(payment.reference),
            )
        if status == "TIP":
            return Answer(Status.PENDING, "the phone is being asked", is_accepted=True)
        if status == "TE":
            return Answer(Status.FAILED, "TE", Problem.TOO_LATE)
        if status in {"TF", "TR"}:
            return Answer(Status.FAILED, status, _problem(_dict(body.get("status"))))
        return Answer(Status.UNKNOWN, "ambiguous" if status == "TA" else "no status in the answer")

    def refund(self, payment: Payment, amount: int, reference: uuid.UUID) -> Answer:
        """The whole payment: the provider takes no amount and no reference of ours."""
        if amount != payment.amount:
            return Answer(Status.FAILED, "only the whole payment can go back this way")
        try:
            reply = self._call(
                "POST",
                "/standard/v1/payments/refund",
                json={"transaction": {"airtel_money_id": payment.provider_id}},
            )
        except Refused as refusal:
            return _refused(refusal)
        except ProviderError as error:
            return _unknown(error)
        status = _dict(_dict(reply.body).get("status"))
        if status.get("success") is True:
            return Answer(Status.PENDING, "on its way back", is_accepted=True)
        return Answer(Status.FAILED, text_of(status.get("result_code")) or "refused")

    def poll_refund(self, payment: Payment, reference: uuid.UUID) -> Answer:
        """Refunded is what the enquiry of the payment itself calls reversed."""
        try:
            reply = self._call("GET", f"/standard/v1/payments/{payment.reference}")
        except ProviderError as error:
            return _unknown(error)
        found = _dict(_dict(_dict(reply.body).get("data")).get("transaction"))
        if found.get("status") == "TR":
            return Answer(Status.SUCCEEDED, "given back")
        return Answer(Status.PENDING, "not reversed yet")

    def _call(self, method: str, path: str, *, json: Any = None) -> Reply:
        conf = settings.AIRTEL_MONEY
        key = (conf["BASE_URL"], conf["CLIENT_ID"])
        headers = {"Accept": "*/*", "X-Country": COUNTRY, "X-Currency": conf["CURRENCY"]}
        for is_last in (False, True):
            token = _tokens.get(key, _fetch_token)
            try:
                authorization = {"Authorization": f"Bearer {token}"}
                return call(
                    method,
                    f"{conf['BASE_URL']}{path}",
                    headers={**headers, **authorization},
                    payload=json,
                )
            except Refused as refusal:
                # A token may end early; nothing was done, so once more with a fresh one.
                if refusal.status != 401 or is_last:
                    raise
                _tokens.forget(key)
        raise AssertionError("the loop returns or raises")


def _fetch_token() -> tuple[str, float]:
    conf = settings.AIRTEL_MONEY
    try:
        reply = call(
            "POST",
            f"{conf['BASE_URL']}/auth/oauth2/token",
            headers={"Accept": "*/*"},
            payload={
                "client_id": conf["CLIENT_ID"],
                "client_secret": conf["CLIENT_SECRET"],
                "grant_type": "client_credentials",
            },
        )
    except ProviderError as error:
        # Whatever was to be asked was not: nothing can have happened.
        raise NotReached(f"no token: {error}") from None
    return token_of(reply)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _problem(status: dict[str, Any]) -> Problem:
    return PROBLEMS.get(text_of(status.get("response_code")), Problem.REFUSED)


def _refused(refusal: Refused) -> Answer:
    if refusal.code == DUPLICATE:
        return Answer(Status.PENDING, "accepted before", is_accepted=True)
    if refusal.status in {401, 403}:
        return Answer(Status.FAILED, str(refusal), Problem.UNAVAILABLE)
    return Answer(Status.FAILED, str(refusal), PROBLEMS.get(refusal.code, Problem.REFUSED))


def _unknown(error: ProviderError) -> Answer:
    said = "we asked too often" if isinstance(error, Busy) else str(error)
    return Answer(Status.UNKNOWN, said, is_silence=True)
