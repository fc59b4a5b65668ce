"""The checkout: one page with three short steps, and the answer to "Order"."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ordering.carts.selectors import view_cart
from ordering.carts.values import CartView
from ordering.carts.visitors import account_of, current_cart, mark_visitor
from ordering.catalogue.services import SoldOut
from ordering.delivery.selectors import offered_slots
from ordering.delivery.services import SlotFull
from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.promotions.values import Customer

from .account_pays import account_pays
from .forms import CheckoutForm
from .habits import known_contact, take_over_place
from .methods import method_offers, method_to_tick
from .services import CannotPlace, order_of_token, place_order
from .times import time_days


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """Show the last page before the order, or place it."""
    if request.method == "POST":
        return _place(request)
    cart = current_cart(request)
    if cart is None:
        return redirect("cart")
    user = account_of(request)
    if user is not None:
        take_over_place(cart=cart, user=user)
    form = CheckoutForm(initial=known_contact(cart=cart, user=user))
    # A script asks for the price of another way to pay.
    method = method_to_tick(cart, asked=request.GET.get("method", ""))
    view = view_cart(cart, now=timezone.now(), method=method)
    if elsewhere := _first_elsewhere(view):
        return redirect(elsewhere)
    return mark_visitor(request, _page(request, view, form))


def _first_elsewhere(view: CartView) -> str:
    """The page that has something to settle before this one makes sense; "" when nothing has."""
    if view.place is None and view.can_check_out:
        return f"{reverse('cart_place')}?{urlencode({'next': reverse('checkout')})}"
    if not view.can_check_out or view.quote.missing_to_minimum:
        return reverse("cart")
    return ""


def _page(
    request: HttpRequest, view: CartView, form: CheckoutForm, error: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    assert view.place is not None
    slots = offered_slots(view.place.zone, now, portions=view.portions)
    problems = [("summary", error)] if error else form.problems()
    context = {
        "cart": view,
        "form": form,
        "days": time_days(slots, form["slot"].value() or "", now),
        "methods": method_offers(view),
        "chosen_method": view.bill.occasion.method,
        "reprice_url": reverse("checkout") if view.bill.offers.depend_on_method else "",
        "problems": problems,
        "account": account_pays(view, now),
    }
    return render(request, "checkout/checkout.html", context, status=status)


def _place(request: HttpRequest) -> HttpResponse:
    form = CheckoutForm(request.POST)
    valid = form.is_valid()
    cart = current_cart(request)
    if cart is None or not valid:
        # A repeated click finds the order of the first one, also when the cart is gone by now.
        token = form.cleaned_data.get("token")
        placed = order_of_token(token) if token else None
        if placed is not None:
            return redirect(_page_of(placed), code=placed.code)
    if cart is None:
        messages.info(request, _("Your cart is empty, so there is nothing to order yet."))
        return redirect("cart")
    now = timezone.now()
    error = ""
    if valid:
        wish = form.wish(user=account_of(request), language=get_language() or "en")
        try:
            order = place_order(cart=cart, wish=wish, now=now)
        except (CannotPlace, SlotFull, SoldOut) as refusal:
            error = str(refusal)
        else:
            return redirect(_page_of(order), code=order.code)
    return _refused(request, form, error)


def _page_of(order: Order) -> str:
    """An order that waits for money leads to where it is paid."""
    return "order_pay" if order.state == State.PENDING else "order_page"


def _refused(request: HttpRequest, form: CheckoutForm, error: str) -> HttpResponse:
    """Show the page again with what was typed; a cart that cannot be ordered shows itself."""
    cart = current_cart(request)
    if cart is None:
        return redirect("cart")
    view = view_cart(
        cart,
        now=timezone.now(),
        # Whoever the number belongs to may have used an offer before.
        customer=Customer(cart.user_id, form.cleaned_data.get("phone") or cart.contact_phone),
        method=method_to_tick(cart, asked=form["method"].value() or ""),
    )
    if elsewhere := _first_elsewhere(view):
        messages.error(request, error or _("Please look at your cart once more."))
        return redirect(elsewhere)
    return _page(request, view, form, error, status=422)
