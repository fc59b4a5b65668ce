"""Signed links of letters: they open without a log-in, each for its one purpose."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from .models import Subscriber

CONFIRM_WITHIN = dt.timedelta(days=7)
_confirm = signing.TimestampSigner(salt="letters.confirm")
# No end: a link to unsubscribe must work as long as somebody keeps the letter.
_letters = signing.Signer(salt="letters.own")


class BadToken(LookupError):
    """The link was not made by us, has ended, or its reader was forgotten."""


def confirm_url(subscriber: Subscriber) -> str:
    return _url("letters_confirm", _confirm.sign(subscriber.code), subscriber.language)


def preferences_url(subscriber: Subscriber) -> str:
    return _url("letters_preferences", _letters.sign(subscriber.code), subscriber.language)


def stop_url(subscriber: Subscriber) -> str:
    return _url("letters_stop", _letters.sign(subscriber.code), subscriber.language)


def subscriber_to_confirm(token: str) -> Subscriber:
    """Raises BadToken."""
    return _find(_confirm, token, max_age=CONFIRM_WITHIN)


def subscriber_of_letter(token: str) -> Subscriber:
    """Raises BadToken."""
    return _find(_letters, token)


def _find(signer: signing.Signer, token: str, **limits: dt.timedelta) -> Subscriber:
    try:
        code = signer.unsign(token, **limits)
    except signing.BadSignature as error:
        raise BadToken from error
    subscriber = Subscriber.objects.filter(code=code).first()
    if subscriber is None:
        raise BadToken
    return subscriber


def _url(name: str, token: str, language: str) -> str:
    with override(language):
        return f"{settings.SITE_BASE_URL}{reverse(name, args=[token])}"
