"""Buttons that decide a payment: it arrived, or it was not found. A service makes the change."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log

from ordering.payments.messages import tell_transfer_not_found
from ordering.payments.models import Payment
from ordering.payments.services import (
    AlreadyDecided,
    WrongAmount,
    confirm_by_hand,
    is_for_people,
    refuse_by_hand,
)
from site_core.users.models import User

from .base import actor_of, needs
from .fields import MoneyField

MAY_CONFIRM = "payments.confirm_payment"
CONFIRM, REFUSE = "confirm", "refuse"
WORDS = {
    CONFIRM: gettext_lazy("The money has arrived"),
    REFUSE: gettext_lazy("No money was found"),
}


@dataclass(frozen=True, slots=True)
class OfferedDecision:
    label: str
    url: str
    is_serious: bool


def offered_decisions(payment: Payment, user: User | AnonymousUser) -> list[OfferedDecision]:
    """What may be said of a payment, by whom."""
    if not user.has_perm(MAY_CONFIRM) or not is_for_people(payment):
        return []
    return [
        OfferedDecision(
            label=str(label),
            url=reverse("payments_payment_modeladmin_decide", args=[payment.pk, what]),
            is_serious=what == REFUSE,
        )
        for what, label in WORDS.items()
        if what == CONFIRM or payment.status != "failed"
    ]


class ConfirmForm(forms.Form):
    received = MoneyField(
        label=gettext_lazy("Amount that arrived, in RWF"),
        help_text=gettext_lazy("As the statement says, also when it is not what was asked for."),
    )
    provider_id = forms.CharField(
        label=gettext_lazy("Number of the transfer"),
        max_length=64,
        required=False,
        help_text=gettext_lazy("As the bank or the network writes it: it can be used only once."),
    )


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Where did you look?"),
        max_length=200,
        help_text=gettext_lazy("For the house only. The customer hears that nothing was found."),
        error_messages={"required": gettext_lazy("Please say why.")},
    )


@require_http_methods(["GET", "POST"])
@needs("payments.view_payment", MAY_CONFIRM)
def decide_view(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    payment = get_object_or_404(Payment.objects.select_related("order"), pk=pk)
    if what not in WORDS:
        raise Http404
    sheet = reverse("payments_payment_modeladmin_inspect", args=[payment.pk])
    initial = {"received": payment.amount}
    form = (
        ConfirmForm(request.POST or None, initial=initial)
        if what == CONFIRM
        else RefuseForm(request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _decide(payment, what, form.cleaned_data, actor_of(request))
        except (AlreadyDecided, WrongAmount) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{payment}: {WORDS[what]}.")
        return redirect(sheet)
    context = {
        "payment": payment,
        "form": form,
        "label": WORDS[what],
        "is_serious": what == REFUSE,
        "sheet_url": sheet,
    }
    return render(request, "backoffice/payment_decide.html", context)


def _decide(payment: Payment, what: str, data: dict[str, object], actor: User) -> None:
    """One service call. Raises AlreadyDecided or WrongAmount and changes nothing."""
    now = timezone.now()
    if what == CONFIRM:
        confirm_by_hand(
            payment=payment,
            received=int(str(data["received"])),
            provider_id=str(data["provider_id"]).strip(),
            actor=actor,
            now=now,
        )
    else:
        refuse_by_hand(payment=payment, reason=str(data["reason"]), actor=actor, now=now)
        tell_transfer_not_found(payment.order, reference=str(payment.reference), now=now)
    log(instance=payment, action="wagtail.edit", user=actor, content_changed=True)
