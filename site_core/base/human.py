"""Forms that anybody may send: traps for machines and a limit, without asking a third party.

A form of the house carries a field that people never see, and a signed stamp that says when it was
shown. The stamp's number also makes a double click harmless: whoever writes may keep it as a
unique key. How often one address may send is counted in the shared cache.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

SALT = "human-form"
# Nobody reads a form, fills it in and sends it faster; programs do.
QUICKEST_SECONDS = 2
SLOWEST_SECONDS = 12 * 60 * 60


class HumanForm(forms.Form):
    """Mix into a form for strangers and include `components/human_fields.html` in its template."""

    # Named so that no question of a survey can carry the same name.
    human_website = forms.CharField(required=False, max_length=200)
    human_stamp = forms.CharField(required=False, max_length=200)

    # Unique to one showing of the form; set once it is valid.
    nonce = ""

    @property
    def fresh_stamp(self) -> str:
        return signing.TimestampSigner(salt=SALT).sign(secrets.token_hex(8))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        sentence = self._doubt(data)
        if sentence:
            raise forms.ValidationError(sentence)
        return data

    def _doubt(self, data: dict[str, Any]) -> str:
        """Why this may not come from a person, as a sentence that helps one who it is."""
        if data.get("human_website"):
            return _("Please leave the empty field empty and send it once more.")
        signer = signing.TimestampSigner(salt=SALT)
        stamp = data.get("human_stamp", "")
        try:
            self.nonce = signer.unsign(stamp, max_age=SLOWEST_SECONDS)
            signer.unsign(stamp, max_age=QUICKEST_SECONDS)
        except signing.SignatureExpired:
            if self.nonce:
                return ""
            return _("This page was open for a long time. Please send it once more.")
        except signing.BadSignature:
            return _("This did not come through whole. Please send it once more.")
        return _("That was very quick. Please look it over and send it once more.")


def may_send(request: HttpRequest, *, action: str, limit: int, seconds: int) -> bool:
    """Count one more `action` of this address; False when it was more than `limit` in `seconds`.

    A whole hospital sits behind one address: limits are to be wide.
    """
    address = get_adapter().get_client_ip(request)
    window = int(time.time() // seconds)
    digest = hashlib.sha256(f"{address}".encode()).hexdigest()[:24]
    key = f"human:{action}:{digest}:{window}"
    # Kept for longer than the window, so that it cannot vanish between the two calls.
    cache.add(key, 0, timeout=2 * seconds)
    return cache.incr(key) <= limit
