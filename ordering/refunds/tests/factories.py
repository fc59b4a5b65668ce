"""Orders that were paid, and a provider that answers what a test wants."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib.auth.models import Permission
from django.db import transaction

from ordering.catalogue.models import MenuItem
from ordering.credit.services import grant, spend
from ordering.orders.models import Order
from ordering.orders.states import PaymentState
from ordering.payments import gateways
from ordering.payments.gateways import Answer, CashGateway, RefundAbility
from ordering.payments.models import Method, Payment, Status
from ordering.payments.services import settle
from ordering.refunds.limits import MAY_APPROVE, MAY_GIVE
from ordering.testing import NOON, make_order, make_user
from site_core.users.models import User


class Provider(CashGateway):
    """Takes money back, and answers with whatever `answers` still holds, the last one for ever."""

    def __init__(self, *answers: Answer, refunds: RefundAbility = RefundAbility.ANY) -> None:
        self.answers = list(answers) or [Answer(Status.SUCCEEDED, "done")]
        self.refunds = refunds
        self.asked: list[tuple[str, int | None, uuid.UUID]] = []

    def _answer(self) -> Answer:
        assert not transaction.get_connection().savepoint_ids[1:], "asked inside a transaction"
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def refund(self, payment: Payment, amount: int, reference: uuid.UUID) -> Answer:
        self.asked.append(("refund", amount, reference))
        return self._answer()

    def poll_refund(self, payment: Payment, reference: uuid.UUID) -> Answer:
        self.asked.append(("poll", None, reference))
        return self._answer()


def provider(
    monkeypatch: object, *answers: Answer, refunds: RefundAbility = RefundAbility.ANY
) -> Provider:
    """Put a provider behind the method MTN for one test."""
    made = Provider(*answers, refunds=refunds)
    monkeypatch.setitem(gateways.GATEWAYS, Method.MTN, made)  # type: ignore[attr-defined]
    return made


def pay(order: Order, *, amount: int | None = None, method: str = Method.MTN) -> Payment:
    """The money of an order arrived by `method`."""
    payment = order.payments.exclude(status=Status.SUCCEEDED).order_by("pk").first()
    if payment is None:
        payment = Payment.objects.create(
            order=order, method=method, amount=amount or order.total, created_at=NOON
        )
    Payment.objects.filter(pk=payment.pk).update(method=method)
    settle(payment=payment, actor=None, now=NOON, received=amount)
    payment.refresh_from_db()
    order.refresh_from_db()
    return payment


def paid_order(*items: MenuItem, method: str = Method.MTN, user: User | None = None) -> Order:
    order = make_order(*items, user=user)
    pay(order, method=method)
    return order


def order_with_credit(*items: MenuItem, credit: int, user: User) -> Order:
    """An order of an account that paid `credit` RWF of it with store credit, the rest with MTN."""
    order = make_order(*items, user=user)
    grant(user=user, amount=credit, reason="", unique_key=f"gift:{order.code}", now=NOON)
    spend(user=user, amount=credit, order=order, now=NOON)
    Order.objects.filter(pk=order.pk).update(credit=credit, total=order.total - credit)
    order.refresh_from_db()
    if order.total:
        pay(order, amount=order.total)
    else:
        Order.objects.filter(pk=order.pk).update(payment_state=PaymentState.PAID)
        order.refresh_from_db()
    return order


def clerk(*permissions: str) -> User:
    """Somebody of the house who may do what the permissions say."""
    user = make_user("Clerk")
    codes = [name.split(".")[1] for name in permissions]
    user.user_permissions.set(
        Permission.objects.filter(codename__in=codes, content_type__app_label="refunds")
    )
    return User.objects.get(pk=user.pk)


def support() -> User:
    return clerk(MAY_GIVE)


def manager() -> User:
    return clerk(MAY_GIVE, MAY_APPROVE)


def later(**span: int) -> dt.datetime:
    return NOON + dt.timedelta(**span)
