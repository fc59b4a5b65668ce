"""Filters of the listings. Each knows its values; what it does not know filters nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

Choices = Iterable[tuple[Any, Any]]


class _ChoiceFilter(SimpleListFilter):
    """Rows whose `field` equals the chosen value."""

    field = ""
    source: Callable[[], Choices]

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(value), label) for value, label in type(self).source()]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        known = {value for value, _label in self.lookup_choices}
        return queryset.filter(**{self.field: self.value()}) if self.value() in known else queryset


def choice_filter(title: Any, field: str, source: Callable[[], Choices]) -> type[SimpleListFilter]:
    """A filter on `field` by values that `source` gives anew at each request."""
    return type(
        "ChoiceFilter",
        (_ChoiceFilter,),
        {
            "title": title,
            "parameter_name": field,
            "field": field,
            "source": staticmethod(source),
        },
    )


def condition_filter(
    title: Any, parameter: str, conditions: dict[str, tuple[Any, Callable[[], Q]]]
) -> type[SimpleListFilter]:
    """A filter by named conditions, each made anew: {"late": (label, lambda: Q(...))}."""

    class ConditionFilter(SimpleListFilter):
        def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
            return [(code, label) for code, (label, _condition) in conditions.items()]

        def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
            found = conditions.get(self.value() or "")
            return queryset.filter(found[1]()) if found else queryset

    ConditionFilter.title = title
    ConditionFilter.parameter_name = parameter
    return ConditionFilter


def day_filter(title: Any, field: str) -> type[SimpleListFilter]:
    """Days of Kigali, whatever the clock of the server thinks."""

    class DayFilter(SimpleListFilter):
        def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
            return [
                ("today", _("Today")),
                ("yesterday", _("Yesterday")),
                ("week", _("Last 7 days")),
                ("month", _("Last 30 days")),
            ]

        def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
            span = days_of(self.value() or "", timezone.now())
            if span is None:
                return queryset
            return queryset.filter(**{f"{field}__gte": span[0], f"{field}__lt": span[1]})

    DayFilter.title = title
    DayFilter.parameter_name = "days"
    return DayFilter


def days_of(name: str, now: dt.datetime) -> tuple[dt.datetime, dt.datetime] | None:
    """From midnight to midnight in Kigali; None for a name that means nothing."""
    reach = {"today": (0, 1), "yesterday": (1, 0), "week": (6, 1), "month": (29, 1)}.get(name)
    if reach is None:
        return None
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    back, ahead = reach
    return midnight - dt.timedelta(days=back), midnight + dt.timedelta(days=ahead)
