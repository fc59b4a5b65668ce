"""Giving money back from the admin: each view loads, asks one service, and says how it went."""

from __future__ import annotations

from contextlib import suppress

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from ordering.orders.models import Order
from ordering.refunds.carrying import NotToBeDecided, carry_out_refund, decide_part, pay_out
from ordering.refunds.limits import MAY_APPROVE, MAY_GIVE, NotYours
from ordering.refunds.models import Refund, RefundPart, RefundTask
from ordering.refunds.parts import NoAccount
from ordering.refunds.selectors import refundable, refunds_of, sources
from ordering.refunds.services import (
    CannotRefund,
    approve_refund,
    refund_order,
    reject_refund,
)
from ordering.refunds.tasks import TaskSettled, settle_task
from site_core.base.money import format_rwf

from ..base import actor_of, needs
from .refund_forms import CloseForm, DecisionForm, RefundForm

SEES_REFUNDS = "refunds.view_refund"
SEES_TASKS = "refunds.view_refundtask"


def refund_url(refund: Refund) -> str:
    return reverse("refunds_refund_modeladmin_inspect", args=[refund.pk])


@require_http_methods(["GET", "POST"])
@needs(SEES_REFUNDS, MAY_GIVE)
def refund_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Give back money of one order; with ?task=, because a task asks for it."""
    order = get_object_or_404(Order.objects.select_related("user"), pk=pk)
    task = _task_of(request, order)
    if request.method == "POST":
        form = RefundForm(request.POST, order=order)
        if form.is_valid():
            refund = _refund(request, form, task)
            if refund is not None:
                return redirect(refund_url(refund))
    else:
        left = refundable(order)
        form = RefundForm.blank(
            order,
            amount=min(task.amount, left) if task else 0,
            reason=task.reason if task else "",
        )
    context = {
        "order": order,
        "form": form,
        "sources": sources(order),
        "left": refundable(order),
        "before": refunds_of(order),
        "task": task,
        "sheet_url": reverse("orders_order_modeladmin_inspect", args=[order.pk]),
    }
    return render(request, "backoffice/money/refund_order.html", context)


def _task_of(request: HttpRequest, order: Order) -> RefundTask | None:
    """The open task that this page was opened from; None for anything else."""
    key = request.GET.get("task", "")
    if not (key.isascii() and key.isdecimal() and len(key) <= 15):
        return None
    tasks = RefundTask.objects.filter(order=order, state=RefundTask.State.OPEN)
    return tasks.filter(pk=int(key)).first()


def _refund(request: HttpRequest, form: RefundForm, task: RefundTask | None) -> Refund | None:
    """One service call; a refusal stays on the page as its sentence."""
    now, data = timezone.now(), form.cleaned_data
    try:
        refund = refund_order(
            order=form.order,
            amount=form.total,
            reason=data["reason"],
            actor=actor_of(request),
            now=now,
            unique_key=f"desk:{data['token']}",
            way=data["way"],
            quantities=form.quantities,
            task=task,
        )
    except (CannotRefund, NotYours, NoAccount, TaskSettled) as error:
        form.add_error(None, str(error))
        return None
    log(instance=refund, action="wagtail.create", user=actor_of(request), content_changed=True)
    carry_out_refund(refund=refund, now=now)
    _say(request, refund)
    return refund


def _say(request: HttpRequest, refund: Refund) -> None:
    refund.refresh_from_db()
    words = {
        Refund.State.REQUESTED: _("Asked for: %(amount)s. A second person has to agree."),
        Refund.State.UNDER_WAY: _("%(amount)s are on their way back."),
        Refund.State.DONE: _("%(amount)s were given back."),
        Refund.State.FAILED: _("%(amount)s could not be given back. A task was opened."),
        Refund.State.REJECTED: _("%(amount)s are not given back."),
    }
    text = words[Refund.State(refund.state)] % {"amount": format_rwf(refund.amount)}
    failed = refund.state == Refund.State.FAILED
    (messages.error if failed else messages.success)(request, text)


def _decision(request: HttpRequest) -> tuple[str, str]:
    """The word of a button and what was written beside it; 400 for no word of ours."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise BadRequest("The form holds no decision.")
    return form.cleaned_data["word"], form.cleaned_data["text"]


@require_POST
@needs(SEES_REFUNDS, MAY_GIVE)
def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person agrees, or does not."""
    refund = get_object_or_404(Refund, pk=pk)
    word, text = _decision(request)
    now, actor = timezone.now(), actor_of(request)
    try:
        if word == "approve":
            approve_refund(refund=refund, actor=actor, now=now)
            carry_out_refund(refund=refund, now=now)
        else:
            reject_refund(refund=refund, reason=text, actor=actor, now=now)
    except (CannotRefund, NotYours, NoAccount) as error:
        messages.error(request, str(error))
    else:
        log(instance=refund, action="wagtail.edit", user=actor, content_changed=True)
        _say(request, refund)
    return redirect(refund_url(refund))


@require_POST
@needs(SEES_REFUNDS, MAY_GIVE)
def part_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Money was put into a hand, or a manager saw at the provider what became of it."""
    part = get_object_or_404(RefundPart.objects.select_related("refund__order"), pk=pk)
    word, text = _decision(request)
    now, actor = timezone.now(), actor_of(request)
    try:
        if word == "paid":
            pay_out(part=part, recipient=text, actor=actor, now=now)
        else:
            decide_part(part=part, arrived=word == "arrived", detail=text, actor=actor, now=now)
    except (NotToBeDecided, NotYours) as error:
        messages.error(request, str(error))
    else:
        log(instance=part.refund, action="wagtail.edit", user=actor, content_changed=True)
        _say(request, part.refund)
    return redirect(refund_url(part.refund))


@require_POST
@needs(SEES_TASKS, MAY_APPROVE)
def close_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing goes back for this task: a manager says why."""
    task = get_object_or_404(RefundTask, pk=pk)
    form, actor = CloseForm(request.POST), actor_of(request)
    here = reverse("refunds_refundtask_modeladmin_inspect", args=[task.pk])
    if not form.is_valid():
        messages.error(request, _("Please say why."))
        return redirect(here)
    with suppress(TaskSettled):
        settle_task(
            task=task,
            state=RefundTask.State.DISMISSED,
            outcome=form.cleaned_data["outcome"],
            actor=actor,
            now=timezone.now(),
        )
        log(instance=task, action="wagtail.edit", user=actor, content_changed=True)
    return redirect(here)
