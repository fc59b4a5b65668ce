"""Where people land after logging in: each role at its own place, customers at their account."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from .models import User

ACCOUNT = "/account/"
EDITOR = "/cms/"
KITCHEN = "/staff/kitchen/"
DELIVERIES = "/staff/deliveries/"


def in_current_language(path: str) -> str:
    """`path` under the prefix of the language in use; the default language has none."""
    language = get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def place_of(user: User) -> str:
    """The page where this person's work (or order) is."""
    if user.is_staff:
        if user.has_perm("wagtailadmin.access_admin"):
            return EDITOR
        if user.has_perm("orders.cook_order"):
            return in_current_language(KITCHEN)
        if user.has_perm("orders.deliver_order"):
            return in_current_language(DELIVERIES)
    return in_current_language(ACCOUNT)
