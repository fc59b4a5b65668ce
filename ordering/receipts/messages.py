"""What customers hear when a paper is ready, in three languages."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from site_core.base.money import format_rwf
from site_core.notifications.kinds import MessageKind, Text, register
from site_core.notifications.services import queue_message

from .models import Receipt, Series

NAMES = frozenset({"name", "number", "receipt", "amount", "link"})


def receipt_url(paper: Receipt) -> str:
    """The file of a paper, in the customer's language."""
    with override(paper.language):
        path = reverse("receipt_file", args=[paper.order.code, paper.number])
        return f"{settings.SITE_BASE_URL}{path}"


def tell_receipt(paper: Receipt, *, now: dt.datetime) -> None:
    """Send the link of a paper by e-mail, once."""
    order = paper.order
    key = "receipt_ready" if paper.series == Series.RECEIPT else "credit_note_ready"
    queue_message(
        key=key,
        unique_key=f"{key}:{order.code}:{paper.number}",
        language=order.language,
        context={
            "name": order.customer_name,
            "number": f"#{order.number}",
            "receipt": paper.number,
            "amount": format_rwf(paper.amount),
            "link": receipt_url(paper),
        },
        now=now,
        email=order.email,
    )


register(
    MessageKind(
        key="receipt_ready",
        placeholders=NAMES,
        texts={
            "email": {
                "en": Text(
                    subject="Your receipt {receipt}",
                    body="Dear {name},\n\nHere is the receipt of your order {number}, {amount}:\n\n{link}\n\n"
                    "It stays at this address; you can print it whenever you need it.",
                ),
                "fr": Text(
                    subject="Votre reçu {receipt}",
                    body="Bonjour {name},\n\nVoici le reçu de votre commande {number}, {amount} :\n\n{link}\n\n"
                    "Il reste à cette adresse ; vous pouvez l’imprimer quand vous en avez besoin.",
                ),
                "rw": Text(
                    subject="Inyemezabuguzi yanyu {receipt}",
                    body="Muraho {name},\n\nDore inyemezabuguzi ya komande yanyu {number}, {amount}:\n\n{link}\n\n"
                    "Iguma aho hantu; mushobora kuyicapa igihe cyose muyikeneye.",
                ),
            },
        },
    )
)
register(
    MessageKind(
        key="credit_note_ready",
        placeholders=NAMES,
        texts={
            "email": {
                "en": Text(
                    subject="Your credit note {receipt}",
                    body="Dear {name},\n\nFor the {amount} that went back for your order {number}, here is "
                    "the credit note. Please keep it with your receipt:\n\n{link}",
                ),
                "fr": Text(
                    subject="Votre note de crédit {receipt}",
                    body="Bonjour {name},\n\nPour les {amount} remboursés de votre commande {number}, voici "
                    "la note de crédit. Gardez-la avec votre reçu :\n\n{link}",
                ),
                "rw": Text(
                    subject="Inyandiko y’isubizwa {receipt}",
                    body="Muraho {name},\n\nDore inyandiko y’amafaranga {amount} yasubijwe kuri komande yanyu "
                    "{number}. Muyibikane n’inyemezabuguzi yanyu:\n\n{link}",
                ),
            },
        },
    )
)
