"""The shape of what people write to us. What becomes of it, the services say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from ordering.carts.fields import OneLineField
from ordering.orders.models import Order, OrderLine
from ordering.reviews.models import BEST, MAX_WORDS
from ordering.reviews.services import DishOpinion, Opinion
from site_core.base.human import HumanForm
from site_core.images.uploads import PhotoField
from site_core.users.models import User
from site_core.users.phones import PhoneField

from .models.tickets import Category

MAX_TEXT = 4_000
TOO_LONG = {"max_length": _("Please write at most %(limit_value)d characters.")}
# What it is about, in the words of whoever writes.
ABOUT = (
    (Category.QUESTION, _("I have a question")),
    (Category.COMPLAINT, _("Something went wrong")),
    (Category.PRAISE, _("I want to say thank you")),
    (Category.IMPROVEMENT, _("I have an idea")),
    (Category.FEATURE, _("I miss something here")),
    (Category.BUG, _("The site does not work")),
)
ABOUT_AN_ORDER = (
    (Category.COMPLAINT, _("Something is wrong with it")),
    (Category.QUESTION, _("I have a question")),
    (Category.PRAISE, _("I want to say thank you")),
)
STARS = [(str(stars), str(stars)) for stars in range(1, BEST + 1)]


def _text_field(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=options.pop("max_length", MAX_TEXT),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={**TOO_LONG, "required": _("Please write what it is about.")},
        **options,
    )


def _photo_field() -> PhotoField:
    return PhotoField(
        label=_("Photo (optional)"),
        required=False,
        help_text=_("Only our team sees it. We remove where and with what it was taken."),
    )


class ReplyForm(HumanForm):
    """What a customer adds to a matter of theirs."""

    text = _text_field(_("Your message"))
    photo = _photo_field()


class OrderHelpForm(ReplyForm):
    """Who writes is known from the order."""

    category = forms.ChoiceField(
        label=_("What is it about?"),
        choices=ABOUT_AN_ORDER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what it is about.")},
    )


class WriteForm(ReplyForm):
    """Anybody writes to us; without an address we could not answer."""

    needs_address = True

    category = forms.ChoiceField(
        label=_("What is it about?"),
        choices=ABOUT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what it is about.")},
    )
    name = OneLineField(
        label=_("Your name"), max_length=120, required=False, error_messages=TOO_LONG
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        error_messages={**TOO_LONG, "invalid": _("This does not look like an e-mail address.")},
    )
    phone = PhoneField(
        label=_("Phone number"), max_length=30, required=False, error_messages=TOO_LONG
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        if user is not None:
            known = {"name": user.name, "email": user.email or "", "phone": user.phone or ""}
            kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        has_address = data.get("email") or data.get("phone")
        if self.needs_address and not has_address and not {"email", "phone"} & set(self.errors):
            self.add_error(
                "email", gettext("Please give an e-mail or a phone number, so that we can answer.")
            )
        return data


class FeedbackForm(WriteForm):
    """Feedback may come without a name."""

    needs_address = False


class RateForm(HumanForm):
    """Stars for each dish and for the delivery; words are welcome, nothing but a star is needed."""

    delivery = forms.ChoiceField(label=_("The delivery"), choices=STARS, required=False)
    words = _text_field(_("Anything you want to tell us (optional)"), required=False)
    photo = _photo_field()
    shown_name = OneLineField(
        label=_("Name shown with your reviews"),
        max_length=40,
        required=False,
        error_messages=TOO_LONG,
        help_text=_("Leave it empty to stay unnamed."),
    )
    wants_answer = forms.BooleanField(label=_("Please answer me"), required=False)

    def __init__(self, *args: Any, lines: Sequence[OrderLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"stars-{line.pk}"] = forms.ChoiceField(choices=STARS, required=False)
            self.fields[f"words-{line.pk}"] = forms.CharField(
                max_length=MAX_WORDS, required=False, error_messages=TOO_LONG
            )

    @property
    def dishes(self) -> list[dict[str, Any]]:
        """Each line with its two fields, for the template."""
        return [
            {"line": line, "stars": self[f"stars-{line.pk}"], "words": self[f"words-{line.pk}"]}
            for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for line in self.lines:
            if data.get(f"words-{line.pk}") and not data.get(f"stars-{line.pk}"):
                self.add_error(f"stars-{line.pk}", gettext("Please give it stars as well."))
        if not self.errors and not any(
            data.get(name)
            for name in self.fields
            if name.startswith(("stars-", "delivery", "words"))
        ):
            raise forms.ValidationError(
                gettext("Please give at least one star, or write a word to us.")
            )
        return data

    def opinion(self) -> Opinion:
        data = self.cleaned_data
        return Opinion(
            delivery=int(data["delivery"]) if data["delivery"] else None,
            words=data["words"],
            photo=data["photo"],
            shown_name=data["shown_name"],
            dishes={
                line.pk: DishOpinion(int(data[f"stars-{line.pk}"]), data[f"words-{line.pk}"])
                for line in self.lines
                if data[f"stars-{line.pk}"]
            },
        )


class SurveyForm(HumanForm, BaseForm):
    """What Wagtail's builder fills with the questions of a survey."""

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in HumanForm.base_fields]


class SurveyFormBuilder(FormBuilder):
    """Wagtail's builder, with the traps of every form for strangers."""

    def get_form_class(self) -> type[forms.Form]:
        return type("OneSurveyForm", (SurveyForm,), dict(self.formfields))


def first_name(order: Order) -> str:
    """What an order's review is signed with unless its writer changes it."""
    return order.customer_name.split(" ")[0][:40]
