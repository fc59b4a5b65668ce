"""What may be thrown away, and when. Knows no table itself.

An app says in `cleaning.py` what nobody needs any more; `clean_up` and the daily job find it there:

    @may_go("carts of guests that nobody came back to")
    def stale_carts(now: datetime) -> Rows:
        return Rows(Cart.objects.filter(user=None, updated_at__lt=now - KEEP_GUEST_CARTS))

To look changes nothing. To remove is safe to repeat and beside itself. What the books or the law
keep (orders, payments, papers, ledgers, their events) never stands in such a file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils.module_loading import autodiscover_modules

# Nobody else waits for a lock longer than so many rows take.
BATCH = 500


class Leftovers(Protocol):
    def count(self) -> int:
        """How many there are now."""

    def remove(self) -> Iterator[int]:
        """Removes them batch by batch, and says after each how many went."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table. What hangs on them goes too; what protects them is an error."""

    found: QuerySet[Any, Any]

    def count(self) -> int:
        return self.found.count()

    def remove(self) -> Iterator[int]:
        keys = self.found.order_by("pk").values_list("pk", flat=True)
        while batch := list(keys[:BATCH]):
            # Asked again: a row that somebody needs since then no longer matches, and stays.
            _all, by_table = self.found.filter(pk__in=batch).delete()
            yield by_table.get(self.found.model._meta.label, 0)


@dataclass(frozen=True, slots=True)
class Folders:
    """Empty folders. One that somebody filled or removed meanwhile is left alone."""

    found: Sequence[Path]

    def count(self) -> int:
        return len(self.found)

    def remove(self) -> Iterator[int]:
        gone = 0
        for path in self.found:
            with contextlib.suppress(OSError):
                path.rmdir()
                gone += 1
        yield gone


Find = Callable[[datetime], Leftovers]


@dataclass(frozen=True, slots=True)
class Sweep:
    # That of the app and the function: `carts.stale_carts`.
    name: str
    title: str
    find: Find


_sweeps: dict[str, Sweep] = {}


def may_go(title: str) -> Callable[[Find], Find]:
    def register(find: Find) -> Find:
        app = find.__module__.removesuffix(".cleaning").rpartition(".")[2]
        name = f"{app}.{find.__name__}"
        _sweeps[name] = Sweep(name, title, find)
        return find

    return register


def all_sweeps() -> list[Sweep]:
    """Every sweep by name. Imports the `cleaning` module of each installed app."""
    autodiscover_modules("cleaning")
    return [_sweeps[name] for name in sorted(_sweeps)]
