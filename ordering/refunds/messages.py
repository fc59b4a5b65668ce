"""What customers hear about money that goes back, in three languages."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import override

from ordering.orders.links import order_url
from site_core.base.money import format_rwf
from site_core.house.selectors import house_contact
from site_core.house.words import whom_to_ask
from site_core.notifications.kinds import MessageKind, Text, register
from site_core.notifications.services import queue_message

from .models import Refund, RefundPart

NAMES = frozenset({"name", "number", "amount", "how", "reason", "link", "help"})


def tell_refund(refund: Refund, *, now: dt.datetime) -> None:
    """Queue the message of the refund's present state: under way, or done. Each said once."""
    order = refund.order
    key = "refund_done" if refund.state == Refund.State.DONE else "refund_under_way"
    with override(order.language):
        how, help_words = how_it_goes(refund), whom_to_ask(house_contact())
    queue_message(
        key=key,
        unique_key=f"{key}:{order.code}:{refund.code}",
        language=order.language,
        context={
            "name": order.customer_name,
            "number": f"#{order.number}",
            "amount": format_rwf(refund.amount),
            "how": how,
            "reason": refund.reason,
            "link": order_url(order),
            "help": help_words,
        },
        now=now,
        email=order.email,
        phone=order.phone,
    )


def how_it_goes(refund: Refund) -> str:
    """Which way the money takes, in the current language: one sentence for each way."""
    sums: dict[str, int] = {}
    for part in refund.parts.all():
        words = _way_words(part)
        sums[words] = sums.get(words, 0) + part.amount
    if len(sums) == 1:
        return next(iter(sums))
    return " ".join(f"{format_rwf(amount)}: {words}" for words, amount in sums.items())


def _way_words(part: RefundPart) -> str:
    if part.way == Refund.Way.CREDIT:
        return _("It stays with us as your store credit and pays for your next meal.")
    if part.way == Refund.Way.CASH:
        return _("You receive it in cash.")
    if part.payment is not None and part.state == RefundPart.State.BY_HAND:
        return _("We send it back to you by hand.")
    return _("It goes back the way you paid.")


register(
    MessageKind(
        key="refund_under_way",
        placeholders=NAMES,
        texts={
            "email": {
                "en": Text(
                    subject="We are giving back {amount}",
                    body="Dear {name},\n\nFor your order {number} we are giving back {amount}. {how}\n\n"
                    "{reason}\n\nWe write again as soon as it has arrived. Your order:\n\n{link}\n\n{help}",
                ),
                "fr": Text(
                    subject="Nous vous remboursons {amount}",
                    body="Bonjour {name},\n\nPour votre commande {number}, nous vous remboursons {amount}. "
                    "{how}\n\n{reason}\n\nNous vous écrivons dès que c’est fait. Votre commande :\n\n{link}"
                    "\n\n{help}",
                ),
                "rw": Text(
                    subject="Turi kubasubiza {amount}",
                    body="Muraho {name},\n\nKuri komande yanyu {number} turi kubasubiza {amount}. {how}\n\n"
                    "{reason}\n\nTuzongera kubandikira bimaze kurangira. Komande yanyu:\n\n{link}\n\n{help}",
                ),
            },
            "sms": {
                "en": Text("Dusangire: we are giving back {amount} for your order {number}. {how}"),
                "fr": Text(
                    "Dusangire : nous vous remboursons {amount} pour la commande {number}. {how}"
                ),
                "rw": Text("Dusangire: turi kubasubiza {amount} kuri komande {number}. {how}"),
            },
        },
    )
)
register(
    MessageKind(
        key="refund_done",
        placeholders=NAMES,
        texts={
            "email": {
                "en": Text(
                    subject="You have {amount} back",
                    body="Dear {name},\n\nWe have given back {amount} for your order {number}. {how}\n\n"
                    "{reason}\n\nYour order and its papers:\n\n{link}\n\n{help}",
                ),
                "fr": Text(
                    subject="Nous vous avons remboursé {amount}",
                    body="Bonjour {name},\n\nNous vous avons remboursé {amount} pour votre commande {number}. "
                    "{how}\n\n{reason}\n\nVotre commande et ses papiers :\n\n{link}\n\n{help}",
                ),
                "rw": Text(
                    subject="Twabasubije {amount}",
                    body="Muraho {name},\n\nTwabasubije {amount} kuri komande yanyu {number}. {how}\n\n"
                    "{reason}\n\nKomande yanyu n’impapuro zayo:\n\n{link}\n\n{help}",
                ),
            },
            "sms": {
                "en": Text("Dusangire: we have given back {amount} for your order {number}. {how}"),
                "fr": Text(
                    "Dusangire : nous avons remboursé {amount} pour la commande {number}. {how}"
                ),
                "rw": Text("Dusangire: twabasubije {amount} kuri komande {number}. {how}"),
            },
        },
    )
)
