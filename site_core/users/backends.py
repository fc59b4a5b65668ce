"""Who may log in with what: an e-mail address or a phone number, and the password."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from .models import User


class EmailOrPhoneBackend(AuthenticationBackend):
    """allauth's backend, which also lets somebody go on with a sign-up left at the phone's code.

    A number that nobody proved belongs to nobody, so several accounts may claim it; the newest
    claim whose password fits goes on, and the code is asked for again before anything opens.
    """

    def _authenticate_by_phone(self, phone: str, password: str) -> User | None:
        user: User | None = super()._authenticate_by_phone(phone, password)
        if user is None:
            claim = (
                User.objects.filter(phone=phone, phone_verified_at__isnull=True)
                .order_by("-pk")
                .first()
            )
            user = self._check_password(claim, password)
        return user
