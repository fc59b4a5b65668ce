"""The optional second factor: allauth's authenticator app and recovery codes, in our words."""

from __future__ import annotations

from io import BytesIO
from typing import Any, ClassVar

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm as BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as BaseReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as BaseActivateTOTPForm
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, str | Promise]] = {
        "add_email_blocked": _(
            "This account is protected by a second step, so its e-mail address cannot change here."
        ),
        "cannot_delete_authenticator": _(
            "Staff accounts keep their second step. Ask a manager if you lost your phone."
        ),
        "cannot_generate_recovery_codes": _("Set up the authenticator app first."),
        "incorrect_code": _("This code is not right. Codes change every 30 seconds: try the next."),
        "unverified_email": _("Confirm your e-mail address first, then set up the second step."),
    }

    def build_totp_svg(self, url: str) -> str:
        """On white with a quiet margin, so that it can be scanned in the dark scheme too."""
        picture = BytesIO()
        code = segno.make(url, error="m")
        code.save(picture, kind="svg", scale=5, border=3, light="white", xmldecl=False)
        return picture.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff cannot switch off what the house requires of them."""
        return not (settings.STAFF_SECOND_FACTOR_REQUIRED and authenticator.user.is_staff)


class _SixDigits:
    """Digits on a phone's keyboard, filled in by the browser where it can."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]  # type: ignore[attr-defined]
        field.label = _("Code")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class AuthenticateForm(_SixDigits, BaseAuthenticateForm):
    pass


class ReauthenticateForm(_SixDigits, BaseReauthenticateForm):
    pass


class ActivateTOTPForm(_SixDigits, BaseActivateTOTPForm):
    pass
