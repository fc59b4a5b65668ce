"""Buttons that move an order. The table of moves says which; a service makes the change."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log

from ordering.checkout.services import cancel_order
from ordering.orders.models import Order
from ordering.orders.services import MoveRefused, OrderChangedMeanwhile, move_order
from ordering.orders.states import MOVES, Role, State, may_move
from site_core.users.models import User

from .base import actor_of, needs

MAY_MOVE = "orders.support_order"
# What cannot be taken back, or tells the customer that no meal comes.
SERIOUS = frozenset({State.CANCELLED, State.FAILED})
WORDS = {
    State.CONFIRMED: gettext_lazy("Confirm the order"),
    State.CANCELLED: gettext_lazy("Cancel the order"),
    State.OUT_FOR_DELIVERY: gettext_lazy("Send it out again"),
    State.FAILED: gettext_lazy("It could not be handed over"),
}


@dataclass(frozen=True, slots=True)
class OfferedMove:
    label: str
    url: str
    is_serious: bool


def offered_moves(order: Order, user: User | AnonymousUser) -> list[OfferedMove]:
    """The steps that support may take from where the order stands."""
    if not user.has_perm(MAY_MOVE):
        return []
    return [
        OfferedMove(
            label=str(WORDS.get(State(target), State(target).label)),
            url=reverse("orders_order_modeladmin_move", args=[order.pk, target]),
            is_serious=target in SERIOUS,
        )
        for (source, target), move in MOVES.items()
        if source == order.state and Role.SUPPORT in move.roles
    ]


class MoveForm(forms.Form):
    """`version` is the order as it was on the screen: one that moved on meanwhile is left alone."""

    version = forms.IntegerField(widget=forms.HiddenInput, max_value=2**31 - 1)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("The customer reads it in the message about this change."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_http_methods(["GET", "POST"])
@needs("orders.view_order", MAY_MOVE)
def move_view(request: HttpRequest, pk: int, to: str) -> HttpResponse:
    order = get_object_or_404(Order, pk=pk)
    if to not in State.values:
        raise Http404
    sheet = reverse("orders_order_modeladmin_inspect", args=[order.pk])
    if not may_move(order.state, to, Role.SUPPORT):
        messages.error(
            request,
            _("An order that is “%(state)s” cannot become “%(target)s” this way.")
            % {"state": State(order.state).label, "target": State(to).label},
        )
        return redirect(sheet)
    needs_reason = MOVES[(State(order.state), State(to))].needs_reason
    form = MoveForm(request.POST or None, initial={"version": order.version})
    form.fields["reason"].required = needs_reason
    form.fields["reason"].error_messages["required"] = _("Please say why.")
    if request.method == "POST" and form.is_valid():
        try:
            _move(order, State(to), form.cleaned_data, actor_of(request))
        except (MoveRefused, OrderChangedMeanwhile) as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                _("Order %(number)s: %(state)s.")
                % {"number": order, "state": order.get_state_display()},
            )
        return redirect(sheet)
    context = {
        "order": order,
        "form": form,
        "label": WORDS.get(State(to), State(to).label),
        "is_serious": to in SERIOUS,
        "sheet_url": sheet,
    }
    return render(request, "backoffice/order_move.html", context)


def _move(order: Order, to: State, data: dict[str, object], actor: User) -> None:
    """One service call. Raises MoveRefused or OrderChangedMeanwhile and changes nothing."""
    if data["version"] != order.version:
        raise OrderChangedMeanwhile(
            _("Somebody has just changed this order. Here is how it stands now.")
        )
    now, reason = timezone.now(), str(data["reason"])
    if to == State.CANCELLED:
        cancel_order(order=order, role=Role.SUPPORT, actor=actor, now=now, reason=reason)
    else:
        move_order(order=order, to=to, role=Role.SUPPORT, actor=actor, now=now, reason=reason)
    log(instance=order, action="wagtail.edit", user=actor, content_changed=True)
