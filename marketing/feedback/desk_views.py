"""The support desk: what waits, one matter with its thread, and who is calling."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordering.fulfilment.shell import SUPPORT, around, etag_of, fragment, staff_of, unchanged
from ordering.reviews.models import Rating
from site_core.users.permissions import role_required

from .desk_forms import (
    TABS,
    AnswerForm,
    DeskTicketForm,
    FilterForm,
    TicketForm,
    WordsForm,
    fresh_key,
)
from .desk_selectors import (
    desk_version,
    find,
    others_of,
    ready_words,
    tab_counts,
    thread,
    tickets_in,
    with_words,
)
from .links import ticket_url
from .models.tickets import Category, Source, Ticket, TicketEntry
from .services import TicketError, add_note, answer, change_ticket, open_ticket, renew_link
from .values import NewTicket, Writer, writer_of
from .views import photo_response

PER_PAGE = 30
MAX_SEARCH = 80


@never_cache
@require_safe
@role_required(SUPPORT)
def support(request: HttpRequest) -> HttpResponse:
    """What waits, the most urgent and the oldest first."""
    # The version first: what changes while we draw is drawn again a moment later.
    etag = etag_of(_list_version(request))
    context = {**around(request, "support"), **_list(request), "etag": etag}
    return render(request, "support/desk.html", context)


@require_safe
@role_required(SUPPORT)
def support_list(request: HttpRequest) -> HttpResponse:
    """The part that refreshes itself: 304 and no body while nothing changed."""
    version = _list_version(request)
    return unchanged(request, version) or fragment(
        request, "support/_tickets.html", _list(request), version=version
    )


def _chosen(request: HttpRequest) -> dict[str, str]:
    """Which part of which list the address asks for."""
    form = FilterForm(request.GET)
    form.is_valid()
    page = request.GET.get("page", "1")
    return {"tab": form.chosen_tab, "category": form.chosen_category, "page": page}


def _list_version(request: HttpRequest) -> str:
    return desk_version(staff_of(request), urlencode(_chosen(request)), timezone.now())


def _list(request: HttpRequest) -> dict[str, Any]:
    chosen, user = _chosen(request), staff_of(request)
    tickets = with_words(tickets_in(chosen["tab"], user))
    if chosen["category"]:
        tickets = tickets.filter(category=chosen["category"])
    counts = tab_counts(user)
    return {
        **chosen,
        "tabs": [(code, label, counts.get(code)) for code, label in TABS],
        "categories": Category.choices,
        "page": Paginator(tickets, PER_PAGE).get_page(chosen["page"]),
        "refresh_url": f"{reverse('support_list')}?{urlencode(chosen)}",
        "now": timezone.now(),
    }


@never_cache
@require_safe
@role_required(SUPPORT)
def support_find(request: HttpRequest) -> HttpResponse:
    """Who is calling: by phone, name, e-mail or number."""
    text = request.GET.get("q", "").strip()[:MAX_SEARCH]
    context = {**around(request, "support"), "search": text, "found": find(text)}
    return render(request, "support/find.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@role_required(SUPPORT)
def support_new(request: HttpRequest) -> HttpResponse:
    """Write down what somebody said at the counter or on the phone."""
    form = DeskTicketForm(
        request.POST or None, initial={"order": request.GET.get("order", "")[:10]}
    )
    if request.method == "POST" and form.is_valid():
        ticket = _from_desk(request, form)
        messages.success(
            request, _("Ticket #%(number)s is written down.") % {"number": ticket.number}
        )
        return redirect("support_ticket", number=ticket.number)
    context = {**around(request, "support"), "form": form, "key": fresh_key()}
    return render(request, "support/new.html", context, status=422 if form.errors else 200)


def _from_desk(request: HttpRequest, form: DeskTicketForm) -> Ticket:
    """With an order, whoever placed it is known; what was typed counts before that."""
    data, order = form.cleaned_data, form.cleaned_data["order"]
    known = writer_of(order) if order is not None else Writer(language=get_language() or "en")
    writer = Writer(
        name=data["name"] or known.name,
        email=data["email"] or known.email,
        phone=data["phone"] or known.phone,
        language=known.language,
        user=known.user,
    )
    new = NewTicket(
        category=data["category"],
        source=Source.DESK,
        text=data["text"],
        writer=writer,
        order=order,
        nonce=form.unique_key,
    )
    return open_ticket(new=new, now=timezone.now(), actor=staff_of(request))


def _ticket(number: int) -> Ticket:
    return get_object_or_404(Ticket.objects.select_related("order", "assignee", "user"), pk=number)


@never_cache
@require_safe
@role_required(SUPPORT)
def support_ticket(request: HttpRequest, number: int) -> HttpResponse:
    """`?reply=3` puts a saved reply into the answer, for those without scripts."""
    return _sheet(request, _ticket(number))


def _sheet(
    request: HttpRequest, ticket: Ticket, *, words: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    replies = ready_words(ticket)
    wanted = request.GET.get("reply", "")
    chosen = next((reply.words for reply in replies if str(reply.pk) == wanted), "")
    fields = {
        "category": ticket.category,
        "priority": ticket.priority,
        "status": ticket.status,
        "assignee": ticket.assignee_id,
    }
    context = {
        **around(request, "support"),
        "ticket": ticket,
        "thread": thread(ticket),
        "others": others_of(ticket),
        "replies": replies,
        "answer_words": words or chosen,
        "fields": TicketForm(initial=fields),
        "customer_url": ticket_url(ticket),
        "key": fresh_key(),
        **more,
    }
    return render(request, "support/sheet.html", context, status=status)


@require_POST
@role_required(SUPPORT)
def support_answer(request: HttpRequest, number: int) -> HttpResponse:
    ticket = _ticket(number)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _sheet(request, ticket, words=request.POST.get("text", ""), form=form, status=422)
    try:
        answer(
            ticket=ticket,
            text=form.cleaned_data["text"],
            is_solved=form.cleaned_data["is_solved"],
            unique_key=form.unique_key,
            actor=staff_of(request),
            now=timezone.now(),
        )
    except TicketError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The answer is on its way."))
    return redirect("support_ticket", number=number)


@require_POST
@role_required(SUPPORT)
def support_note(request: HttpRequest, number: int) -> HttpResponse:
    ticket = _ticket(number)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _sheet(request, ticket, note_form=form, status=422)
    add_note(
        ticket=ticket,
        text=form.cleaned_data["text"],
        unique_key=form.unique_key,
        actor=staff_of(request),
        now=timezone.now(),
    )
    messages.success(request, _("Noted. Only the team reads it."))
    return redirect("support_ticket", number=number)


@require_POST
@role_required(SUPPORT)
def support_change(request: HttpRequest, number: int) -> HttpResponse:
    ticket = _ticket(number)
    form = TicketForm(request.POST)
    if form.is_valid():
        change_ticket(
            ticket=ticket, **form.cleaned_data, actor=staff_of(request), now=timezone.now()
        )
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Nothing was changed. Please choose from the lists."))
    return redirect("support_ticket", number=number)


@require_POST
@role_required(SUPPORT)
def support_renew(request: HttpRequest, number: int) -> HttpResponse:
    """Shut the customer's link; the next answer carries a new one."""
    renew_link(ticket=_ticket(number), actor=staff_of(request), now=timezone.now())
    messages.success(
        request, _("The old link no longer opens. The next answer carries the new one.")
    )
    return redirect("support_ticket", number=number)


@require_safe
@role_required(SUPPORT)
def support_photo(request: HttpRequest, number: int, pk: int) -> FileResponse:
    entries = TicketEntry.objects.exclude(photo="")
    return photo_response(get_object_or_404(entries, pk=pk, ticket=number).photo)


@require_safe
@role_required(SUPPORT)
def rating_photo(request: HttpRequest, pk: int) -> FileResponse:
    """What a guest sent with a rating; it may show a person, so the desk alone sees it."""
    return photo_response(get_object_or_404(Rating.objects.exclude(photo=""), pk=pk).photo)
