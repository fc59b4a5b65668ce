"""Receipts and credit notes: one for one reason, numbered without gaps, the same at every reprint."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ordering.catalogue.models import MenuItem
from ordering.orders.models import Order, OrderDiscount
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.payments.models import Payment, Status
from ordering.receipts.document import read_document
from ordering.receipts.models import EbmEntry, Receipt, ReceiptCounter, ReceiptDetails, Series
from ordering.receipts.pdf import plain, render_pdf
from ordering.receipts.selectors import paper_of, papers_of
from ordering.receipts.services import EbmRefused, issue_receipt, record_ebm
from ordering.refunds.papers import issue_receipts, without_receipt
from ordering.refunds.services import cost_of_lines, refund_order
from ordering.refunds.tests.factories import order_with_credit, paid_order, pay
from ordering.testing import NOON, make_item, make_order, make_user
from site_core.notifications.models import OutboxMessage
from tests.concurrency.placing import act_together


def _cook(order: Order) -> Order:
    order.refresh_from_db()
    return move_order(order=order, to=State.PREPARING, role=Role.KITCHEN, actor=None, now=NOON)


def _receipt(*items: MenuItem, **changes: object) -> Receipt:
    order = _cook(paid_order(*items, **changes))  # type: ignore[arg-type]
    issue_receipts(NOON)
    return Receipt.objects.get(order=order, series=Series.RECEIPT)


def _refund(order: Order, amount: int, key: str, **changes: object) -> None:
    values = {"reason": "cold", "actor": None, "now": NOON, "way": "credit", **changes}
    refund_order(order=order, amount=amount, unique_key=key, **values)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_receipt_waits_until_the_order_can_no_longer_change() -> None:
    order = paid_order(make_item(price=1_000))
    make_order()
    assert issue_receipts(NOON) == 0
    _cook(order)
    assert (issue_receipts(NOON), issue_receipts(NOON)) == (1, 0)
    paper = Receipt.objects.get()
    assert (paper.number, paper.order, paper.amount) == ("R-2026-000001", order, 1_000)
    message = OutboxMessage.objects.get(key="receipt_ready")
    assert f"/orders/{order.code}/receipt/R-2026-000001.pdf" in message.body


@pytest.mark.django_db
def test_it_says_vat_by_class_discount_credit_and_how_it_was_paid() -> None:
    user = make_user()
    taxed, free = make_item(price=1_180), make_item(price=1_000, tax_class="exempt")
    order = order_with_credit(taxed, free, credit=500, user=user)
    first = order.lines.order_by("position")[0]
    order.lines.filter(pk=first.pk).update(discount=100)
    Order.objects.filter(pk=order.pk).update(discount=100, fee=100)
    for position, (reason, target, amount) in enumerate(
        (("Ten years of us", "food", 60), ("Half the way", "delivery", 50))
    ):
        OrderDiscount.objects.create(
            order=order,
            position=position,
            reason=reason,
            shown_reason=reason,
            target=target,
            amount=amount,
        )
    _cook(order)
    issue_receipts(NOON)
    document = read_document(Receipt.objects.get().snapshot)
    assert [(a.label, a.amount) for a in document.amounts] == [
        ("Food", 2_180),
        ("Ten years of us", -60),
        ("Discount", -40),
        ("Delivery", 150),
        ("Half the way", -50),
        ("Total", 2_180),
    ]
    assert [(v.label, v.gross, v.vat) for v in document.vat] == [
        ("VAT exempt", 1_000, 0),
        ("VAT 18 %", 1_180, 180),
    ]
    assert [(p.label, p.amount) for p in document.paid] == [
        ("Store credit", 500),
        ("MTN Mobile Money", 1_680),
    ]
    assert sum(v.gross for v in document.vat) == sum(p.amount for p in document.paid)


@pytest.mark.django_db
def test_a_free_order_gets_a_receipt_too() -> None:
    order = paid_order(make_item(price=1_000))
    order.lines.update(discount=1_000)
    Payment.objects.update(status=Status.FAILED)
    Order.objects.filter(pk=order.pk).update(discount=1_000, total=0)
    _cook(order)
    assert issue_receipts(NOON) == 1
    assert Receipt.objects.get().amount == 0


@pytest.mark.django_db
def test_nothing_on_it_says_where_somebody_lay() -> None:
    paper = _receipt()
    assert "Surgery" in paper.order.place
    assert "Surgery" not in json.dumps(paper.snapshot)


@pytest.mark.django_db
def test_a_reprint_has_the_same_bytes_whatever_changed_meanwhile() -> None:
    item = make_item(price=1_000, name="Isombe n’ibishyimbo")
    paper = _receipt(item)
    before = render_pdf(paper_of(paper))
    MenuItem.objects.update(name="Something else", price=9)
    Order.objects.update(customer_name="Somebody Else")
    ReceiptDetails.objects.update_or_create(pk=1, defaults={"seller": "Another house"})
    paper = Receipt.objects.get(pk=paper.pk)
    with override("fr"):
        assert render_pdf(paper_of(paper)) == before
    assert before.startswith(b"%PDF-")
    assert json.loads(json.dumps(read_document(paper.snapshot).as_json())) == paper.snapshot


@pytest.mark.django_db
def test_a_paper_of_a_later_layout_is_not_guessed_at() -> None:
    paper = _receipt()
    with pytest.raises(ValueError, match="newer"):
        read_document({**paper.snapshot, "layout": 99})


def test_letters_that_the_fonts_lack_lose_only_their_marks() -> None:
    assert plain("Crème brûlée, cœur – “Ça va” ’n") == "Crème brûlée, cœur – “Ça va” ’n"
    assert plain("Ŋābo 2\u202f500 −3") == "?abo 2\u00a0500 -3"


@pytest.mark.django_db
def test_a_long_order_takes_more_pages_and_is_written_whole() -> None:
    paper = _receipt()
    snapshot = dict(paper.snapshot)
    snapshot["rows"] = [{**snapshot["rows"][0], "detail": "sauce, " * 20}] * 60
    paper.snapshot = snapshot
    assert render_pdf(paper_of(paper)).count(b"/Type /Page\n") >= 3


@pytest.mark.django_db
def test_three_refunds_take_the_vat_off_to_the_last_franc() -> None:
    user = make_user()
    paper = _receipt(make_item(price=1_001), user=user)
    for number, amount in enumerate((333, 333, 335)):
        _refund(paper.order, amount, f"third:{number}")
    notes = Receipt.objects.filter(series=Series.CREDIT_NOTE).order_by("sequence")
    assert [note.number for note in notes] == ["C-2026-000001", "C-2026-000002", "C-2026-000003"]
    vats = [read_document(note.snapshot).vat[0] for note in notes]
    assert [vat.gross for vat in vats] == [333, 333, 335]
    assert sum(vat.vat for vat in vats) == read_document(paper.snapshot).vat[0].vat == 153
    assert OutboxMessage.objects.filter(key="credit_note_ready").count() == 3


@pytest.mark.django_db
def test_a_line_goes_off_its_own_tax_class() -> None:
    user = make_user()
    paper = _receipt(make_item(price=1_180), make_item(price=500, tax_class="exempt"), user=user)
    free = paper.order.lines.get(tax_rate=0)
    amount = cost_of_lines(paper.order, {free.pk: 1})
    _refund(paper.order, amount, "line", quantities={free.pk: 1})
    note = Receipt.objects.get(series=Series.CREDIT_NOTE)
    assert read_document(note.snapshot).gross_by_rate == {0: 500}
    _refund(paper.order, 1_180, "rest")
    last = Receipt.objects.latest("pk")
    assert read_document(last.snapshot).gross_by_rate == {18: 1_180}


@pytest.mark.django_db
def test_giving_back_a_second_payment_takes_nothing_off_the_receipt() -> None:
    paper = _receipt(make_item(price=1_000), user=make_user())
    pay(paper.order, amount=1_000)
    _refund(paper.order, 1_000, "second")
    assert Receipt.objects.count() == 1


@pytest.mark.django_db
def test_what_went_back_before_the_receipt_is_taken_off_with_it() -> None:
    order = paid_order(make_item(price=1_000), user=make_user())
    _refund(order, 200, "early")
    assert Receipt.objects.count() == 0
    _cook(order)
    issue_receipts(NOON)
    assert [(p.series, p.amount) for p in Receipt.objects.order_by("pk")] == [
        ("receipt", 1_000),
        ("credit_note", 200),
    ]
    assert not without_receipt().exists()


@pytest.mark.django_db
def test_each_year_counts_anew_by_the_calendar_of_kigali() -> None:
    order = make_order()
    # 22:30 UTC on the last day is past midnight in Kigali.
    now = dt.datetime(2026, 12, 31, 22, 30, tzinfo=dt.UTC)
    assert issue_receipt(order=order, now=now).number == "R-2027-000001"


@pytest.mark.django_db
def test_a_roll_back_leaves_no_gap() -> None:
    first, second = make_order(), make_order()
    with transaction.atomic():
        assert issue_receipt(order=first, now=NOON).sequence == 1
        transaction.set_rollback(True)
    assert issue_receipt(order=second, now=NOON).sequence == 1
    assert issue_receipt(order=first, now=NOON).sequence == 2


@pytest.mark.everywhere
@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_numbers_without_gaps_and_one_paper_each() -> None:
    orders = [make_order() for _ in range(6)]

    def fails(order: Order) -> None:
        with transaction.atomic():
            issue_receipt(order=order, now=NOON)
            raise KeyError

    lost = make_order()
    twice = [partial(issue_receipt, order=order, now=NOON) for order in orders * 2]
    outcomes = act_together([*twice, partial(fails, lost), partial(fails, lost)])
    assert sorted(outcomes) == ["KeyError: "] * 2 + ["done"] * 12
    numbers = Receipt.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]
    assert ReceiptCounter.objects.get().last == 6
    assert {paper.order_id for paper in Receipt.objects.all()} == {order.pk for order in orders}


@pytest.mark.django_db
def test_the_number_of_the_tax_machine_is_added_and_a_correction_says_why() -> None:
    paper, clerk = _receipt(), make_user()
    write = partial(record_ebm, receipt=paper, actor=clerk, now=NOON)
    with pytest.raises(EbmRefused):
        write(number=" ", sequence="", reason="")
    plain_file = render_pdf(paper_of(paper))
    write(number="SDC010/51", sequence="51/70 NS", reason="")
    write(number="SDC010/51", sequence="51/70 NS", reason="")
    with pytest.raises(EbmRefused):
        write(number="SDC010/52", sequence="", reason="")
    write(number="SDC010/52", sequence="52/71 NS", reason="typing error")
    assert list(EbmEntry.objects.order_by("position").values_list("number", "reason")) == [
        ("SDC010/51", ""),
        ("SDC010/52", "typing error"),
    ]
    shown = paper_of(Receipt.objects.get())
    assert shown.ebm is not None
    assert str(shown.ebm) == "SDC010/52 / 52/71 NS"
    assert render_pdf(shown) == render_pdf(shown) != plain_file
    with pytest.raises(IntegrityError), transaction.atomic():
        EbmEntry.objects.filter(position=2).update(reason="")


@pytest.mark.django_db
def test_the_page_shows_the_bill_then_the_receipt_and_gives_the_file(client: Client) -> None:
    order = paid_order(make_item(price=1_000))
    url = reverse("order_receipt", args=[order.code])
    assert "The receipt follows" in client.get(url).content.decode()
    _cook(order)
    issue_receipts(NOON)
    page = client.get(url).content.decode()
    assert "R-2026-000001" in page
    file = client.get(reverse("receipt_file", args=[order.code, "R-2026-000001"]))
    assert file["Content-Type"] == "application/pdf"
    assert file.content == render_pdf(papers_of(order)[0])
    for number in ("R-2026-000002", "nonsense"):
        assert client.get(reverse("receipt_file", args=[order.code, number])).status_code == 404
    other = make_order()
    stranger = reverse("receipt_file", args=[other.code, "R-2026-000001"])
    assert client.get(stranger).status_code == 404
