"""From a form that somebody sent to a ticket: the one path of every page on which people write."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ordering.orders.models import Order
from site_core.base.human import HumanForm, may_send

from .forms import FeedbackForm, OrderHelpForm, WriteForm
from .models.tickets import Source, Ticket
from .services import open_ticket
from .values import NewTicket, Writer, writer_of

# Wide, for a hospital sits behind one address; narrow enough that a program gives up.
MESSAGES_AN_HOUR = 60


def passes(request: HttpRequest, form: HumanForm) -> bool:
    """Whether the form is valid and its sender did not send too many; the form says why not."""
    if not form.is_valid():
        return False
    if may_send(request, action="write", limit=MESSAGES_AN_HOUR, seconds=3600):
        return True
    form.add_error(
        None, _("Very many messages came from here. Please try again in an hour, or call us.")
    )
    return False


def write_to_us(request: HttpRequest, form: WriteForm, *, now: dt.datetime) -> Ticket | None:
    """A ticket from the contact form; None when the form has something to say first."""
    return _from_stranger(request, form, Source.CONTACT, now)


def write_feedback(request: HttpRequest, form: FeedbackForm, *, now: dt.datetime) -> Ticket | None:
    """A ticket from the feedback page, which marketing reads as well."""
    return _from_stranger(request, form, Source.FEEDBACK, now)


def _from_stranger(
    request: HttpRequest, form: WriteForm, source: str, now: dt.datetime
) -> Ticket | None:
    if not passes(request, form):
        return None
    data = form.cleaned_data
    writer = Writer(
        name=data["name"],
        email=data["email"],
        phone=data["phone"],
        language=get_language() or "en",
        user=form.user,
    )
    new = NewTicket(
        category=data["category"],
        source=source,
        text=data["text"],
        writer=writer,
        photo=data["photo"],
        nonce=form.nonce,
    )
    return open_ticket(new=new, now=now)


def ask_about_order(
    request: HttpRequest, form: OrderHelpForm, *, order: Order, now: dt.datetime
) -> Ticket | None:
    """A ticket with the order attached, from whoever placed it."""
    if not passes(request, form):
        return None
    data = form.cleaned_data
    new = NewTicket(
        category=data["category"],
        source=Source.ORDER,
        text=data["text"],
        writer=writer_of(order),
        order=order,
        photo=data["photo"],
        nonce=form.nonce,
    )
    return open_ticket(new=new, now=now)
