"""What a change did, in signs that need no translation: "+1 × African tea". Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ordering.delivery.schedule import today
from ordering.delivery.words import span
from ordering.orders.models import Order, OrderLine


def snapshot(order: Order, lines: Iterable[OrderLine]) -> dict[str, Any]:
    """The order as a copy that JSON can hold."""
    return {
        "lines": [
            {
                "name": line.name,
                "shown_name": line.shown_name,
                "choices": line.choices,
                "shown_choices": line.shown_choices,
                "note": line.note,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "gross": line.gross,
                "discount": line.discount,
                "tax_rate": line.tax_rate,
                "override_reason": line.override_reason,
            }
            for line in lines
        ],
        "place": order.place,
        "shown_place": order.shown_place,
        "note": order.note,
        "promised_from": order.promised_from.isoformat(),
        "promised_until": order.promised_until.isoformat(),
        "is_asap": order.is_asap,
        "subtotal": order.subtotal,
        "discount": order.discount,
        "fee": order.fee,
        "credit": order.credit,
        "points_credit": order.points_credit,
        "total": order.total,
        "vat": order.vat,
    }


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], *, prefix: str = ""
) -> list[str]:
    """ "+1 × African tea", "−2 × Isombe (large)", "→ Surgery, room 3, bed 2", "→ 12:00–13:30".

    For the kitchen in English; with the prefix "shown_" in the words that the customer reads.
    """
    counts: Counter[str] = Counter()
    for sign, content in ((-1, before), (1, after)):
        for line in content["lines"]:
            counts[_dish(line, prefix)] += sign * line["quantity"]
    signs = [
        f"{'+' if count > 0 else '−'}{abs(count)} × {name}"
        for name, count in counts.items()
        if count
    ]
    if before["place"] != after["place"]:
        signs.append(f"→ {after[f'{prefix}place']}")
    if _time(before) != _time(after):
        signs.append(f"→ {_time_words(before, after)}")
    return signs


def _dish(line: Mapping[str, Any], prefix: str) -> str:
    choices, note = line[f"{prefix}choices"], line["note"]
    name = line[f"{prefix}name"] + (f" ({choices})" if choices else "")
    return f"{name} “{note}”" if note else name


def _time(order: Mapping[str, Any]) -> tuple[Any, ...]:
    return order["promised_from"], order["promised_until"]


def _time_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    starts, ends = (dt.datetime.fromisoformat(moment) for moment in _time(after))
    old = dt.datetime.fromisoformat(before["promised_from"])
    date = "" if today(old) == today(starts) else f"{today(starts):%d.%m.} "
    return f"{date}{span(starts, ends)}"


def differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether anything that somebody would cook, carry or promise is another thing now."""
    return before["note"] != after["note"] or bool(differences(before, after))
