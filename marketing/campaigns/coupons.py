"""Coupons that letters promise, held against the promotions there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ordering.promotions.selectors import find_coupon

from .models import Campaign


def coupon_problems(campaign: Campaign, *, at: dt.datetime) -> list[str]:
    """What is wrong with its codes for a letter that leaves `at`, a sentence each. A query a code."""
    day = timezone.localdate(at)
    return [problem for code in _codes(campaign) if (problem := _problem(code, day))]


def _codes(campaign: Campaign) -> Iterator[str]:
    """Each code once, in the order of the letter, whatever the languages."""
    seen = set()
    for language in campaign.languages:
        _subject, _teaser, body = campaign.words_in(language)
        for block in body:  # type: ignore[attr-defined]
            code = block.value["code"].upper() if block.block_type == "coupon" else ""
            if code and code not in seen:
                seen.add(code)
                yield code


def _problem(code: str, day: dt.date) -> str:
    coupon = find_coupon(code)
    words = {"code": code}
    if coupon is None:
        return _("There is no coupon %(code)s under Promotions.") % words
    if not coupon.is_active:
        return _("The coupon %(code)s is not active.") % words
    if coupon.ends_on is not None and coupon.ends_on < day:
        words["day"] = date_format(coupon.ends_on, "j F Y")
        return _("The coupon %(code)s ended on %(day)s, before the letter leaves.") % words
    if coupon.starts_on is not None and coupon.starts_on > day:
        words["day"] = date_format(coupon.starts_on, "j F Y")
        return _("The coupon %(code)s begins on %(day)s, after the letter leaves.") % words
    return ""
