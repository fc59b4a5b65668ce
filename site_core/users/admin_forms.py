"""Forms of the Wagtail admin about people: users as administrators see them, and invitations."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from .models import Invitation, User
from .phones import PhoneField
from .roles import ROLES

PERSON_FIELDS = ("email", "name", "phone", "language", "is_superuser", "groups")


class RolesField(forms.ModelMultipleChoiceField):
    """Groups of the roles table, by the label that people know them by."""

    def label_from_instance(self, obj: Group) -> str:
        role = ROLES.get(obj.name)
        return str(role.label) if role else obj.name


class _PersonForm:
    """One name instead of two, a phone number, and staff exactly when there is a role."""

    first_name = None
    last_name = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        fields["email"].required = False
        fields["groups"] = RolesField(
            queryset=Group.objects.filter(name__in=ROLES).order_by("name"),
            required=False,
            label=_("Roles"),
            widget=forms.CheckboxSelectMultiple,
        )

    def clean_email(self) -> str | None:
        return self.cleaned_data["email"].strip().lower() or None  # type: ignore[attr-defined]

    def clean_phone(self) -> str | None:
        return self.cleaned_data["phone"] or None  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        if not cleaned.get("email") and not cleaned.get("phone"):
            raise forms.ValidationError(_("Give an e-mail address or a phone number."))
        return cleaned

    def save(self, commit: bool = True) -> User:
        user: User = self.instance  # type: ignore[attr-defined]
        user.is_staff = user.is_superuser or bool(self.cleaned_data["groups"])  # type: ignore[attr-defined]
        if "phone" in self.changed_data:  # type: ignore[attr-defined]
            user.phone_verified_at = None
        user = super().save(commit)  # type: ignore[misc]
        if commit and "email" in self.changed_data:  # type: ignore[attr-defined]
            # An address that an administrator took away must not log in or reset a password.
            EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
        return user


class PersonCreationForm(_PersonForm, UserCreationForm):
    phone = PhoneField(label=_("Phone number"), required=False)

    class Meta(UserCreationForm.Meta):
        fields = PERSON_FIELDS


class PersonEditForm(_PersonForm, UserEditForm):
    phone = PhoneField(label=_("Phone number"), required=False)

    class Meta(UserEditForm.Meta):
        fields = (*PERSON_FIELDS, "is_active")


class InvitationForm(forms.ModelForm):
    """Whom to invite, as what."""

    roles = RolesField(
        queryset=Group.objects.none(), label=_("Roles"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Wagtail tells its own forms for whom they are; this one does not differ.
        kwargs.pop("for_user", None)
        super().__init__(*args, **kwargs)
        roles = self.fields["roles"]
        assert isinstance(roles, RolesField)
        roles.queryset = Group.objects.filter(name__in=ROLES).order_by("name")

    class Meta:
        model = Invitation
        fields = ("email", "name", "roles", "language")
        help_texts: ClassVar[dict[str, Any]] = {
            "email": _("The letter goes there, and it becomes the log-in."),
            "language": _("The letter is written in this language."),
        }
