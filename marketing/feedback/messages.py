"""What the support desk says by message, in three languages: received, answered, opened again, put in hands."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from site_core.house.selectors import house_contact
from site_core.notifications.kinds import MessageKind, Text, register
from site_core.notifications.services import queue_message
from site_core.users.models import User

from .links import desk_url, reply_address, ticket_url
from .models.tickets import Ticket, TicketEntry


def tell_received(ticket: Ticket, *, now: dt.datetime) -> None:
    """Say once that it came, where the customer can read on."""
    _tell(ticket, "ticket_received", f"ticket_received:{ticket.pk}", now)


def tell_answered(ticket: Ticket, entry: TicketEntry, *, now: dt.datetime) -> None:
    """Send the words of an answer. An entry that is not an answer never leaves the house."""
    assert entry.kind == TicketEntry.Kind.ANSWER
    _tell(ticket, "ticket_answered", f"ticket_answered:{entry.pk}", now, answer=entry.text)


def tell_reopened(ticket: Ticket, *, now: dt.datetime) -> None:
    """Tell whoever has the ticket in hand, else the house's own address, that it is open again."""
    person = ticket.assignee
    queue_message(
        key="ticket_reopened",
        unique_key=f"ticket_reopened:{ticket.pk}:{ticket.reopened}",
        language=person.language if person else settings.LANGUAGE_CODE,
        context={"number": f"#{ticket.number}", "link": desk_url(ticket)},
        now=now,
        email=(person.email or "") if person else house_contact().email,
    )


def tell_assigned(ticket: Ticket, entry: TicketEntry, *, actor: User, now: dt.datetime) -> None:
    """Tell whoever was given a ticket. What the customer wrote stays at the desk."""
    person = ticket.assignee
    if person is None or person == actor or not person.hears_of_work or not person.email:
        return
    with override(person.language):
        category = ticket.get_category_display()
    queue_message(
        key="ticket_assigned",
        unique_key=f"ticket_assigned:{entry.pk}",
        language=person.language,
        context={
            "colleague": str(actor),
            "number": f"#{ticket.number}",
            "category": category,
            "link": desk_url(ticket),
        },
        now=now,
        email=person.email,
    )


def _tell(ticket: Ticket, key: str, unique_key: str, now: dt.datetime, answer: str = "") -> None:
    """By e-mail, to which can be answered; by text message only where there is no e-mail."""
    address = reply_address(ticket)
    with override(ticket.language):
        how = (
            _("To add something, answer this e-mail or write to us here:")
            if address
            else _("To add something, write to us here:")
        )
        name = ticket.name or _("guest")
    host = settings.SUPPORT_EMAIL.partition("@")[2] or "dusangire"
    headers = {"References": f"<ticket.{ticket.pk}@{host}>"}
    if address:
        headers["Reply-To"] = address
    queue_message(
        key=key,
        unique_key=unique_key,
        language=ticket.language,
        context={
            "name": name,
            "number": f"#{ticket.number}",
            "link": ticket_url(ticket),
            "answer": answer,
            "how": how,
        },
        now=now,
        email=ticket.email,
        phone="" if ticket.email else ticket.phone,
        headers=headers,
    )


NAMES = frozenset({"name", "number", "link", "how"})

