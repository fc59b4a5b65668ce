"""Figures that are read when Prometheus asks. An app puts its readers into `metrics.py`:

    @figures
    def read_orders(now: datetime) -> Iterable[Metric]: ...

A reader asks the database a question or two, whatever the number of rows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from django.utils.module_loading import autodiscover_modules
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

logger = logging.getLogger(__name__)

Reader = Callable[[datetime], Iterable[Metric]]

_readers: dict[str, Reader] = {}


def figures(reader: Reader) -> Reader:
    _readers[f"{reader.__module__}.{reader.__qualname__}"] = reader
    return reader


def gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"dusangire_{name}", words, value=value)


def gauges(name: str, words: str, label: str, values: Mapping[str, float]) -> Metric:
    """One line for each value of `label`."""
    family = GaugeMetricFamily(f"dusangire_{name}", words, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family


class Read:
    """What every reader says. One that breaks leaves its own figures out and is counted."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def collect(self) -> Iterator[Metric]:
        autodiscover_modules("metrics")
        broken = 0
        for reader in _readers.values():
            try:
                yield from list(reader(self._now))
            except Exception:
                logger.exception("%s could not read its figures.", reader.__name__)
                broken += 1
        yield gauge("readers_broken", "Groups of figures that could not be read.", broken)
