"""Who may read phone numbers in the admin, and what the others see instead."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from site_core.users.models import User
from site_core.users.phones import masked_phone

SEES_PHONES = "orders.support_order"


def sees_phones(user: User | AnonymousUser) -> bool:
    return user.has_perm(SEES_PHONES)


def shown_phone(phone: str, user: User | AnonymousUser) -> str:
    return phone if not phone or sees_phones(user) else masked_phone(phone)


def shown_address(address: str, user: User | AnonymousUser) -> str:
    """A phone number or an e-mail address that a message went to."""
    if sees_phones(user):
        return address
    if "@" in address:
        name, _at, host = address.partition("@")
        return f"{name[:1]}•••@{host}"
    return masked_phone(address)
