"""Phone numbers as E.164. "0788 123 456", "+250788123456" and "250788123456" are one number."""

from __future__ import annotations

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from site_core.base.errors import DomainError


class InvalidPhone(DomainError):
    """What was typed is not a phone number that can be called."""


def normalise_phone(text: str) -> str:
    """The number in E.164, read as Rwandan when no country code is given.

    Raises InvalidPhone when no network could assign such a number.
    """
    cleaned = text.strip()
    if cleaned.startswith("250") and len(cleaned) >= 12:
        cleaned = f"+{cleaned}"
    try:
        number = phonenumbers.parse(cleaned, settings.PHONENUMBER_REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise InvalidPhone(_("This does not look like a phone number. Example: 0788 123 456."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def masked_phone(e164: str) -> str:
    """+250788123456 -> +250•••••456, for screens and logs that need only recognise it."""
    return f"{e164[:4]}{'•' * max(0, len(e164) - 7)}{e164[-3:]}"


class PhoneField(forms.CharField):
    """A form field that returns E.164 and explains itself."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})

    def clean(self, value: object) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return normalise_phone(text)
        except InvalidPhone as error:
            raise ValidationError(str(error)) from error
