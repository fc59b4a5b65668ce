"""What a customer may write on the points page: the day they were born, without the year."""

from __future__ import annotations

import calendar
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

# A leap year: 29 February is a birthday too.
LEAP_YEAR = 2024


class BirthdayForm(forms.Form):
    day = forms.TypedChoiceField(
        label=_("Day"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "–"), *((day, day) for day in range(1, 32))],
        error_messages={"invalid_choice": _("Please choose a day.")},
    )
    month = forms.TypedChoiceField(
        label=_("Month"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "–"), *MONTHS.items()],
        error_messages={"invalid_choice": _("Please choose a month.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, month = data.get("day"), data.get("month")
        if self.errors:
            return data
        if (day is None) != (month is None):
            raise forms.ValidationError(_("Please choose both the day and the month, or neither."))
        if day and month and day > calendar.monthrange(LEAP_YEAR, month)[1]:
            raise forms.ValidationError(_("This month does not have that day."))
        return data
