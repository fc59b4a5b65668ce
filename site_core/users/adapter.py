"""How allauth meets our people: phone numbers, letters, text messages and ways after log-in."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.contrib import messages
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from site_core.base.mail import html_twin
from site_core.base.sms import get_sms_channel

from . import services
from .models import User
from .phones import PhoneField, masked_phone
from .places import ACCOUNT, in_current_language, place_of

logger = logging.getLogger(__name__)

WRONG_LOGIN = _("This does not match any account. Check what you typed, or reset your password.")
PHONE_STAGE = "allauth.account.stages.PhoneVerificationStage"


class AccountAdapter(DefaultAccountAdapter):
    # One sentence for every log-in that fails: it must not tell which addresses have an account.
    error_messages: ClassVar[dict[str, str | Promise]] = {
        "account_inactive": _("This account is closed. Please ask us if that surprises you."),
        "cannot_remove_primary_email": _("An account keeps one e-mail address. Change it instead."),
        "duplicate_email": _("This is already the e-mail address of your account."),
        "email_password_mismatch": WRONG_LOGIN,
        "phone_password_mismatch": WRONG_LOGIN,
        "username_password_mismatch": WRONG_LOGIN,
        "email_taken": _(
            "There is already an account with this e-mail address. Log in, or reset your password."
        ),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not right. Please look again."),
        "incorrect_password": _("This is not your password."),
        "invalid_or_expired_key": _("This link is no longer good. Ask for a new one."),
        "invalid_login": WRONG_LOGIN,
        "invalid_password_reset": _("This link is no longer good. Ask for a new one."),
        "max_email_addresses": _("You cannot add more than %d e-mail addresses."),
        "phone_taken": _("This phone number belongs to another account."),
        "too_many_login_attempts": _(
            "That was tried too often. Your account is safe. Please wait five minutes."
        ),
        "unknown_email": WRONG_LOGIN,
        "unknown_phone": WRONG_LOGIN,
        "unverified_primary_email": _("Confirm your e-mail address first."),
        "select_only_one": _("Please fill in only one of them."),
        "same_as_current": _("This is the one you have already."),
        "rate_limited": _("That was a little too fast. Please wait a minute and try again."),
    }

    # --- People ---------------------------------------------------------------------------------
    def save_user(
        self, request: HttpRequest, user: User, form: forms.BaseForm, commit: bool = True
    ) -> User:
        """A customer, never staff: staff are invited."""
        data = form.cleaned_data
        user.name = data.get("name") or user.name
        user.email = data.get("email") or user.email or None
        user.phone = data.get("phone") or None
        user.language = get_language() or user.language
        password = data.get("password1")
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        if commit:
            user.save()
        return user

    def can_delete_email(self, email_address: Any) -> bool:
        """A change that waits for its confirmation can be called off; the address itself stays."""
        return not email_address.primary

    def get_login_stages(self) -> list[str]:
        ours = "site_core.users.stages.PhoneVerificationStage"
        return [ours if stage == PHONE_STAGE else stage for stage in super().get_login_stages()]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        assert isinstance(request.user, User)
        return place_of(request.user)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return in_current_language(ACCOUNT)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return in_current_language("/")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts failures per e-mail only: all phone numbers would share one count, and one
        # person's typing errors would shut out everybody else.
        login = credentials.get("email") or credentials.get("phone") or ""
        return f"login:{login.lower()}"

    # --- Phone numbers --------------------------------------------------------------------------
    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        kwargs["label"] = _("Phone number")
        return PhoneField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        if verified:
            self.set_phone_verified(user, phone)
            return
        user.phone, user.phone_verified_at = phone, None
        user.save(update_fields=["phone", "phone_verified_at"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        services.prove_phone(user=user, phone=phone, now=timezone.now())

    def get_user_by_phone(self, phone: str) -> User | None:
        """Who proved this number. A number that was only typed belongs to nobody yet."""
        return User.objects.filter(phone=phone, phone_verified_at__isnull=False).first()

    # --- Letters and text messages ----------------------------------------------------------------
    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        mail: EmailMultiAlternatives = super().render_mail(template_prefix, email, context, headers)
        html = html_twin(
            subject=str(mail.subject), body=str(mail.body), language=get_language() or "en"
        )
        mail.attach_alternative(html, "text/html")
        return mail

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter that cannot leave is said on the screen; what the person did still counts."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            logger.error("Mail %s was not taken: %s", template_prefix, type(error).__name__)
            self._say_not_sent(_("We could not send the e-mail just now. Please try again soon."))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        if "@" in email:
            super().send_password_reset_mail(user, email, context)
            return
        text = gettext("Dusangire: choose a new password here. If it was not you, do nothing.")
        self._text(email, f"{text} {context['password_reset_url']}")

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        text = gettext("%(code)s is your code for Dusangire. Do not tell it to anybody.")
        self._text(phone, text % {"code": code})

    def send_account_already_exists_sms(self, phone: str) -> None:
        self._text(
            phone,
            gettext(
                "You have an account at Dusangire with this number already. Log in, or reset your "
                "password. If it was not you, do nothing."
            ),
        )

    def _text(self, phone: str, text: str) -> None:
        try:
            get_sms_channel().send(phone, text)
        except OSError as error:
            logger.error("SMS to %s was not taken: %s", masked_phone(phone), type(error).__name__)
            self._say_not_sent(_("We could not send the text message. Please try again soon."))

    def _say_not_sent(self, sentence: str | Promise) -> None:
        messages.error(self.request, str(sentence))
