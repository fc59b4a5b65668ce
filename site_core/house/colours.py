"""Whether a colour can be read on our grounds, and its relatives. Pure.

Contrast as WCAG 2.2 defines it (1.4.3): at least 4.5 for text, between relative luminances.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

READABLE = 4.5
HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Scheme:
    """The grounds that the accent stands on, and the ink that stands on the accent.

    The same figures as in static/css/base/01-tokens.css; a test compares them.
    """

    paper: str
    card: str
    on_accent: str
    # Where the accent grows stronger to when a button is pointed at.
    strong: str


DAY = Scheme(paper="#fbf6ee", card="#fffdf9", on_accent="#fffaf3", strong="#000000")
NIGHT = Scheme(paper="#191310", card="#241c17", on_accent="#26110a", strong="#ffffff")


@dataclass(frozen=True, slots=True)
class Accent:
    """A colour of the house with its deeper relative and the wash below its words."""

    accent: str
    deep: str
    wash: str


def accent_of(colour: str, scheme: Scheme) -> Accent:
    return Accent(colour, mix(colour, scheme.strong, 0.22), mix(scheme.paper, colour, 0.1))


def is_readable(colour: str, scheme: Scheme) -> bool:
    """On paper, on cards and on its own wash, and under the words of a button."""
    family = accent_of(colour, scheme)
    pairs = (
        (colour, scheme.paper),
        (colour, scheme.card),
        (colour, family.wash),
        (scheme.on_accent, colour),
        (scheme.on_accent, family.deep),
    )
    return all(contrast(ink, ground) >= READABLE for ink, ground in pairs)


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with a `share` of `other`, channel by channel."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
