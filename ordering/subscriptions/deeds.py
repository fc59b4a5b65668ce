"""What a subscriber can do on the page of a plan: each deed is shown before it is confirmed.

A preview is the deed itself, done inside a transaction that is undone: it can never say something
else than what will happen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from site_core.base.money import format_rwf

from .ending import preview_change, preview_ending
from .giving_back import paid_by_somebody_else
from .laying import UNTIL_FURTHER_NOTICE
from .models import Meal, Plan, Subscription
from .news import date_words
from .selectors import last_date

Deed = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Preview:
    """Sentences that say what will happen."""

    sentences: tuple[str, ...]


def rehearse(subscription: Subscription, deed: Deed) -> Preview:
    """Do a deed of the calendar, look, and undo it. Raises whatever the deed raises."""
    with transaction.atomic():
        before = last_date(subscription)
        seen = set(_coming(subscription))
        deed()
        after = last_date(subscription)
        changed = seen.symmetric_difference(_coming(subscription))
        transaction.set_rollback(True)
    sentences = []
    goes = sorted(due for due in changed if due in seen)
    comes = sorted(due for due in changed if due not in seen)
    if goes:
        sentences.append(_("No longer: %(days)s.") % {"days": _days(goes)})
    if comes:
        sentences.append(_("Instead: %(days)s.") % {"days": _days(comes)})
    if after and after >= UNTIL_FURTHER_NOTICE:
        sentences = [_("No more meals come. All of them wait until you say so.")]
    elif before and before >= UNTIL_FURTHER_NOTICE:
        sentences = sentences[1:]
    elif before and after and before != after:
        sentences.append(
            _("Your last meal then comes on %(day)s instead of %(before)s.")
            % {"day": date_words(after), "before": date_words(before)}
        )
    if not sentences:
        sentences.append(_("The dates of your meals stay as they are."))
    return Preview(tuple(sentences))


def _coming(subscription: Subscription) -> list[tuple[dt.date, str]]:
    rows = subscription.meals.filter(state=Meal.State.PLANNED)
    return list(rows.values_list("date", "mealtime"))


def _days(dues: list[tuple[dt.date, str]], most: int = 4) -> str:
    words = list(dict.fromkeys(date_words(date) for date, _mealtime in dues))
    return ", ".join(words[:most]) + (" …" if len(words) > most else "")


def preview(subscription: Subscription, deed: str, act: Deed, now: dt.datetime) -> Preview:
    """What a deed of the plan will mean. Raises whatever the deed raises."""
    if deed == "end":
        return preview_end(subscription, now)
    shown = rehearse(subscription, act)
    if deed == "offer":
        return Preview(
            (
                _("They get a link. Nothing changes until they take the plan."),
                _(
                    "Then it is theirs, with every meal that is left. What was paid stays with whoever paid."
                ),
            )
        )
    if deed == "withdraw":
        return Preview((_("The link no longer opens anything. The plan stays as it is."),))
    return shown


def preview_end(subscription: Subscription, now: dt.datetime) -> Preview:
    ending = preview_ending(subscription, now)
    words = (
        _("%(count)d meals no longer come. %(amount)s go back to whoever paid.")
        if paid_by_somebody_else(subscription)
        else _("%(count)d meals no longer come. You have %(amount)s back.")
    )
    sentences = [words % {"count": ending.gone, "amount": format_rwf(ending.amount)}]
    if ending.coming:
        sentences.append(
            _("%(count)d meals that the kitchen plans already still come.")
            % {"count": ending.coming}
        )
    return Preview(tuple(sentences))


def preview_switch(subscription: Subscription, plan: Plan, now: dt.datetime) -> Preview:
    change = preview_change(subscription, plan, now)
    sentences = [
        _("%(count)d meals of your plan are worth %(credit)s. %(plan)s costs %(amount)s.")
        % {
            "count": change.gone,
            "credit": format_rwf(change.credit),
            "plan": plan.localized_name,
            "amount": format_rwf(change.offer.amount),
        }
    ]
    if change.to_pay:
        sentences.append(
            _(
                "You pay %(amount)s; your store credit counts too. The new meals come once it is paid."
            )
            % {"amount": format_rwf(change.to_pay)}
        )
    if change.stays_as_credit:
        sentences.append(
            _("%(amount)s stay as your store credit.")
            % {"amount": format_rwf(change.stays_as_credit)}
        )
    return Preview(tuple(sentences))
