"""What customers hear about their order, in three languages; staff edit the words in the admin."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import override

from ordering.delivery.schedule import today
from ordering.delivery.words import clock
from site_core.base.money import format_rwf
from site_core.house.selectors import house_contact
from site_core.house.words import whom_to_ask
from site_core.notifications.kinds import MessageKind, Text, get_kind, register
from site_core.notifications.services import queue_message

from .links import order_url
from .models import Order
from .states import PaymentState, State

NAMES = frozenset({"name", "number", "total", "place", "time", "link", "reason"})
# Only what went wrong says whom to ask.
NAMES_AND_HELP = NAMES | {"help"}

# Which message a state sends. A kitchen's inner steps stay on the order page.
KEY_OF_STATE = {
    State.CONFIRMED: "order_received",
    State.OUT_FOR_DELIVERY: "order_on_its_way",
    State.DELIVERED: "order_delivered",
    State.CANCELLED: "order_cancelled",
    State.FAILED: "order_failed",
}


def tell_customer(order: Order, *, now: dt.datetime, reason: str = "") -> None:
    """Queue the message of the order's present state, if that state has one.

    The version of the order is part of the key: a state that is reached again is told again,
    the same change never twice.
    """
    if order.kind == Order.Kind.PLAN:
        # Whoever subscribed hears of it from the subscription.
        return
    key = KEY_OF_STATE.get(State(order.state))
    if order.kind == Order.Kind.PLAN_MEAL and key == "order_received":
        # A meal of a plan is no news: it stands in the calendar.
        return
    if key == "order_received" and order.total and order.payment_state == PaymentState.PAID:
        key = "order_paid"
    if key is None:
        return
    queue_message(
        key=key,
        unique_key=f"{key}:{order.code}:{order.version}",
        language=order.language,
        context={
            **message_context(order, now=now),
            "reason": reason,
            "help": _help(order) if "help" in get_kind(key).placeholders else "",
        },
        now=now,
        email=order.email,
        phone=order.phone,
    )


def message_context(order: Order, *, now: dt.datetime) -> dict[str, str]:
    """What every message about an order may name."""
    return {
        "name": order.customer_name,
        "number": f"#{order.number}",
        "total": format_rwf(order.total),
        "place": order.shown_place,
        "time": _time(order, now),
        "link": order_url(order),
    }


def _time(order: Order, now: dt.datetime) -> str:
    """ "13:30", and which day when that is not today: a message is read later, so no "tomorrow"."""
    time, date = clock(order.promised_until), today(order.promised_until)
    if date == today(now):
        return time
    with override(order.language):
        return f"{time} ({date_format(date, 'l j F')})"


def _help(order: Order) -> str:
    with override(order.language):
        return whom_to_ask(house_contact())


register(
    MessageKind(
        key="order_received",
        placeholders=NAMES,
        texts={
            "email": {
                "en": Text(
                    subject="We have your order {number}",
                    body="Dear {name},\n\nThank you. Your order {number} is with our kitchen. It comes to "
                    "{place} by {time}.\n\nTo pay: {total}.\n\nYou can follow it here:\n\n{link}",
                ),
                "fr": Text(
                    subject="Nous avons bien reçu votre commande {number}",
                    body="Bonjour {name},\n\nMerci ! Votre commande {number} est en cuisine. Elle arrive à "
                    "{place} avant {time}.\n\nÀ payer : {total}.\n\nVous pouvez la suivre ici :\n\n{link}",
                ),
                "rw": Text(
                    subject="Twakiriye ifunguro mwatumije {number}",
                    body="Muraho {name},\n\nMurakoze. Ifunguro mwatumije {number} ryageze mu gikoni. "
                    "Rirabageraho {place} bitarenze saa {time}.\n\nAmafaranga yo kwishyura: {total}.\n\n"
                    "Mushobora kurikurikira hano:\n\n{link}",
                ),
            },
            "sms": {
                "en": Text(
                    "Dusangire: we have your order {number}, {total}. At {place} by {time}. {link}"
                ),
                "fr": Text(
                    "Dusangire : commande {number} reçue, {total}. À {place} avant {time}. {link}"
                ),
                "rw": Text(
                    "Dusangire: twakiriye komande {number}, {total}. {place}, bitarenze {time}. {link}"
                ),
            },
        },
    )
)
register(
    MessageKind(
        key="order_paid",
        placeholders=NAMES,
        texts={
            "email": {
                "en": Text(
                    subject="Your payment for order {number} has arrived",
                    body="Dear {name},\n\nThank you: {total} has arrived. Your order {number} is with our "
                    "kitchen. It comes to {place} by {time}.\n\nYou can follow it here:\n\n{link}",
                ),
                "fr": Text(
                    subject="Nous avons reçu votre paiement pour la commande {number}",
                    body="Bonjour {name},\n\nMerci : nous avons reçu {total}. Votre commande {number} est en "
                    "cuisine. Elle arrive à {place} avant {time}.\n\nVous pouvez la suivre ici :\n\n{link}",
                ),
                "rw": Text(
                    subject="Twakiriye amafaranga ya komande {number}",
                    body="Muraho {name},\n\nMurakoze: twakiriye {total}. Ifunguro mwatumije {number} ryageze "
                    "mu gikoni. Rirabageraho {place} bitarenze saa {time}.\n\nMushobora kurikurikira "
                    "hano:\n\n{link}",
                ),
            },
            "sms": {
                "en": Text(
                    "Dusangire: {total} received for order {number}. At {place} by {time}. {link}"
                ),
                "fr": Text(
                    "Dusangire : {total} reçu pour la commande {number}. À {place} avant {time}. {link}"
                ),
                "rw": Text(
                    "Dusangire: twakiriye {total} ya komande {number}. {place}, bitarenze {time}. {link}"
                ),
            },
        },
    )
)
register(
    MessageKind(
        key="order_on_its_way",
        placeholders=NAMES,
        texts={
            "sms": {
                "en": Text("Dusangire: your order {number} is on its way to {place}."),
                "fr": Text("Dusangire : votre commande {number} est en route vers {place}."),
                "rw": Text("Dusangire: komande yanyu {number} iri mu nzira igana {place}."),
            },
        },
    )
)
register(
    MessageKind(
        key="order_delivered",
        placeholders=NAMES,
        texts={
            "email": {
                "en": Text(
                    subject="Enjoy your meal",
                    body="Dear {name},\n\nYour order {number} was handed over at {place}. We hope it "
                    "tastes like home.\n\nYour receipt is here:\n\n{link}",
                ),
                "fr": Text(
                    subject="Bon appétit",
                    body="Bonjour {name},\n\nVotre commande {number} a été remise à {place}. Nous espérons "
                    "qu’elle a le goût de la maison.\n\nVotre reçu est ici :\n\n{link}",
                ),
                "rw": Text(
                    subject="Muryoherwe",
                    body="Muraho {name},\n\nIfunguro mwatumije {number} ryatanzwe: {place}. Twizeye ko "
                    "ribaryohera nk’iryo mu rugo.\n\nInyemezabuguzi iri hano:\n\n{link}",
                ),
            },
        },
    )
)
register(
    MessageKind(
        key="order_cancelled",
        placeholders=NAMES_AND_HELP,
        texts={
            "email": {
                "en": Text(
                    subject="Your order {number} is cancelled",
                    body="Dear {name},\n\nYour order {number} is cancelled and nothing will be brought. "
                    "{reason}\n\nNothing has to be paid. If this is a mistake, please order again:\n\n{link}\n\n{help}",
                ),
                "fr": Text(
                    subject="Votre commande {number} est annulée",
                    body="Bonjour {name},\n\nVotre commande {number} est annulée, rien ne sera livré. "
                    "{reason}\n\nVous n’avez rien à payer. Si c’est une erreur, commandez de nouveau "
                    "ici :\n\n{link}\n\n{help}",
                ),
                "rw": Text(
                    subject="Komande yanyu {number} yahagaritswe",
                    body="Muraho {name},\n\nKomande yanyu {number} yahagaritswe, nta kintu kizazanwa. "
                    "{reason}\n\nNta cyo mwishyura. Niba ari ikosa, mwongere mutumize "
                    "hano:\n\n{link}\n\n{help}",
                ),
            },
            "sms": {
                "en": Text("Dusangire: your order {number} is cancelled. {reason}"),
                "fr": Text("Dusangire : votre commande {number} est annulée. {reason}"),
                "rw": Text("Dusangire: komande yanyu {number} yahagaritswe. {reason}"),
            },
        },
    )
)
register(
    MessageKind(
        key="order_failed",
        placeholders=NAMES_AND_HELP,
        texts={
            "sms": {
                "en": Text(
                    "Dusangire: we could not hand over your order {number}: {reason} {help} {link}"
                ),
                "fr": Text(
                    "Dusangire : nous n’avons pas pu remettre votre commande {number} : {reason} {help} {link}"
                ),
                "rw": Text(
                    "Dusangire: ntitwashoboye kubashyikiriza komande {number}: {reason} {help} {link}"
                ),
            },
        },
    )
)
