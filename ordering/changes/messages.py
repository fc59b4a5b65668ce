"""What customers hear when their order was changed, in three languages; staff edit the words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ordering.orders.messages import NAMES, message_context
from ordering.orders.models import Order
from site_core.notifications.kinds import MessageKind, Text, register
from site_core.notifications.services import queue_message

KEY = "order_changed"


def tell_of_change(order: Order, *, differences: Sequence[str], now: dt.datetime) -> None:
    """Queue the message of a change; the order's version makes it one for each change."""
    queue_message(
        key=KEY,
        unique_key=f"{KEY}:{order.code}:{order.version}",
        language=order.language,
        context={**message_context(order, now=now), "changes": "\n".join(differences)},
        now=now,
        email=order.email,
        phone=order.phone,
    )


register(
    MessageKind(
        key=KEY,
        placeholders=NAMES | {"changes"},
        texts={
            "email": {
                "en": Text(
                    subject="Your order {number} is changed",
                    body="Dear {name},\n\nYour order {number} is changed.\n\n{changes}\n\nIt comes to {place} by "
                    "{time}. It now costs {total}.\n\nYou can follow it here:\n\n{link}",
                ),
                "fr": Text(
                    subject="Votre commande {number} est modifiée",
                    body="Bonjour {name},\n\nVotre commande {number} est modifiée.\n\n{changes}\n\nElle arrive à "
                    "{place} avant {time}. Elle coûte maintenant {total}.\n\nVous pouvez la suivre ici :\n\n{link}",
                ),
                "rw": Text(
                    subject="Komande yanyu {number} yahinduwe",
                    body="Muraho {name},\n\nKomande yanyu {number} yahinduwe.\n\n{changes}\n\nIrabageraho {place} "
                    "bitarenze saa {time}. Ubu igura {total}.\n\nMushobora kuyikurikira hano:\n\n{link}",
                ),
            },
            "sms": {
                "en": Text(
                    "Dusangire: your order {number} is changed. It now costs {total}, at {place} by {time}. {link}"
                ),
                "fr": Text(
                    "Dusangire : commande {number} modifiée, {total}. À {place} avant {time}. {link}"
                ),
                "rw": Text(
                    "Dusangire: komande {number} yahinduwe, {total}. {place}, bitarenze {time}. {link}"
                ),
            },
        },
    )
)
