"""The steps of a log-in that differ from allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.stages import PhoneVerificationStage as BasePhoneVerificationStage


class PhoneVerificationStage(BasePhoneVerificationStage):
    """Asks for the code of an unproved number, except of somebody who logged in by e-mail.

    A text message that does not arrive must not keep out a person whom the e-mail address already
    identifies; the number stays unproved, and opens nothing, until its code is typed.
    """

    def handle(self) -> Any:
        if self.login.user and self.login.email and not self.login.signup:
            return None, True
        return super().handle()
