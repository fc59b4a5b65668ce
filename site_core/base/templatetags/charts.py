"""{% chart figures %}: a Chart as SVG with its table; reads the same without colour or script."""

from __future__ import annotations

from itertools import count
from typing import Any

from django import template

from site_core.base import charts

register = template.Library()
_numbers = count(1)


@register.inclusion_tag("components/chart.html")
def chart(figures: charts.Chart, heading: str = "h2") -> dict[str, Any]:
    """`heading` is the level that the chart's title has on its page: h2 or h3."""
    is_plot = figures.kind != charts.Kind.BARS and not figures.is_empty
    return {
        "chart": figures,
        "heading": "h3" if heading == "h3" else "h2",
        # Labels point at their chart: a page may show several.
        "id": f"chart-{next(_numbers)}",
        "rows": charts.rows(figures),
        "gridlines": charts.gridlines(figures) if is_plot else [],
        "ticks": charts.ticks(figures) if is_plot else [],
        "drawn": charts.drawn(figures) if is_plot else [],
        "is_line": figures.kind == charts.Kind.LINE,
    }
