"""The forms of accounts: allauth's, with our words, our fields and phone numbers understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset import request_password_reset
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import User
from .phones import InvalidPhone, normalise_phone

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
PASSWORD_RULES = _("At least 10 characters. Three unusual words are easy to remember.")
EMAIL_OR_PHONE = _("E-mail address or phone number")
REQUIRED = _("Please fill this in.")


class PlainWords:
    """Labels instead of placeholders, which vanish when one types, and one sentence for gaps."""

    words: ClassVar[Mapping[str, Any]] = {}
    hints: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = REQUIRED
            field.label = self.words.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class SignupForm(PlainWords, allauth_forms.SignupForm):
    words: ClassVar[Mapping[str, Any]] = {
        "email": EMAIL,
        "phone": _("Phone number"),
        "password1": PASSWORD,
    }
    hints: ClassVar[Mapping[str, Any]] = {
        "email": _("An e-mail address or a phone number is enough."),
        "phone": _("For example 0788 123 456. We send a code to it."),
        "password1": PASSWORD_RULES,
    }
    field_order: ClassVar[list[str]] = ["name", "phone", "email", "password1"]

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not {"email", "phone"} & self.errors.keys() and not (
            cleaned.get("email") or cleaned.get("phone")
        ):
            self.add_error("phone", _("Give us a phone number or an e-mail address."))
        return cleaned


class LoginForm(PlainWords, allauth_forms.LoginForm):
    words: ClassVar[Mapping[str, Any]] = {"login": EMAIL_OR_PHONE, "password": PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def clean_login(self) -> str:
        """Written in any way, a phone number is the same number, and one count of failures."""
        login: str = super().clean_login()
        return login if "@" in login else _as_phone(login) or login


class ResetPasswordForm(PlainWords, allauth_forms.ResetPasswordForm):
    """A new password by e-mail or, for a number that was proved, by text message.

    Never by text message for staff: a number can be moved to another SIM card at a counter.
    """

    words: ClassVar[Mapping[str, Any]] = {"email": EMAIL_OR_PHONE}

    email = forms.CharField(
        max_length=254, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )

    def clean_email(self) -> str:
        text = self.cleaned_data["email"].strip()
        if "@" in text:
            forms.EmailField().clean(text)
            self.cleaned_data["email"] = text.lower()
            return str(super().clean_email()).lower()
        phone = _as_phone(text)
        if not phone:
            raise ValidationError(_("Type an e-mail address or a phone number."))
        holder: User | None = get_adapter().get_user_by_phone(phone)
        self.users = [holder] if holder and holder.is_active and not holder.is_staff else []
        return phone

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        address: str = self.cleaned_data["email"]
        if self.users or "@" in address:
            request_password_reset(
                request, address, self.users, allauth_forms.default_token_generator
            )
        return address


class NewPasswordForm(PlainWords, allauth_forms.ResetPasswordKeyForm):
    words: ClassVar[Mapping[str, Any]] = {
        "password1": NEW_PASSWORD,
        "password2": _("New password once more"),
    }
    hints: ClassVar[Mapping[str, Any]] = {"password1": PASSWORD_RULES}


class SetPasswordForm(PlainWords, allauth_forms.SetPasswordForm):
    words: ClassVar[Mapping[str, Any]] = NewPasswordForm.words
    hints: ClassVar[Mapping[str, Any]] = NewPasswordForm.hints


class ChangePasswordForm(PlainWords, allauth_forms.ChangePasswordForm):
    words: ClassVar[Mapping[str, Any]] = {
        "oldpassword": _("Current password"),
        **NewPasswordForm.words,
    }
    hints: ClassVar[Mapping[str, Any]] = NewPasswordForm.hints


class ReauthenticateForm(PlainWords, allauth_forms.ReauthenticateForm):
    words: ClassVar[Mapping[str, Any]] = {"password": PASSWORD}


class AddEmailForm(PlainWords, allauth_forms.AddEmailForm):
    words: ClassVar[Mapping[str, Any]] = {"email": _("New e-mail address")}


class ChangePhoneForm(PlainWords, allauth_forms.ChangePhoneForm):
    words: ClassVar[Mapping[str, Any]] = {"phone": _("New phone number")}
    hints: ClassVar[Mapping[str, Any]] = {
        "phone": _("For example 0788 123 456. We send a code to it.")
    }


class VerifyPhoneForm(PlainWords, allauth_forms.VerifyPhoneForm):
    words: ClassVar[Mapping[str, Any]] = {"code": _("Code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AcceptInvitationForm(PlainWords, forms.Form):
    """Name and password of a new member of staff."""

    words: ClassVar[Mapping[str, Any]] = {
        "name": _("Your name"),
        "password1": _("Choose a password"),
    }
    hints: ClassVar[Mapping[str, Any]] = {"password1": PASSWORD_RULES}

    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password1 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        person = User(email=self.email, name=self.cleaned_data.get("name", ""))
        get_adapter().clean_password(password, user=person)
        return password


class ProfileForm(PlainWords, forms.ModelForm):
    """What a person is called, in which language we write to them and, of staff, about what."""

    words: ClassVar[Mapping[str, Any]] = {
        "hears_of_work": _("E-mail me when a colleague puts something in my hands")
    }
    hints: ClassVar[Mapping[str, Any]] = {
        "language": _("E-mails and text messages come in this language.")
    }

    class Meta:
        model = User
        fields = ("name", "language", "hears_of_work")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "name": forms.TextInput(attrs={"autocomplete": "name"})
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_staff:
            del self.fields["hears_of_work"]


def _as_phone(text: str) -> str:
    try:
        return normalise_phone(text)
    except InvalidPhone:
        return ""
