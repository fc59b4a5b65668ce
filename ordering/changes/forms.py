"""What a customer posts to change an order."""

from __future__ import annotations

from django import forms

from ordering.checkout.forms import STALE_ERRORS


class SendForm(forms.Form):
    digest = forms.CharField(max_length=150, error_messages=STALE_ERRORS)
    expected_total = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, error_messages=STALE_ERRORS
    )