register(
    MessageKind(
        key="ticket_received",
        placeholders=NAMES,
        texts={
            "email": {
                "en": Text(
                    subject="We have your message ({number})",
                    body="Dear {name},\n\nThank you for writing to us. Somebody of our team reads it and "
                    "answers you. Its number is {number}.\n\n{how}\n\n{link}",
                ),
                "fr": Text(
                    subject="Nous avons bien reçu votre message ({number})",
                    body="Bonjour {name},\n\nMerci de nous avoir écrit. Quelqu’un de notre équipe lit votre "
                    "message et vous répond. Il porte le numéro {number}.\n\n{how}\n\n{link}",
                ),
                "rw": Text(
                    subject="Twabonye ubutumwa bwanyu ({number})",
                    body="Muraho {name},\n\nMurakoze kutwandikira. Umwe mu bakozi bacu arabusoma "
                    "akabasubiza. Nimero yabwo ni {number}.\n\n{how}\n\n{link}",
                ),
            },
            "sms": {
                "en": Text(
                    "Dusangire: we have your message {number}. Our answer comes here: {link}"
                ),
                "fr": Text("Dusangire : message {number} reçu. Notre réponse sera ici : {link}"),
                "rw": Text("Dusangire: twabonye ubutumwa {number}. Igisubizo kizaza hano: {link}"),
            },
        },
    )
)
register(
    MessageKind(
        key="ticket_answered",
        placeholders=NAMES | {"answer"},
        texts={
            "email": {
                "en": Text(
                    subject="Our answer to your message ({number})",
                    body="Dear {name},\n\n{answer}\n\nThe team of Dusangire\n\n{how}\n\n{link}",
                ),
                "fr": Text(
                    subject="Notre réponse à votre message ({number})",
                    body="Bonjour {name},\n\n{answer}\n\nL’équipe de Dusangire\n\n{how}\n\n{link}",
                ),
                "rw": Text(
                    subject="Igisubizo ku butumwa bwanyu ({number})",
                    body="Muraho {name},\n\n{answer}\n\nItsinda rya Dusangire\n\n{how}\n\n{link}",
                ),
            },
            # The words themselves may be long, and a phone may be in other hands.
            "sms": {
                "en": Text(
                    "Dusangire: we have answered your message {number}. Read it here: {link}"
                ),
                "fr": Text("Dusangire : nous avons répondu à votre message {number}, ici : {link}"),
                "rw": Text("Dusangire: twasubije ubutumwa bwanyu {number}. Soma hano: {link}"),
            },
        },
    )
)
register(
    MessageKind(
        key="ticket_reopened",
        placeholders=frozenset({"number", "link"}),
        texts={
            "email": {
                "en": Text(
                    subject="Ticket {number} is open again",
                    body="The customer wrote again about {number}, which was solved. It is back at the "
                    "desk:\n\n{link}",
                ),
                "fr": Text(
                    subject="Le dossier {number} est rouvert",
                    body="Le client a écrit de nouveau au sujet de {number}, qui était réglé. Il est de "
                    "retour au guichet :\n\n{link}",
                ),
                "rw": Text(
                    subject="Ikibazo {number} cyongeye gufungurwa",
                    body="Umukiriya yongeye kwandika ku kibazo {number} cyari cyarakemutse. Cyagarutse ku "
                    "biro by’ubufasha:\n\n{link}",
                ),
            },
        },
    )
)
register(
    MessageKind(
        key="ticket_assigned",
        placeholders=frozenset({"colleague", "number", "category", "link"}),
        texts={
            "email": {
                "en": Text(
                    subject="Ticket {number} is in your hands",
                    body="{colleague} gave you {number} ({category}). Everything about it stands at "
                    "the desk:\n\n{link}\n\nYou need no such e-mails? Switch them off under your "
                    "name at the top of the desk.",
                ),
                "fr": Text(
                    subject="Le dossier {number} est entre vos mains",
                    body="{colleague} vous a confié {number} ({category}). Tout ce qui le concerne est "
                    "au guichet :\n\n{link}\n\nVous n’avez pas besoin de ces e-mails ? Désactivez-les "
                    "sous votre nom, en haut du guichet.",
                ),
                "rw": Text(
                    subject="Ikibazo {number} kiri mu maboko yanyu",
                    body="{colleague} yabahaye {number} ({category}). Ibikerekeyeho byose biri ku biro "
                    "by’ubufasha:\n\n{link}\n\nNtimukeneye izi imeyili? Muzihagarike munsi y’izina "
                    "ryanyu, hejuru ku biro by’ubufasha.",
                ),
            },
        },
    )
)
