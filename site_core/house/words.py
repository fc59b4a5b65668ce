"""The sentence that says whom to ask, true also where no phone number is known. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .models import HouseContact


def whom_to_ask(contact: HouseContact) -> str:
    """In the language of the request."""
    if contact.phone:
        return _("Please call us and we will help: %(phone)s.") % {"phone": contact.shown_phone}
    return _("Please ask any of us in the restaurant, or the nurse at the ward desk.")
