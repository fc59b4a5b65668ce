"""Which ways to pay are offered for an order, in which words, and how long an order waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ordering.delivery.models import Zone
from site_core.base.errors import DomainError

from .gateways import GATEWAYS, Gateway
from .models import Method, PaymentMethod
from .networks import network_of, prefixes_of

# However often somebody tries again: an order that nobody pays blocks nobody longer than this.
LONGEST_HOLD = dt.timedelta(hours=24)

# What the rows are made of, and what counts while one is missing. By hand and by bank are offered
# once a manager has written where to send the money.
DEFAULTS: tuple[dict[str, Any], ...] = (
    {
        "method": Method.MTN,
        "is_offered": True,
        "hold_minutes": 15,
        "position": 10,
        "text": "We ask your phone; you approve with your PIN.",
        "text_fr": "Nous interrogeons votre téléphone ; vous validez avec votre code.",
        "text_rw": "Tubaza telefone yanyu; mukemeza mukoresheje PIN.",
    },
    {
        "method": Method.AIRTEL,
        "is_offered": True,
        "hold_minutes": 15,
        "position": 20,
        "text": "We ask your phone; you approve with your PIN.",
        "text_fr": "Nous interrogeons votre téléphone ; vous validez avec votre code.",
        "text_rw": "Tubaza telefone yanyu; mukemeza mukoresheje PIN.",
    },
    {
        "method": Method.CASH,
        "is_offered": True,
        "hold_minutes": 15,
        "position": 0,
        "text": "Pay the courier when your meal arrives. Exact change helps.",
        "text_fr": "Payez le livreur à l’arrivée de votre repas. L’appoint nous aide.",
        "text_rw": "Mwishyure ubazaniye ifunguro. Amafaranga avunje neza aradufasha.",
    },
    {
        "method": Method.BY_HAND,
        "hold_minutes": 60,
        "position": 30,
        "text": "You send the money; we look for your code and confirm.",
        "text_fr": "Vous envoyez l’argent ; nous cherchons votre code et confirmons.",
        "text_rw": "Mwohereza amafaranga; dushaka kode yanyu tukemeza.",
    },
    {
        "method": Method.BANK,
        "hold_minutes": 24 * 60,
        "position": 40,
        "text": "For orders of tomorrow and later: we confirm when it has arrived.",
        "text_fr": "Pour demain et plus tard : nous confirmons à l’arrivée du virement.",
        "text_rw": "Ku ifunguro ry’ejo no hanyuma: twemeza amafaranga amaze kugera kuri konti.",
    },
)
NEEDS_AN_ACCOUNT = frozenset({Method.BY_HAND, Method.BANK})


class NotOffered(DomainError):
    """This way to pay is not to be had for this order."""


class WrongPayer(DomainError):
    """The number that should pay is none of the chosen network."""


@dataclass(frozen=True, slots=True)
class OfferedMethod:
    """A way to pay as a customer may choose it."""

    gateway: Gateway
    text: str
    pay_to: str
    hold_minutes: int
    # RWF less by a promotion when it is paid this way.
    saving: int = 0

    @property
    def method(self) -> Method:
        return self.gateway.method

    @property
    def label(self) -> str:
        return str(self.gateway.label)

    @property
    def icon(self) -> str:
        return self.gateway.icon

    @property
    def asks_phone(self) -> bool:
        return self.gateway.asks_phone

    @property
    def prefixes(self) -> str:
        """How the numbers that it asks begin, as people write them: "078 079"."""
        return prefixes_of(self.method)

    def payer(self, phone: str) -> str:
        """The number to keep with an attempt: none where no phone is asked."""
        return phone if self.asks_phone else ""


def ensure_methods(model: Any = PaymentMethod) -> int:
    """Make the rows that are missing; rows that exist keep what staff wrote. Safe to repeat.

    `model` is that of a migration there. Returns how many are new.
    """
    fields = {field.name for field in model._meta.get_fields()}
    made = 0
    for row in DEFAULTS:
        values = {name: value for name, value in row.items() if name in fields}
        _row, is_new = model.objects.get_or_create(method=row["method"], defaults=values)
        made += is_new
    return made


def offered_methods(*, zone: Zone | None, amount: int) -> list[OfferedMethod]:
    """What may be chosen for `amount` RWF to a zone, in the order staff gave. Two queries."""
    rows = {row.method: row for row in PaymentMethod.objects.prefetch_related("zones")}
    settings = [rows.get(row["method"]) or PaymentMethod(**row) for row in DEFAULTS]
    return [
        OfferedMethod(GATEWAYS[row.method], row.localized_text, row.pay_to, row.hold_minutes)
        for row in sorted(settings, key=lambda row: (row.position, row.method))
        if _is_offered(row, zone, amount)
    ]


def _is_offered(row: PaymentMethod, zone: Zone | None, amount: int) -> bool:
    if not row.is_offered or not GATEWAYS[row.method].is_configured:
        return False
    if row.method in NEEDS_AN_ACCOUNT and not row.pay_to:
        return False
    if row.maximum is not None and amount > row.maximum:
        return False
    zones = {found.pk for found in row.zones.all()} if row.pk else set()
    return not zones or (zone is not None and zone.pk in zones)


def choose(methods: Sequence[OfferedMethod], method: str) -> OfferedMethod:
    """The one of that name, or NotOffered."""
    for offered in methods:
        if offered.method == method:
            return offered
    raise NotOffered(_("This way to pay cannot be chosen for this order. Please choose another."))


def check_payer(method: str, phone: str) -> None:
    """Raises WrongPayer unless `phone` (E.164) is one that this way to pay can ask."""
    if not GATEWAYS[method].asks_phone or network_of(phone) == method:
        return
    if method == Method.MTN:
        raise WrongPayer(_("MTN numbers begin with 078 or 079. Please give one, or choose again."))
    raise WrongPayer(_("Airtel numbers begin with 072 or 073. Please give one, or choose again."))


def hold_until(
    *,
    minutes: int,
    now: dt.datetime,
    placed_at: dt.datetime,
    promised_from: dt.datetime,
    is_asap: bool,
) -> dt.datetime:
    """Until when an order waits for an attempt that begins now.

    A meal for a fixed time has to be paid before that time begins, unless it has begun already;
    one that comes as soon as possible simply comes later. Trying again never extends the wait
    beyond LONGEST_HOLD.
    """
    ends = min(now + dt.timedelta(minutes=minutes), placed_at + LONGEST_HOLD)
    if not is_asap and now < promised_from:
        ends = min(ends, promised_from)
    return max(ends, now)


def where_to_send(method: str) -> str:
    """The account that a transfer goes to; "" when none is known any more. One query."""
    rows = PaymentMethod.objects.filter(method=method)
    return rows.values_list("pay_to", flat=True).first() or ""
