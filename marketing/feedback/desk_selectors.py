"""What the support desk reads: its list, one ticket with everything about it, and who is calling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.utils.translation import get_language

from ordering.orders.models import Order
from site_core.notifications.kinds import fill
from site_core.users.models import User
from site_core.users.phones import InvalidPhone, normalise_phone

from .models.tickets import TO_DO, SavedReply, Status, Ticket, TicketEntry

WORK = "work_ticket"
SNIPPET = 180
FOUND_AT_MOST = 12
# The largest key that every database can compare.
MAX_NUMBER = 2**31 - 1


def tickets_in(tab: str, user: User) -> QuerySet[Ticket]:
    """The tickets of a tab: to do, mine, waiting, solved, all; what is urgent and old first."""
    tickets = Ticket.objects.select_related("assignee", "order")
    if tab == "todo":
        tickets = tickets.filter(status__in=TO_DO)
    elif tab == "mine":
        tickets = tickets.filter(assignee=user).exclude(status=Status.SOLVED)
    elif tab == "waiting":
        tickets = tickets.filter(status=Status.WAITING)
    elif tab == "solved":
        return tickets.filter(status=Status.SOLVED).order_by("-solved_at", "-pk")
    else:
        return tickets.order_by("-opened_at", "-pk")
    return tickets.order_by("priority", "moved_at", "pk")


def with_words(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """With the beginning of what the customer said last, in the same query."""
    said = TicketEntry.objects.filter(ticket=OuterRef("pk"), kind=TicketEntry.Kind.CUSTOMER)
    newest = said.order_by("-at", "-pk").annotate(start=Substr("text", 1, SNIPPET))
    return tickets.annotate(words=Subquery(newest.values("start")[:1]))


def tab_counts(user: User) -> dict[str, int]:
    """How many wait in each tab. One query."""
    return Ticket.objects.aggregate(
        todo=Count("pk", filter=Q(status__in=TO_DO)),
        mine=Count("pk", filter=Q(assignee=user) & ~Q(status=Status.SOLVED)),
        waiting=Count("pk", filter=Q(status=Status.WAITING)),
    )


def desk_version(user: User, query: str, now: dt.datetime) -> str:
    """Changes whenever the list of `query` may look different: whatever happens to a ticket leaves
    an entry, and every line counts minutes. One query."""
    newest = TicketEntry.objects.aggregate(newest=Max("pk"))["newest"]
    return f"{user.pk}:{get_language()}:{query}:{newest}:{now:%Y%m%d%H%M}"


def desk_people() -> QuerySet[User]:
    """Who may have a ticket in hand."""
    permission = Permission.objects.filter(codename=WORK, content_type__app_label="feedback")
    return (
        User.objects.filter(is_active=True, is_staff=True)
        .filter(Q(groups__permissions__in=permission) | Q(is_superuser=True))
        .distinct()
        .order_by("name", "pk")
    )


def thread(ticket: Ticket) -> QuerySet[TicketEntry]:
    """Everything that was said, notes and changes too."""
    return ticket.entries.select_related("author").order_by("at", "pk")


def others_of(ticket: Ticket) -> QuerySet[Ticket]:
    """What else the same person wrote, newest first."""
    same = Q()
    if ticket.phone:
        same |= Q(phone=ticket.phone)
    if ticket.email:
        same |= Q(email__iexact=ticket.email)
    if ticket.user_id:
        same |= Q(user=ticket.user_id)
    if not same:
        return Ticket.objects.none()
    return Ticket.objects.filter(same).exclude(pk=ticket.pk).order_by("-opened_at", "-pk")[:5]


@dataclass(frozen=True, slots=True)
class ReadyWords:
    """A saved reply in the customer's language, with names filled in."""

    pk: int
    title: str
    words: str


def ready_words(ticket: Ticket) -> list[ReadyWords]:
    """All saved replies as this customer would read them. One query."""
    names = {"name": ticket.name, "number": f"#{ticket.number}"}
    return [
        ReadyWords(reply.pk, reply.title, fill(reply.text_in(ticket.language), names))
        for reply in SavedReply.objects.order_by("title")
    ]


@dataclass(frozen=True, slots=True)
class Found:
    """Whoever or whatever a caller may mean."""

    tickets: Sequence[Ticket]
    orders: Sequence[Order]
    people: Sequence[User]

    def __bool__(self) -> bool:
        return bool(self.tickets or self.orders or self.people)


def find(text: str) -> Found:
    """By number with or without #, by phone however it is spelled, by name or e-mail. Three queries."""
    text = text.replace("\x00", "").strip()
    if not text:
        return Found((), (), ())
    number = _number(text)
    phone = _phone(text)
    tickets, orders, people = Q(), Q(), Q()
    if phone:
        tickets, orders, people = Q(phone=phone), Q(phone=phone), Q(phone=phone)
    if number:
        tickets |= Q(pk=number) | Q(order=number)
        orders |= Q(pk=number)
    if not phone and not number:
        tickets = Q(name__icontains=text) | Q(email__icontains=text)
        orders = Q(customer_name__icontains=text) | Q(email__icontains=text)
        people = Q(name__icontains=text) | Q(email__icontains=text)
    return Found(
        tickets=list(Ticket.objects.filter(tickets).order_by("-opened_at", "-pk")[:FOUND_AT_MOST]),
        orders=list(Order.objects.filter(orders).order_by("-placed_at", "-pk")[:FOUND_AT_MOST]),
        people=list(User.objects.filter(people).order_by("name", "pk")[:FOUND_AT_MOST])
        if people
        else [],
    )


def _number(text: str) -> int | None:
    digits = text.removeprefix("#")
    if not digits.isdecimal() or not digits.isascii() or len(digits) > 10:
        return None
    return int(digits) if 0 < int(digits) <= MAX_NUMBER else None


def _phone(text: str) -> str:
    """ "0788 123 456", "788123456" and "+250 788 123456" are one number; "" when it is none."""
    try:
        return normalise_phone(text)
    except InvalidPhone:
        return ""
