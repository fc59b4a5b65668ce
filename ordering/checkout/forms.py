"""The shape of the checkout: who, when, how to pay. Where to stands in the cart already."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordering.carts.fields import OneLineField
from ordering.orders.values import Contact
from ordering.payments.methods import WrongPayer, check_payer
from ordering.payments.models import Method
from site_core.users.models import User
from site_core.users.phones import PhoneField

from .values import Wish

STALE = _("This page was open for too long. Please look at your order once more.")
STALE_ERRORS = {"required": STALE, "invalid": STALE, "min_value": STALE, "max_length": STALE}
TOO_LONG = {"max_length": _("Please write at most %(limit_value)d characters.")}
NO_TIME = _("Please choose when it should arrive.")
NO_METHOD = _("Please choose how to pay.")


class CheckoutForm(forms.Form):
    name = OneLineField(
        label=_("Your name"),
        max_length=120,
        error_messages={
            **TOO_LONG,
            "required": _("Please tell us your name, so that our courier can ask for you."),
        },
    )
    phone = PhoneField(
        label=_("Phone number"),
        max_length=30,
        help_text=_("We call only when we cannot find you."),
        error_messages={
            **TOO_LONG,
            "required": _("Please give a phone number that we can call."),
        },
    )
    email = forms.EmailField(
        label=_("E-mail (optional)"),
        max_length=254,
        required=False,
        help_text=_("For your receipt."),
        error_messages={
            **TOO_LONG,
            "invalid": _("This does not look like an e-mail address. You can leave it empty."),
        },
    )
    slot = forms.CharField(
        max_length=80, error_messages={"required": NO_TIME, "max_length": NO_TIME}
    )
    # Any way that exists: whether it is offered to this place is asked when the order is placed.
    method = forms.ChoiceField(
        choices=Method, error_messages={"required": NO_METHOD, "invalid_choice": NO_METHOD}
    )
    payer_phone = PhoneField(
        label=_("Mobile money number"),
        max_length=30,
        required=False,
        help_text=_("If another phone pays than the one above."),
        error_messages=TOO_LONG,
    )
    note = OneLineField(
        label=_("Note for the courier (optional)"),
        max_length=200,
        required=False,
        error_messages=TOO_LONG,
    )
    use_points = forms.BooleanField(required=False)
    use_credit = forms.BooleanField(required=False)
    token = forms.UUIDField(error_messages=STALE_ERRORS)
    digest = forms.CharField(max_length=40, error_messages=STALE_ERRORS)
    expected_total = forms.IntegerField(min_value=0, error_messages=STALE_ERRORS)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        method = data.get("method", "")
        payer = data.get("payer_phone") or data.get("phone", "")
        if method and payer and "payer_phone" not in self.errors:
            try:
                check_payer(method, payer)
            except WrongPayer as refusal:
                self.add_error("payer_phone", str(refusal))
        return data

    def problems(self) -> list[tuple[str, str]]:
        """Each error once, with the id of the element where it can be put right."""
        places = {"slot": "times", "method": "methods"}
        hidden = {"token", "digest", "expected_total"}
        found = [
            ("summary" if name in hidden else places.get(name, f"id_{name}"), str(error))
            for name, errors in self.errors.items()
            for error in errors
        ]
        return list(dict.fromkeys(found))

    def wish(self, *, user: User | None, language: str) -> Wish:
        """The posted order as a value. Valid forms only."""
        data = self.cleaned_data
        return Wish(
            token=data["token"],
            digest=data["digest"],
            expected_total=data["expected_total"],
            contact=Contact(
                name=data["name"],
                phone=data["phone"],
                email=data["email"],
                language=language,
                user=user,
            ),
            slot_key=data["slot"],
            payment_method=data["method"],
            note=data["note"],
            payer_phone=data["payer_phone"],
            use_credit=data["use_credit"],
            use_points=data["use_points"],
        )
