"""Why an attempt to pay failed, as codes with a sentence for whoever pays. Pure."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Problem(TextChoices):
    """The label is the sentence that the customer reads."""

    DECLINED = "declined", _("The payment was declined on the phone.")
    TOO_LATE = "too_late", _("The payment was not approved on the phone in time.")
    NO_FUNDS = "no_funds", _("There is not enough money in the account.")
    LIMIT = "limit", _("The amount is above the limit of this mobile money account.")
    NO_ACCOUNT = "no_account", _("This number has no mobile money account.")
    UNAVAILABLE = "unavailable", _("Mobile money cannot be reached just now.")
    REFUSED = "refused", _("The payment did not go through.")
    NOT_FOUND = "not_found", _("We could not find this transfer.")
    REPLACED = "replaced", _("Another way to pay was chosen.")
    CANCELLED = "cancelled", _("The order was cancelled.")
