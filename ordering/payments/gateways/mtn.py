"""MTN MoMo Collections: the phone of the payer is asked, and the provider how it went.

Wire: momodeveloper.mtn.com, Collections v1_0. A request is accepted with 202 and decided later;
409 means that the same reference was accepted before.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ordering.orders.states import State

from ..callback_urls import callback_url
from ..models import Method, Payment, Status
from ..problems import Problem
from .base import Answer, RefundAbility
from .reading import Reported, compared, text_of
from .wire import Busy, NotReached, ProviderError, Refused, Reply, TokenKeeper, call, token_of

PROBLEMS = {
    "PAYER_NOT_FOUND": Problem.NO_ACCOUNT,
    "NOT_ENOUGH_FUNDS": Problem.NO_FUNDS,
    "PAYER_LIMIT_REACHED": Problem.LIMIT,
    "APPROVAL_REJECTED": Problem.DECLINED,
    "TRANSACTION_CANCELED": Problem.DECLINED,
    "EXPIRED": Problem.TOO_LATE,
    "PAYER_DELAYED": Problem.TOO_LATE,
    "COULD_NOT_PERFORM_TRANSACTION": Problem.TOO_LATE,
    "SERVICE_UNAVAILABLE": Problem.UNAVAILABLE,
    "INTERNAL_PROCESSING_ERROR": Problem.UNAVAILABLE,
}
# Something is wrong with our own account there: no customer can put it right.
OURS = {
    "NOT_ALLOWED_TARGET_ENVIRONMENT",
    "INVALID_CALLBACK_URL_HOST",
    "INVALID_CURRENCY",
    "NOT_ALLOWED",
    "PAYEE_NOT_ALLOWED_TO_RECEIVE",
    "PAYEE_NOT_FOUND",
}

_tokens = TokenKeeper()


class MtnGateway:
    method = Method.MTN
    label = _("MTN Mobile Money")
    icon = "phone"
    order_state = State.PENDING
    asks_phone = True

    @property
    def is_configured(self) -> bool:
        conf = settings.MTN_MOMO
        return all(conf[name] for name in ("BASE_URL", "SUBSCRIPTION_KEY", "API_USER", "API_KEY"))

    @property
    def first_poll_seconds(self) -> int:
        return int(settings.MTN_MOMO["FIRST_POLL_SECONDS"])

    @property
    def refunds(self) -> RefundAbility:
        return RefundAbility.ANY if settings.MTN_MOMO["REFUND_KEY"] else RefundAbility.NONE

    def initiate(self, payment: Payment) -> Answer:
        try:
            self._call(
                "POST",
                "collection",
                "/v1_0/requesttopay",
                reference=payment.reference,
                callback=callback_url(payment),
                json={
                    "amount": str(payment.amount),
                    "currency": settings.MTN_MOMO["CURRENCY"],
                    "externalId": str(payment.reference),
                    "payer": {
                        "partyIdType": "MSISDN",
                        "partyId": payment.payer_phone.removeprefix("+"),
                    },
                    "payerMessage": f"Dusangire, order {payment.order_id}",
                    "payeeNote": f"Order {payment.order_id}",
                },
            )
        except Refused as refusal:
            if refusal.status == 409:
                return Answer(Status.PENDING, "accepted before", is_accepted=True)
            return _refused(refusal)
        except ProviderError as error:
            return _unknown(error)
        return Answer(Status.PENDING, "the phone is being asked", is_accepted=True)

    def poll(self, payment: Payment) -> Answer:
        return self._status(payment, f"/v1_0/requesttopay/{payment.reference}", "collection")

    def refund(self, payment: Payment, amount: int, reference: uuid.UUID) -> Answer:
        try:
            self._call(
                "POST",
                "disbursement",
                "/v1_0/refund",
                reference=reference,
                json={
                    "amount": str(amount),
                    "currency": settings.MTN_MOMO["CURRENCY"],
                    "externalId": str(reference),
                    "payerMessage": f"Dusangire, order {payment.order_id}",
                    "payeeNote": f"Order {payment.order_id}",
                    "referenceIdToRefund": str(payment.reference),
                },
            )
        except Refused as refusal:
            if refusal.status == 409:
                return Answer(Status.PENDING, "accepted before", is_accepted=True)
            return _refused(refusal)
        except ProviderError as error:
            return _unknown(error)
        return Answer(Status.PENDING, "on its way back", is_accepted=True)

    def poll_refund(self, payment: Payment, reference: uuid.UUID) -> Answer:
        return self._status(None, f"/v1_0/refund/{reference}", "disbursement")

    def _status(self, payment: Payment | None, path: str, product: str) -> Answer:
        try:
            reply = self._call("GET", product, path)
        except Refused as refusal:
            if refusal.status == 404:
                return Answer(Status.UNKNOWN, "not known there", is_missing=True)
            return Answer(Status.UNKNOWN, str(refusal))
        except ProviderError as error:
            return _unknown(error)
        body = reply.body if isinstance(reply.body, dict) else {}
        status = text_of(body.get("status"))
        if status == "SUCCESSFUL":
            reported = Reported(
                provider_id=text_of(body.get("financialTransactionId")),
                amount=text_of(body.get("amount")),
                currency=text_of(body.get("currency")),
                reference=text_of(body.get("externalId")),
            )
            if payment is None:
                return Answer(Status.SUCCEEDED, "given back", provider_id=reported.provider_id)
            return compared(
                reported,
                amount=payment.amount,
                currency=settings.MTN_MOMO["CURRENCY"],
                reference=str(payment.reference),
            )
        if status == "FAILED":
            reason = _reason(body.get("reason"))
            return Answer(Status.FAILED, reason, PROBLEMS.get(reason, Problem.REFUSED))
        if status == "PENDING":
            return Answer(Status.PENDING, "the phone is being asked", is_accepted=True)
        return Answer(Status.UNKNOWN, "an answer that we cannot read")

    def _call(
        self,
        method: str,
        product: str,
        path: str,
        *,
        json: Any = None,
        reference: uuid.UUID | None = None,
        callback: str = "",
    ) -> Reply:
        conf = settings.MTN_MOMO
        key = (conf["BASE_URL"], product)
        headers = {
            "Ocp-Apim-Subscription-Key": _subscription(product),
            "X-Target-Environment": conf["TARGET_ENVIRONMENT"],
        }
        if reference is not None:
            headers["X-Reference-Id"] = str(reference)
        if callback:
            headers["X-Callback-Url"] = callback
        url = f"{conf['BASE_URL']}/{product}{path}"
        for is_last in (False, True):
            token = _tokens.get(key, lambda: _fetch_token(product))
            try:
                authorization = {"Authorization": f"Bearer {token}"}
                return call(method, url, headers={**headers, **authorization}, payload=json)
            except Refused as refusal:
                # A token may end early; nothing was done, so once more with a fresh one.
                if refusal.status != 401 or is_last:
                    raise
                _tokens.forget(key)
        raise AssertionError("the loop returns or raises")


def _subscription(product: str) -> str:
    name = "SUBSCRIPTION_KEY" if product == "collection" else "REFUND_KEY"
    return str(settings.MTN_MOMO[name])


def _fetch_token(product: str) -> tuple[str, float]:
    conf = settings.MTN_MOMO
    try:
        reply = call(
            "POST",
            f"{conf['BASE_URL']}/{product}/token/",
            headers={"Ocp-Apim-Subscription-Key": _subscription(product)},
            auth=(conf["API_USER"], conf["API_KEY"]),
        )
    except ProviderError as error:
        # Whatever was to be asked was not: nothing can have happened.
        raise NotReached(f"no token: {error}") from None
    return token_of(reply)


def _reason(reason: Any) -> str:
    """A text, or {code, message}: both are seen in the wild."""
    if isinstance(reason, dict):
        reason = reason.get("code")
    return text_of(reason)[:60] or "no reason given"


def _refused(refusal: Refused) -> Answer:
    if refusal.code in OURS or refusal.status in {401, 403}:
        return Answer(Status.FAILED, str(refusal), Problem.UNAVAILABLE)
    return Answer(Status.FAILED, str(refusal), PROBLEMS.get(refusal.code, Problem.REFUSED))


def _unknown(error: ProviderError) -> Answer:
    said = "we asked too often" if isinstance(error, Busy) else str(error)
    return Answer(Status.UNKNOWN, said, is_silence=True)
