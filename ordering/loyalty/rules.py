"""The rules in force at a moment, and putting a new version into force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.forms import model_to_dict

from site_core.users.models import User

from .models import LoyaltyRules

# What a version is made of, and staff may change.
FIELDS = tuple(
    field.name
    for field in LoyaltyRules._meta.fields
    if field.name not in {"id", "version", "valid_from", "changed_by"}
)


def rules_at(moment: dt.datetime) -> LoyaltyRules:
    """The version in force at `moment`; before the first, the first. One query."""
    versions = LoyaltyRules.objects.order_by("-version")
    return versions.filter(valid_from__lte=moment).first() or versions.reverse()[0]


def change_rules(
    *, changes: Mapping[str, int], actor: User | None, now: dt.datetime
) -> LoyaltyRules:
    """Put a new version into force from `now` on. What is not named stays as it was.

    Safe to repeat: rules that change nothing make no version. UNIQUE version lets one of two win.
    """
    with transaction.atomic():
        last = LoyaltyRules.objects.order_by("-version").first()
        assert last is not None, "a migration wrote the first version"
        values = {**model_to_dict(last, fields=FIELDS), **changes}
        if values == model_to_dict(last, fields=FIELDS):
            return last
        return LoyaltyRules.objects.create(
            **values, version=last.version + 1, valid_from=now, changed_by=actor
        )
