"""What a paper says about an order, in the language of its customer. Reads; writes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ordering.orders.models import Order, OrderDiscount
from ordering.payments.gateways import method_label
from ordering.payments.models import Status
from site_core.base.money import vat_inside
from site_core.house.selectors import house_contact

from .document import Amount, Document, Fact, Row, Vat
from .models import Receipt, ReceiptDetails

# The delivery fee belongs to the standard rate (docs/pricing.md).
FEE_RATE = 18


def write_receipt(order: Order, *, number: str, now: dt.datetime) -> Document:
    """The receipt of a paid order, with VAT by class, discounts, credit and how it was paid."""
    with override(order.language):
        return Document(
            title=_("Receipt"),
            number=number,
            seller=_seller(),
            facts=_facts(order, number, now),
            rows=tuple(
                Row(
                    line.quantity,
                    line.shown_name,
                    line.shown_choices,
                    line.unit_price,
                    line.gross,
                )
                for line in order.lines.order_by("position")
            ),
            amounts=_amounts(order),
            vat=_vat(_gross_by_rate(order)),
            paid=_paid(order),
            notes=_notes(),
            words=_words(),
            language=order.language,
        )


def write_credit_note(
    receipt: Receipt,
    *,
    number: str,
    vat: Mapping[int, tuple[int, int]],
    reason: str,
    now: dt.datetime,
) -> Document:
    """The correction of a receipt: `vat` holds gross and VAT that go back, by rate in percent."""
    order = receipt.order
    total = sum(gross for gross, _vat_amount in vat.values())
    with override(order.language):
        return Document(
            title=_("Credit note"),
            number=number,
            seller=_seller(),
            facts=(
                *_facts(order, number, now),
                Fact(_("Corrects receipt"), receipt.number),
                Fact(_("Reason"), reason),
            ),
            rows=(),
            amounts=(Amount(_("Given back"), total, is_total=True),),
            vat=tuple(
                Vat(_vat_label(rate), rate, gross, amount)
                for rate, (gross, amount) in sorted(vat.items())
                if gross
            ),
            paid=(),
            notes=_notes(),
            words=_words(),
            language=order.language,
        )


def paper_number(series: str, year: int, sequence: int) -> str:
    return Receipt(series=series, year=year, sequence=sequence).number


def _seller() -> tuple[str, ...]:
    details, contact = ReceiptDetails.load(), house_contact()
    lines = (
        details.seller,
        contact.address,
        contact.shown_phone,
        _("TIN %(tin)s") % {"tin": details.tin} if details.tin else "",
    )
    return tuple(line for line in lines if line)


def _facts(order: Order, number: str, now: dt.datetime) -> tuple[Fact, ...]:
    # No place: a ward on a paper that is kept ten years would say who was ill.
    return (
        Fact(_("Number"), number),
        Fact(_("Date"), date_format(timezone.localtime(now), "j F Y, H:i")),
        Fact(_("Order"), f"#{order.number}"),
        Fact(_("Customer"), order.customer_name),
    )


def _amounts(order: Order) -> tuple[Amount, ...]:
    """Each discount with its reason, below what it is taken off."""
    off = list(order.discounts.order_by("position"))
    on_food = [d for d in off if d.target == OrderDiscount.On.FOOD]
    on_delivery = [d for d in off if d.target == OrderDiscount.On.DELIVERY]
    found = [Amount(_("Food"), order.subtotal)]
    found += [Amount(d.shown_reason, -d.amount) for d in on_food]
    rest = order.discount - sum(d.amount for d in on_food)
    if rest:
        found.append(Amount(_("Discount"), -rest))
    found.append(Amount(_("Delivery"), order.fee + sum(d.amount for d in on_delivery)))
    found += [Amount(d.shown_reason, -d.amount) for d in on_delivery]
    found.append(Amount(_("Total"), order.total + order.credit, is_total=True))
    return tuple(found)


def _paid(order: Order) -> tuple[Amount, ...]:
    by_account = ((_("Points"), order.points_credit), (_("Store credit"), order.store_credit))
    found = [Amount(label, amount) for label, amount in by_account if amount]
    found += [
        Amount(method_label(payment.method), payment.amount)
        for payment in order.payments.filter(status=Status.SUCCEEDED).order_by("settled_at", "pk")
    ]
    return tuple(found)


def _gross_by_rate(order: Order) -> dict[int, int]:
    gross: dict[int, int] = {}
    for line in order.lines.all():
        gross[line.tax_rate] = gross.get(line.tax_rate, 0) + line.gross - line.discount
    if order.fee:
        gross[FEE_RATE] = gross.get(FEE_RATE, 0) + order.fee
    return gross


def _vat(gross_by_rate: Mapping[int, int]) -> tuple[Vat, ...]:
    return tuple(
        Vat(_vat_label(rate), rate, gross, vat_inside(gross, rate))
        for rate, gross in sorted(gross_by_rate.items())
    )


def _vat_label(rate: int) -> str:
    return _("VAT %(rate)d %%") % {"rate": rate} if rate else _("VAT exempt")


def _notes() -> tuple[str, ...]:
    thanks = ReceiptDetails.load().thanks
    return (thanks,) if thanks else ()


def _words() -> dict[str, str]:
    return {
        "dish": _("Dish"),
        "each": _("Each"),
        "amount": _("Amount"),
        "tax": _("VAT by class"),
        "with_tax": _("with VAT"),
        "tax_inside": _("of which VAT"),
        "paid": _("Paid"),
        "ebm": _("EBM receipt"),
        "ebm_sequence": _("EBM sequence"),
    }
