"""What customers hear about paying, in three languages; staff edit the words in the admin."""

from __future__ import annotations

import datetime as dt

from ordering.delivery.words import clock
from ordering.orders.messages import NAMES, message_context
from ordering.orders.models import Order
from site_core.notifications.kinds import MessageKind, Text, register
from site_core.notifications.services import queue_message


def remind_to_pay(order: Order, *, until: dt.datetime, now: dt.datetime) -> None:
    """Queue the link to pay, once an order: until when the meal is kept, and where to pay."""
    _queue("payment_awaited", order, now, until=clock(until))


def tell_transfer_not_found(order: Order, *, reference: str, now: dt.datetime) -> None:
    """Queue the bad news about a transfer that staff could not find, once an attempt."""
    _queue("payment_not_found", order, now, attempt=reference)


def _queue(key: str, order: Order, now: dt.datetime, *, attempt: str = "", until: str = "") -> None:
    queue_message(
        key=key,
        unique_key=f"{key}:{order.code}:{attempt or 'once'}",
        language=order.language,
        context={**message_context(order, now=now), "until": until},
        now=now,
        email=order.email,
        phone=order.phone,
    )


register(
    MessageKind(
        key="payment_awaited",
        placeholders=(NAMES - {"reason"}) | {"until"},
        texts={
            "email": {
                "en": Text(
                    subject="Your order {number} waits for your payment",
                    body="Dear {name},\n\nWe keep your meal until {until}. As soon as {total} has arrived, "
                    "our kitchen begins.\n\nYou can pay here, or send this page to somebody who pays for "
                    "you:\n\n{link}",
                ),
                "fr": Text(
                    subject="Votre commande {number} attend votre paiement",
                    body="Bonjour {name},\n\nNous gardons votre repas jusqu’à {until}. Dès que nous recevons "
                    "{total}, la cuisine commence.\n\nVous pouvez payer ici, ou envoyer cette page à la "
                    "personne qui paie pour vous :\n\n{link}",
                ),
                "rw": Text(
                    subject="Komande yanyu {number} itegereje kwishyurwa",
                    body="Muraho {name},\n\nTubabikiye ifunguro kugeza saa {until}. {total} nizitugeraho, "
                    "igikoni kiratangira guteka.\n\nMushobora kwishyura hano, cyangwa mukoherereza iyi paji "
                    "uzabishyurira:\n\n{link}",
                ),
            },
            "sms": {
                "en": Text(
                    "Dusangire: order {number} waits for {total}. We keep it until {until}. Pay: {link}"
                ),
                "fr": Text(
                    "Dusangire : la commande {number} attend {total}, jusqu’à {until}. Payer : {link}"
                ),
                "rw": Text(
                    "Dusangire: komande {number} itegereje {total}, kugeza saa {until}. Kwishyura: {link}"
                ),
            },
        },
    )
)
register(
    MessageKind(
        key="payment_not_found",
        placeholders=NAMES - {"reason"},
        texts={
            "email": {
                "en": Text(
                    subject="We could not find your transfer for order {number}",
                    body="Dear {name},\n\nWe looked for your transfer of {total} and did not find it. "
                    "Perhaps the code was missing. You can pay in another way here, or get in touch with "
                    "us:\n\n{link}",
                ),
                "fr": Text(
                    subject="Nous n’avons pas trouvé votre virement pour la commande {number}",
                    body="Bonjour {name},\n\nNous avons cherché votre virement de {total} sans le trouver. "
                    "Le code manquait peut-être. Vous pouvez payer autrement ici, ou nous "
                    "contacter :\n\n{link}",
                ),
                "rw": Text(
                    subject="Ntitwabonye amafaranga yanyu ya komande {number}",
                    body="Muraho {name},\n\nTwashatse {total} mwohereje ntitwayabona. Wenda kode "
                    "yaburaga. Mushobora kwishyura mu bundi buryo hano, cyangwa "
                    "mukatwandikira:\n\n{link}",
                ),
            },
            "sms": {
                "en": Text(
                    "Dusangire: we did not find your transfer for order {number}. Please look here: {link}"
                ),
                "fr": Text(
                    "Dusangire : virement introuvable pour la commande {number}. Voyez ici : {link}"
                ),
                "rw": Text(
                    "Dusangire: ntitwabonye amafaranga ya komande {number}. Murebe hano: {link}"
                ),
            },
        },
    )
)
