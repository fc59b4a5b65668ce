"""What customers open: writing to us, a matter of theirs, help with an order, rating a meal."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ordering.carts.visitors import account_of
from ordering.orders.models import Order
from ordering.orders.selectors import order_by_code
from ordering.reviews.models import BEST
from ordering.reviews.selectors import rating_of
from ordering.reviews.services import CannotRate, can_rate, submit_rating

from .forms import OrderHelpForm, RateForm, ReplyForm, WriteForm, first_name
from .models.tickets import Category, Source, Ticket, TicketEntry
from .selectors import shown_entries
from .services import open_ticket, reply_as_customer
from .values import NewTicket, writer_of
from .writing import ask_about_order, passes, write_to_us

# From so many stars on, words are thanks rather than a complaint.
CONTENT = 4


@never_cache
@require_http_methods(["GET", "POST"])
def support_write(request: HttpRequest) -> HttpResponse:
    """The contact form. `?about=complaint` chooses what it is about."""
    user = account_of(request)
    if request.method == "POST":
        form = WriteForm(request.POST, request.FILES, user=user)
        ticket = write_to_us(request, form, now=timezone.now())
        if ticket is not None:
            return redirect("ticket", code=ticket.code)
    else:
        form = WriteForm(user=user, initial={"category": request.GET.get("about", "")})
    return render(request, "support/write.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def order_help(request: HttpRequest, code: str) -> HttpResponse:
    """Help with an order: whoever has its link may ask."""
    order = order_by_code(code)
    form = OrderHelpForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        ticket = ask_about_order(request, form, order=order, now=timezone.now())
        if ticket is not None:
            return redirect("ticket", code=ticket.code)
    context = {"form": form, "order": order}
    return render(request, "support/order_help.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """A customer's matter at a link nobody can guess; after its end a kind word and a new way."""
    found = get_object_or_404(Ticket.objects.select_related("order"), code=code)
    now = timezone.now()
    if not found.link_is_open(now):
        return render(request, "support/link_ended.html", status=410)
    form = ReplyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and passes(request, form):
        reply_as_customer(
            ticket=found,
            text=form.cleaned_data["text"],
            photo=form.cleaned_data["photo"],
            via=TicketEntry.Via.WEB,
            unique_key=f"form:{form.nonce}",
            now=now,
        )
        messages.success(request, _("Your message has reached us."))
        return redirect("ticket", code=found.code)
    context = {"ticket": found, "entries": shown_entries(found), "form": form}
    return render(request, "support/ticket.html", context, status=422 if form.errors else 200)


@require_GET
def ticket_photo(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """A photo of the thread, for whoever holds its link."""
    entry = get_object_or_404(
        TicketEntry.objects.exclude(kind__in=TicketEntry.INTERNAL).exclude(photo=""),
        pk=pk,
        ticket__code=code,
        ticket__link_ends_at__gt=timezone.now(),
    )
    return photo_response(entry.photo)


def photo_response(photo: FieldFile) -> FileResponse:
    """A private photo; no cache keeps it. Http404 when its file is gone."""
    try:
        response = FileResponse(photo.open("rb"), content_type="image/jpeg")
    except FileNotFoundError as error:
        raise Http404 from error
    response.headers["Cache-Control"] = "private, no-store"
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def order_rate(request: HttpRequest, code: str) -> HttpResponse:
    """How it was: once an order, by whoever has its link, for thirty days after it came."""
    order = order_by_code(code)
    now = timezone.now()
    rating = rating_of(order)
    context = {"order": order, "rating": rating, "can_rate": can_rate(order, now)}
    if rating is not None or not context["can_rate"]:
        return render(request, "support/rated.html", context)
    lines = list(order.lines.all())
    form = RateForm(
        request.POST or None,
        request.FILES or None,
        lines=lines,
        initial={"shown_name": first_name(order)},
    )
    if request.method == "POST" and passes(request, form):
        try:
            submit_rating(order=order, opinion=form.opinion(), now=now)
        except CannotRate as error:
            messages.error(request, str(error))
            return redirect("order_rate", code=order.code)
        if form.cleaned_data["wants_answer"] and form.cleaned_data["words"]:
            _ask_for_answer(order, form, now)
        messages.success(request, _("Thank you. Our cooks will read it."))
        return redirect("order_rate", code=order.code)
    context["form"] = form
    return render(request, "support/rate.html", context, status=422 if form.errors else 200)


def _ask_for_answer(order: Order, form: RateForm, now: dt.datetime) -> None:
    """Words that ask for an answer become a ticket; the photo stays with the rating."""
    opinion = form.opinion()
    stars = [dish.stars for dish in opinion.dishes.values()] + [opinion.delivery or BEST]
    new = NewTicket(
        category=Category.PRAISE if min(stars) >= CONTENT else Category.COMPLAINT,
        source=Source.RATING,
        text=form.cleaned_data["words"],
        writer=writer_of(order),
        order=order,
        nonce=form.nonce,
    )
    open_ticket(new=new, now=now)
