"""What stands on a paper, as plain values: texts as they are printed, amounts in RWF. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

# Raise it when the shape changes, and keep reading the old one: papers are kept ten years.
LAYOUT = 1


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A dish: how many, what was chosen, what one costs, and all of them."""

    quantity: int
    name: str
    detail: str
    unit_price: int
    amount: int


@dataclass(frozen=True, slots=True)
class Amount:
    """`is_total` is set apart from what leads to it."""

    label: str
    amount: int
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Vat:
    """One class: the sum with VAT at that rate, and the VAT inside it."""

    label: str
    rate: int
    gross: int
    vat: int


@dataclass(frozen=True, slots=True)
class Document:
    """`words` are the headings, in the language of the paper."""

    title: str
    number: str
    seller: tuple[str, ...]
    facts: tuple[Fact, ...]
    rows: tuple[Row, ...]
    amounts: tuple[Amount, ...]
    vat: tuple[Vat, ...]
    paid: tuple[Amount, ...]
    notes: tuple[str, ...]
    words: Mapping[str, str]
    language: str
    layout: int = LAYOUT

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def gross_by_rate(self) -> dict[int, int]:
        return {entry.rate: entry.gross for entry in self.vat}


def read_document(data: Mapping[str, Any]) -> Document:
    """The paper of a stored snapshot. Raises ValueError for a layout from the future."""
    if data["layout"] > LAYOUT:
        raise ValueError(f"layout {data['layout']} is newer than this program")
    return Document(
        title=data["title"],
        number=data["number"],
        seller=tuple(data["seller"]),
        facts=tuple(Fact(**fact) for fact in data["facts"]),
        rows=tuple(Row(**row) for row in data["rows"]),
        amounts=tuple(Amount(**amount) for amount in data["amounts"]),
        vat=tuple(Vat(**vat) for vat in data["vat"]),
        paid=tuple(Amount(**amount) for amount in data["paid"]),
        notes=tuple(data["notes"]),
        words=dict(data["words"]),
        language=data["language"],
        layout=data["layout"],
    )
