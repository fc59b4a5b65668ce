"""What staff fill in when money goes back."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordering.orders.models import Order
from ordering.refunds.models import Refund
from ordering.refunds.selectors import LineLeft, lines_left, refundable
from ordering.refunds.services import CannotRefund, cost_of_lines

from .amounts import AmountField

WHOLE, LINES, AMOUNT = "whole", "lines", "amount"


def reason_field(**kwargs: Any) -> forms.CharField:
    return forms.CharField(max_length=200, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)


class RefundForm(forms.Form):
    """All that is left, some dishes, or a sum. A valid form knows its `total` in RWF."""

    # One page makes one refund, however often it is sent.
    token = forms.UUIDField(widget=forms.HiddenInput)
    what = forms.ChoiceField(
        label=gettext_lazy("What goes back"),
        choices=[
            (WHOLE, gettext_lazy("All that is left")),
            (LINES, gettext_lazy("Some of the dishes")),
            (AMOUNT, gettext_lazy("A sum")),
        ],
        widget=forms.RadioSelect,
    )
    amount = AmountField(label=gettext_lazy("Sum in RWF"), required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("How it goes back"), choices=Refund.Way.choices, widget=forms.RadioSelect
    )
    reason = reason_field(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("The customer reads it.")
    )

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        self.total = 0
        self.quantities: dict[int, int] = {}
        self.lines: list[tuple[LineLeft, forms.BoundField]] = []
        for entry in lines_left(order):
            name = f"line-{entry.line.pk}"
            self.fields[name] = forms.IntegerField(
                label=entry.line.name, min_value=0, max_value=entry.left, required=False
            )
            self.lines.append((entry, self[name]))

    @classmethod
    def blank(cls, order: Order, *, amount: int = 0, reason: str = "") -> RefundForm:
        initial = {
            "token": uuid.uuid4(),
            "what": AMOUNT if amount else WHOLE,
            "amount": amount or "",
            "way": Refund.Way.BACK,
            "reason": reason,
        }
        return cls(order=order, initial=initial)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        what = data.get("what")
        if what == WHOLE:
            self.total = refundable(self.order)
        elif what == AMOUNT and not self.errors.get("amount"):
            self.total = data.get("amount") or 0
            if not self.total:
                self.add_error("amount", _("Please say how much goes back."))
        elif what == LINES:
            self._clean_lines(data)
        return data

    def _clean_lines(self, data: dict[str, Any]) -> None:
        chosen = {entry.line.pk: data.get(field.name) or 0 for entry, field in self.lines}
        self.quantities = {key: quantity for key, quantity in chosen.items() if quantity}
        try:
            self.total = cost_of_lines(self.order, self.quantities)
        except CannotRefund as error:
            self.add_error(None, str(error))


class DecisionForm(forms.Form):
    """A second person's word about a refund, or what became of one of its parts."""

    word = forms.ChoiceField(
        choices=[(word, word) for word in ("approve", "reject", "paid", "arrived", "lost")]
    )
    text = forms.CharField(max_length=200, required=False)


class CloseForm(forms.Form):
    outcome = forms.CharField(
        max_length=200, error_messages={"required": gettext_lazy("Please say why.")}
    )
