"""Charts as plain figures, and where their marks stand. Pure: no query, no colour, no library.

A caller makes a `Chart`; `{% chart %}` draws it as SVG, with the same figures as a table. Places are
percentages of the plot, so that a chart is as wide as its page while its words keep their size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from .money import grouped

MAX_SERIES = 4
GRID_STEPS = 4
# How many letters fit below a plot: on a phone, and on anything wider.
LETTERS_NARROW = 44
LETTERS_WIDE = 100


class Kind(StrEnum):
    BARS = "bars"  # A ranking: one line a thing, longest first if the caller orders it so.
    COLUMNS = "columns"  # Counts in classes that stand beside each other: hours, weekdays.
    LINE = "line"  # What grows and falls over time.


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures; as many as the chart has labels."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`labels` name the classes, `series` hold whole figures of at least zero.

    `shown` writes a figure for people: counts by default, `money.format_rwf` for francs.
    Raises ValueError for figures that do not belong to the labels.
    """

    kind: Kind
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    # What the labels are, as the head of the first column of the table: "Hour", "Dish".
    axis: str = ""
    # A sentence when there is nothing to draw.
    nothing: str = ""
    shown: Callable[[int], str] = field(default=grouped)

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MAX_SERIES:
            raise ValueError(f"A chart holds one to {MAX_SERIES} series.")
        if self.kind == Kind.BARS and len(self.series) > 1:
            raise ValueError("Bars show one series.")
        for series in self.series:
            if len(series.values) != len(self.labels):
                raise ValueError(f"“{series.name}” has not one figure for each label.")
            if any(value < 0 for value in series.values):
                raise ValueError(f"“{series.name}” goes below zero.")

    @property
    def is_empty(self) -> bool:
        return not any(value for series in self.series for value in series.values)

    @property
    def highest(self) -> int:
        return max((value for series in self.series for value in series.values), default=0)


def ceiling(highest: int) -> int:
    """The end of the axis: a round figure not below the highest, which four steps divide evenly."""
    size = 1
    while True:
        for factor in (4, 6, 8, 10, 12, 16, 20, 24, 32):
            top = factor * size
            if highest <= top and top % GRID_STEPS == 0:
                return top
        size *= 10


def percent(part: float, whole: float) -> str:
    """As SVG reads it, whatever the language of the page."""
    return f"{100 * part / whole:.2f}%" if whole else "0%"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `width` is that of its bar."""

    label: str
    figures: tuple[str, ...]
    width: str


@dataclass(frozen=True, slots=True)
class Gridline:
    y: str
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A word below the plot. Minor ones are shown where there is room."""

    x: str
    label: str
    is_minor: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A column, or a point of a line: what it says, and where it stands."""

    x: str
    y: str
    width: str
    height: str
    words: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series with its marks. `path` runs through a square of 1000, for lines."""

    number: int
    name: str
    marks: tuple[Mark, ...]
    path: str = ""


def rows(chart: Chart) -> list[Row]:
    """The figures as a table; the width of a bar belongs to the first series."""
    return [
        Row(
            label=label,
            figures=tuple(chart.shown(series.values[at]) for series in chart.series),
            width=percent(chart.series[0].values[at], chart.highest),
        )
        for at, label in enumerate(chart.labels)
    ]


def gridlines(chart: Chart) -> list[Gridline]:
    top = ceiling(chart.highest)
    return [
        Gridline(percent(GRID_STEPS - step, GRID_STEPS), chart.shown(top * step // GRID_STEPS))
        for step in range(GRID_STEPS + 1)
    ]


def ticks(chart: Chart) -> list[Tick]:
    """Words that fit: every fourth hour on a phone, every second one on a desk."""
    count = len(chart.labels)
    # Each word with a gap of two letters; the longest decides for all.
    longest = max(len(label) for label in chart.labels) + 2
    narrow = -(-count // max(1, LETTERS_NARROW // longest))
    wide = -(-count // max(1, LETTERS_WIDE // longest))
    # A word of the phone's must be one of the desk's too.
    narrow = -(-narrow // wide) * wide
    return [
        Tick(percent(at + 0.5, count), label, is_minor=at % narrow != 0)
        for at, label in enumerate(chart.labels)
        if at % wide == 0
    ]


def drawn(chart: Chart) -> list[Drawn]:
    """Where columns or points stand. Columns of several series stand side by side."""
    place = _columns if chart.kind == Kind.COLUMNS else _points
    return [place(chart, number, series) for number, series in enumerate(chart.series)]


def _words(chart: Chart, label: str, series: Series, value: int) -> str:
    name = f"{series.name}, " if len(chart.series) > 1 else ""
    return f"{name}{label}: {chart.shown(value)}"


def _columns(chart: Chart, number: int, series: Series) -> Drawn:
    count, top = len(chart.labels), ceiling(chart.highest)
    # Three quarters of a class are ink, shared by the series; the rest is air.
    width = 0.75 / len(chart.series)
    marks = tuple(
        Mark(
            x=percent(at + 0.125 + number * width, count),
            y=percent(top - value, top),
            width=percent(width, count),
            height=percent(value, top),
            words=_words(chart, label, series, value),
        )
        for at, (label, value) in enumerate(zip(chart.labels, series.values, strict=True))
    )
    return Drawn(number + 1, series.name, marks)


def _points(chart: Chart, number: int, series: Series) -> Drawn:
    count, top = len(chart.labels), ceiling(chart.highest)
    marks = tuple(
        Mark(
            x=percent(at + 0.5, count),
            y=percent(top - value, top),
            width="0",
            height="0",
            words=_words(chart, label, series, value),
        )
        for at, (label, value) in enumerate(zip(chart.labels, series.values, strict=True))
    )
    steps = (
        f"{1000 * (at + 0.5) / count:.1f} {1000 * (top - value) / top:.1f}"
        for at, value in enumerate(series.values)
    )
    return Drawn(number + 1, series.name, marks, path="M" + " L".join(steps))
