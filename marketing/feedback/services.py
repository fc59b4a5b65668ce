"""Opening a ticket, and everything that is said about it afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from site_core.base.codes import link_code
from site_core.base.errors import DomainError
from site_core.users.models import User

from .messages import tell_answered, tell_assigned, tell_received, tell_reopened
from .models.tickets import Priority, Status, Ticket, TicketEntry
from .values import NewTicket

Kind, Via = TicketEntry.Kind, TicketEntry.Via

# A link lives for this long after the last entry; whoever comes later begins anew.
LINK_DAYS = 90


class TicketError(DomainError):
    """What was asked for does not fit this ticket."""


def open_ticket(*, new: NewTicket, now: dt.datetime, actor: User | None = None) -> Ticket:
    """Write a ticket with its first entry, and tell whoever wrote that it came.

    Safe to repeat: the nonce of the form finds the ticket that it made before. A ticket about a
    meal that is still on its way comes first at the desk.
    """
    if new.nonce:
        found = Ticket.objects.filter(form_nonce=new.nonce).first()
        if found is not None:
            return found
    try:
        with transaction.atomic():
            return _write(new, now, actor)
    except IntegrityError:
        # A double click: the other request was a moment earlier.
        return Ticket.objects.get(form_nonce=new.nonce)


def _write(new: NewTicket, now: dt.datetime, actor: User | None) -> Ticket:
    writer, order = new.writer, new.order
    ticket = Ticket.objects.create(
        form_nonce=new.nonce,
        link_ends_at=now + dt.timedelta(days=LINK_DAYS),
        category=new.category,
        priority=Priority.HIGH if order is not None and order.is_open else Priority.NORMAL,
        source=new.source,
        assignee=actor,
        status=Status.OPEN if actor else Status.NEW,
        order=order,
        user=writer.user,
        name=writer.name,
        email=writer.email,
        phone=writer.phone,
        language=writer.language,
        opened_at=now,
        moved_at=now,
    )
    _add(ticket, Kind.CUSTOMER, new.text, now, via=Via.DESK if actor else Via.WEB, photo=new.photo)
    tell_received(ticket, now=now)
    return ticket


def reply_as_customer(
    *,
    ticket: Ticket,
    text: str,
    via: str,
    now: dt.datetime,
    unique_key: str | None = None,
    photo: Any = None,
) -> bool:
    """Add what the customer says; a solved ticket is opened again and staff are told.

    False when `unique_key` was written before: the same letter or click changes nothing twice.
    """
    try:
        with transaction.atomic():
            _add(ticket, Kind.CUSTOMER, text, now, via=via, photo=photo, unique_key=unique_key)
            reopened = Ticket.objects.filter(pk=ticket.pk, status=Status.SOLVED).update(
                status=Status.OPEN, solved_at=None, reopened=F("reopened") + 1
            )
            if not reopened:
                Ticket.objects.filter(pk=ticket.pk, status=Status.WAITING).update(
                    status=Status.OPEN
                )
            ticket.refresh_from_db()
            if reopened:
                tell_reopened(ticket, now=now)
    except IntegrityError:
        if unique_key is None:
            raise
        return False
    return True


def answer(
    *,
    ticket: Ticket,
    text: str,
    actor: User,
    now: dt.datetime,
    is_solved: bool = False,
    unique_key: str | None = None,
) -> bool:
    """Answer the customer by message and on their page. Raises TicketError when nobody can be
    reached. False when the same form was sent before."""
    if not ticket.can_be_answered:
        raise TicketError(_("There is no address to answer to. Leave a note instead."))
    try:
        with transaction.atomic():
            entry = _add(
                ticket, Kind.ANSWER, text, now, via=Via.DESK, author=actor, unique_key=unique_key
            )
            Ticket.objects.filter(pk=ticket.pk, first_answered_at=None).update(
                first_answered_at=now
            )
            Ticket.objects.filter(pk=ticket.pk, assignee=None).update(assignee=actor)
            Ticket.objects.filter(pk=ticket.pk).update(
                status=Status.SOLVED if is_solved else Status.WAITING,
                solved_at=now if is_solved else None,
            )
            ticket.refresh_from_db()
            tell_answered(ticket, entry, now=now)
    except IntegrityError:
        if unique_key is None:
            raise
        return False
    return True


def add_note(
    *, ticket: Ticket, text: str, actor: User, now: dt.datetime, unique_key: str | None = None
) -> bool:
    """Leave word for colleagues. It reaches no customer. False when it was left before."""
    try:
        with transaction.atomic():
            _add(ticket, Kind.NOTE, text, now, via=Via.DESK, author=actor, unique_key=unique_key)
    except IntegrityError:
        if unique_key is None:
            raise
        return False
    return True


def change_ticket(
    *,
    ticket: Ticket,
    category: str,
    priority: int,
    status: str,
    assignee: User | None,
    actor: User,
    now: dt.datetime,
) -> None:
    """Set what the desk keeps about a ticket, with an entry that says what changed and by whom.

    Whoever gets it into their hands is told, unless they took it themselves.
    """
    holder = ticket.assignee
    before = [str(part) for part in _summary(ticket)]
    was_solved = ticket.status == Status.SOLVED
    ticket.category, ticket.priority, ticket.status = category, priority, status
    ticket.assignee = assignee
    if status != Status.SOLVED:
        ticket.solved_at = None
    elif not was_solved:
        ticket.solved_at = now
    after = [str(part) for part in _summary(ticket)]
    changed = [f"{old} → {new}" for old, new in zip(before, after, strict=True) if old != new]
    if not changed:
        return
    with transaction.atomic():
        ticket.save(update_fields=["category", "priority", "status", "assignee", "solved_at"])
        entry = _add(ticket, Kind.CHANGE, "; ".join(changed), now, via=Via.DESK, author=actor)
        if assignee != holder:
            tell_assigned(ticket, entry, actor=actor, now=now)


def _summary(ticket: Ticket) -> tuple[object, ...]:
    return (
        ticket.get_category_display(),
        ticket.get_priority_display(),
        ticket.get_status_display(),
        ticket.assignee or "—",
    )


def renew_link(*, ticket: Ticket, actor: User, now: dt.datetime) -> None:
    """Shut the customer's link and the address for answers, and make new ones.

    For a link that came into wrong hands: the next answer carries the new one.
    """
    with transaction.atomic():
        ticket.code, ticket.reply_token = link_code(), link_code()
        ticket.link_ends_at = now + dt.timedelta(days=LINK_DAYS)
        ticket.save(update_fields=["code", "reply_token", "link_ends_at"])
        _add(
            ticket,
            Kind.CHANGE,
            _("The customer’s link was replaced."),
            now,
            via=Via.DESK,
            author=actor,
        )


def _add(
    ticket: Ticket,
    kind: str,
    text: str,
    now: dt.datetime,
    *,
    via: str,
    author: User | None = None,
    photo: Any = None,
    unique_key: str | None = None,
) -> TicketEntry:
    """Add an entry, and let the customer's link live on."""
    entry = TicketEntry.objects.create(
        ticket=ticket,
        kind=kind,
        via=via,
        author=author,
        text=text.strip(),
        unique_key=unique_key,
        at=now,
    )
    if photo:
        entry.photo.save("photo.jpg", photo)
    if kind not in TicketEntry.INTERNAL:
        Ticket.objects.filter(pk=ticket.pk).update(
            moved_at=now, link_ends_at=now + dt.timedelta(days=LINK_DAYS)
        )
    return entry
