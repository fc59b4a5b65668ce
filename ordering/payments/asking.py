"""Asking providers for money, and how it went. Never inside a transaction; every answer is kept.

An answer changes a payment through `services` alone, so whoever hears it first, the web process,
the worker or two workers at once, it counts once.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db import IntegrityError
from django.db.models import F

from .gateways import Answer, get_gateway
from .models import Payment, Status
from .problems import Problem
from .services import doubt, note_progress, refuse, settle

logger = logging.getLogger(__name__)

# Seconds until the same payment is asked about again; the last one repeats.
BACK_OFF = (3, 3, 5, 5, 10, 10, 15, 15, 30, 30, 60, 60, 120, 300, 600, 1800, 3600)
# A provider that has not decided by then has to be asked by a person.
GIVE_UP_AFTER = dt.timedelta(days=3)
# The providers allow ten questions a second; one turn of the job asks no more than this.
QUESTIONS_A_TURN = 15
# A request that we gave up may still arrive: only then is "not known there" the last word.
LOOKS_AFTER_GIVING_UP = 4


def request_payment(*, payment: Payment, now: dt.datetime) -> Answer:
    """Ask the gateway of an attempt for the money, and record what it answers.

    Never inside a transaction: a provider may take its time. Safe to repeat: the provider knows
    the reference.
    """
    answer = get_gateway(payment.method).initiate(payment)
    learn(payment=payment, answer=answer, now=now)
    return answer


def poll_due(now: dt.datetime, *, limit: int = QUESTIONS_A_TURN) -> int:
    """Ask about the payments whose time has come; returns how many questions were asked.

    Each is claimed by a conditional update, so two workers never ask the same. A provider that
    does not answer is left alone until the next turn: nobody waits behind it.
    """
    due = Payment.objects.filter(next_poll_at__lte=now).order_by("next_poll_at", "pk")[:limit]
    silent: set[str] = set()
    asked = 0
    for payment in due:
        if payment.method in silent or not _claim(payment, now):
            continue
        asked += 1
        if poll_payment(payment=payment, now=now).is_silence:
            silent.add(payment.method)
    return asked


def _claim(payment: Payment, now: dt.datetime) -> bool:
    wait = BACK_OFF[min(payment.attempts, len(BACK_OFF) - 1)]
    claimed = Payment.objects.filter(pk=payment.pk, next_poll_at=payment.next_poll_at).update(
        next_poll_at=now + dt.timedelta(seconds=wait), attempts=F("attempts") + 1
    )
    return bool(claimed)


def poll_payment(*, payment: Payment, now: dt.datetime) -> Answer:
    """Ask how it went and record it; ask for the money again where the request never arrived."""
    gateway = get_gateway(payment.method)
    answer = gateway.poll(payment)
    if answer.is_missing and payment.requested_at is None:
        answer = _not_there(payment, answer, now)
    learn(payment=payment, answer=answer, now=now)
    if answer.status in {Status.PENDING, Status.UNKNOWN} and _is_too_old(payment, now):
        _give_up(payment, now)
    return answer


def _not_there(payment: Payment, answer: Answer, now: dt.datetime) -> Answer:
    """The provider knows nothing of it, and never said that it did."""
    if payment.is_open and (payment.expires_at is None or now < payment.expires_at):
        return get_gateway(payment.method).initiate(payment)
    if payment.attempts >= LOOKS_AFTER_GIVING_UP:
        return Answer(Status.FAILED, "never reached the provider", Problem.UNAVAILABLE)
    return answer


def learn(*, payment: Payment, answer: Answer, now: dt.datetime) -> None:
    """Record an answer. Safe to repeat, in any order and beside itself."""
    if answer.is_accepted and payment.requested_at is None:
        first = dt.timedelta(seconds=get_gateway(payment.method).first_poll_seconds)
        accepted = Payment.objects.filter(pk=payment.pk, requested_at=None)
        accepted.update(requested_at=now)
        # Unless somebody has an answer by now, or a callback asked for a look.
        accepted_and_watched = Payment.objects.filter(
            pk=payment.pk, next_poll_at__isnull=False, next_poll_at__gt=now, attempts=0
        )
        accepted_and_watched.update(next_poll_at=now + first)
    if answer.status == Status.SUCCEEDED:
        _settle(payment, answer, now)
    elif answer.status == Status.REVIEW:
        logger.error("payment %s: %s", payment.reference, answer.detail)
        doubt(payment=payment, now=now, detail=answer.detail)
    elif answer.status == Status.FAILED:
        problem = answer.problem or Problem.REFUSED
        if problem == Problem.UNAVAILABLE:
            logger.error("payment %s by %s: %s", payment.reference, payment.method, answer.detail)
        refuse(payment=payment, now=now, detail=answer.detail, problem=problem)
    else:
        note_progress(payment=payment, status=answer.status, now=now, detail=answer.detail)


def _settle(payment: Payment, answer: Answer, now: dt.datetime) -> None:
    try:
        settle(
            payment=payment,
            actor=None,
            now=now,
            detail=answer.detail,
            provider_id=answer.provider_id,
        )
    except IntegrityError:
        # The same transaction of the provider cannot be the money of two payments.
        doubt(payment=payment, now=now, detail="This transaction belongs to another payment.")


def _is_too_old(payment: Payment, now: dt.datetime) -> bool:
    return now - payment.created_at > GIVE_UP_AFTER


def _give_up(payment: Payment, now: dt.datetime) -> None:
    if payment.is_open:
        doubt(payment=payment, now=now, detail="The provider gave no answer for three days.")
    else:
        refuse(payment=payment, now=now)
