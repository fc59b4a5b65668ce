"""The account itself: the last that is forgotten."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from .privacy import Holder, Record, Subject


def _read(subject: Subject) -> list[Record]:
    user = subject.user
    if user is None:
        return []
    return [
        {
            "name": user.name,
            "email": user.email,
            "phone": user.phone,
            "phone_verified_at": user.phone_verified_at,
            "language": user.language,
            "hears_of_work": user.hears_of_work,
            "joined_at": user.date_joined,
            "last_login_at": user.last_login,
            "has_second_step": Authenticator.objects.filter(user=user).exists(),
        }
    ]


def _forget(subject: Subject) -> None:
    """What others wrote about the account's deeds stays; whose deeds they were is gone."""
    if subject.user is not None:
        subject.user.delete()


HOLDER = Holder(
    code="account",
    label=_("Your name, addresses and password"),
    models=("users.User", "account.EmailAddress", "mfa.Authenticator"),
    read=_read,
    forget=_forget,
)
