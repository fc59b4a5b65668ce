"""Both gateways over real HTTP: what each answer of a provider is taken for."""

from __future__ import annotations

import uuid

import pytest

from ordering.orders.models import Order
from ordering.payments.gateways import RefundAbility, get_gateway, wire
from ordering.payments.gateways.wire import TokenKeeper
from ordering.payments.models import Method, Payment, Status
from ordering.payments.problems import Problem
from ordering.payments.sandbox.server import SandboxServer
from ordering.testing import NOON, make_order

pytestmark = pytest.mark.django_db

MTN, AIRTEL = "+25078", "+25073"


def _attempt(phone: str, amount: int = 2_500) -> Payment:
    order = Order.objects.first() or make_order()
    method = Method.MTN if phone.startswith(MTN) else Method.AIRTEL
    return Payment.objects.create(
        order=order, method=method, amount=amount, payer_phone=phone, created_at=NOON
    )


def _number(network: str, ending: str) -> str:
    return f"{network}0000{ending}"


@pytest.mark.parametrize("network", [MTN, AIRTEL])
def test_money_is_asked_for_and_then_confirmed(sandbox: SandboxServer, network: str) -> None:
    payment = _attempt(_number(network, "100"))
    gateway = get_gateway(payment.method)

    asked = gateway.initiate(payment)
    told = gateway.poll(payment)

    assert (asked.status, asked.is_accepted) == (Status.PENDING, True)
    assert told.status == Status.SUCCEEDED
    assert told.provider_id.isdecimal()


@pytest.mark.parametrize("network", [MTN, AIRTEL])
def test_the_same_reference_again_rings_no_second_time(
    sandbox: SandboxServer, network: str
) -> None:
    payment = _attempt(_number(network, "453"))
    gateway = get_gateway(payment.method)
    kind = str(payment.method)
    before = sandbox.book.count(kind)

    assert gateway.initiate(payment).is_accepted
    assert gateway.initiate(payment).detail == "accepted before"

    assert sandbox.book.count(kind) == before + 1
    assert gateway.poll(payment).status == Status.PENDING


@pytest.mark.parametrize("ending", ["458", "459", "460"])
def test_a_wrong_setting_of_ours_fails_at_once(sandbox: SandboxServer, ending: str) -> None:
    answer = get_gateway(Method.MTN).initiate(_attempt(_number(MTN, ending)))
    assert (answer.status, answer.problem) == (Status.FAILED, Problem.UNAVAILABLE)


@pytest.mark.parametrize("network", [MTN, AIRTEL])
def test_an_answer_that_hangs_leaves_it_unknown_and_the_status_tells(
    sandbox: SandboxServer, network: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = _attempt(_number(network, "472"))
    gateway = get_gateway(payment.method)
    # A token is at hand, so that it is the request that hangs.
    assert gateway.poll(payment).is_missing

    with monkeypatch.context() as impatient:
        impatient.setattr(wire, "TIMEOUTS", (3.0, 0.3))
        asked = gateway.initiate(payment)

    assert (asked.status, asked.is_accepted, asked.is_silence) == (Status.UNKNOWN, False, True)
    assert gateway.poll(payment).status == Status.SUCCEEDED


@pytest.mark.parametrize("network", [MTN, AIRTEL])
def test_a_request_that_never_arrived_is_missing(sandbox: SandboxServer, network: str) -> None:
    answer = get_gateway(_attempt(_number(network, "473")).method).poll(
        _attempt(_number(network, "100"))
    )
    assert (answer.status, answer.is_missing) == (Status.UNKNOWN, True)


@pytest.mark.parametrize("network", [MTN, AIRTEL])
@pytest.mark.parametrize("ending", ["474", "475", "476"])
def test_bad_answers_are_unknown_until_a_good_one_comes(
    sandbox: SandboxServer, network: str, ending: str
) -> None:
    payment = _attempt(_number(network, ending))
    gateway = get_gateway(payment.method)
    gateway.initiate(payment)
    told = [gateway.poll(payment).status for _turn in range(3)]
    assert told == [Status.UNKNOWN, Status.UNKNOWN, Status.SUCCEEDED]


@pytest.mark.parametrize("network", [MTN, AIRTEL])
@pytest.mark.parametrize("mood", ["down", "rubbish", "busy", "hang"])
def test_a_provider_in_a_bad_mood_is_silence(
    sandbox: SandboxServer, network: str, mood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "TIMEOUTS", (3.0, 0.3))
    sandbox.book.behaviour.mood = mood
    payment = _attempt(_number(network, "100"))
    gateway = get_gateway(payment.method)
    for answer in (gateway.initiate(payment), gateway.poll(payment)):
        assert (answer.status, answer.is_silence) == (Status.UNKNOWN, True)


@pytest.mark.parametrize("network", [MTN, AIRTEL])
def test_a_provider_that_is_not_there_is_silence(
    sandbox: SandboxServer, settings: object, network: str
) -> None:
    from django.conf import settings as conf

    nowhere = "http://127.0.0.1:1"
    conf.MTN_MOMO["BASE_URL"] = conf.AIRTEL_MONEY["BASE_URL"] = nowhere
    payment = _attempt(_number(network, "100"))
    answer = get_gateway(payment.method).initiate(payment)
    assert (answer.status, answer.is_silence) == (Status.UNKNOWN, True)


@pytest.mark.parametrize("network", [MTN, AIRTEL])
def test_a_token_that_ended_early_is_fetched_anew(sandbox: SandboxServer, network: str) -> None:
    payment = _attempt(_number(network, "100"))
    gateway = get_gateway(payment.method)
    gateway.poll(payment)
    sandbox.book.tokens.clear()
    assert gateway.initiate(payment).is_accepted


def test_a_token_is_kept_while_it_holds() -> None:
    keeper, fetched = TokenKeeper(), []

    def fetch(seconds: float) -> tuple[str, float]:
        fetched.append(seconds)
        return f"token-{len(fetched)}", seconds

    key = ("host", "user")
    assert keeper.get(key, lambda: fetch(3600)) == "token-1"
    assert keeper.get(key, lambda: fetch(3600)) == "token-1"
    keeper.forget(key)
    assert keeper.get(key, lambda: fetch(1)) == "token-2"
    # Less than its margin: fetched again at once.
    assert keeper.get(key, lambda: fetch(1)) == "token-3"


def test_mtn_gives_back_any_amount_under_a_reference_of_its_own(sandbox: SandboxServer) -> None:
    payment = _attempt(_number(MTN, "100"))
    gateway, reference = get_gateway(Method.MTN), uuid.uuid4()
    assert gateway.refunds == RefundAbility.ANY
    assert gateway.refund(payment, 700, reference).is_accepted
    assert gateway.refund(payment, 700, reference).detail == "accepted before"
    assert gateway.poll_refund(payment, reference).status == Status.SUCCEEDED


def test_airtel_gives_back_the_whole_payment_only(sandbox: SandboxServer) -> None:
    payment = _attempt(_number(AIRTEL, "100"))
    gateway, reference = get_gateway(Method.AIRTEL), uuid.uuid4()
    gateway.initiate(payment)
    payment.provider_id = gateway.poll(payment).provider_id
    assert gateway.refunds == RefundAbility.WHOLE
    assert gateway.refund(payment, 700, reference).status == Status.FAILED
    assert gateway.poll_refund(payment, reference).status == Status.PENDING
    assert gateway.refund(payment, 2_500, reference).is_accepted
    assert gateway.poll_refund(payment, reference).status == Status.SUCCEEDED
