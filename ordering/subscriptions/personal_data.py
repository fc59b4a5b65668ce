"""Standing orders: meals and sums stay, whose they were, where and for whom does not."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from site_core.users.privacy import Holder, Record, Subject

from .models import Handover, Meal, Subscription, SubscriptionEvent

OPEN = (Subscription.State.PENDING, Subscription.State.ACTIVE)
# What stands on a subscription about a person, and what it becomes.
BLANK: dict[str, object] = {
    "user": None,
    "customer_name": "",
    "phone": "",
    "email": "",
    "payer_phone": "",
    "bed": None,
    "area": None,
    "directions": "",
    "eater": None,
    "note": "",
    "likes": [],
    "dislikes": [],
}


def _subscriptions(subject: Subject) -> QuerySet[Subscription]:
    contact = Q(phone__in=subject.phones) | subject.has_email("email")
    whose = Q(user__isnull=True) & contact
    if subject.user is not None:
        whose |= Q(user=subject.user)
    return Subscription.objects.filter(whose).order_by("created_at", "pk")


def _handovers(subject: Subject) -> QuerySet[Handover]:
    """Offered by this person, or to this phone or address."""
    to_them = Q(phone__in=subject.phones) | subject.has_email("email")
    return Handover.objects.filter(to_them | Q(subscription__in=_subscriptions(subject))).order_by(
        "pk"
    )


def _read(subject: Subject) -> list[Record]:
    subscriptions = _subscriptions(subject)
    meals = Meal.objects.filter(subscription__in=subscriptions).order_by("date", "pk")
    return [
        *subscriptions.values(
            "plan__name", "state", "customer_name", "phone", "email", "weekdays", "mealtimes",
            "note", "payment_method", "payer_phone", "created_at", "ended_at",
        ),
        *_handovers(subject).values("name", "phone", "email", "created_at"),
        *meals.values("subscription", "date", "mealtime", "state", "price", "item__name"),
    ]  # fmt: skip


def _forget(subject: Subject) -> None:
    keys = list(_subscriptions(subject).values_list("pk", flat=True))
    _handovers(subject).update(name="", phone="", email="")
    SubscriptionEvent.objects.filter(subscription__in=keys).update(detail="", reason="")
    Meal.objects.filter(subscription__in=keys).update(reason="")
    Subscription.objects.filter(pk__in=keys).update(**BLANK)


def _objections(subject: Subject) -> list[str]:
    if not _subscriptions(subject).filter(state__in=OPEN).exists():
        return []
    return [gettext("Your plan is still running. End it first, under your plans.")]


HOLDER = Holder(
    code="plans",
    label=_("Plans and their meals"),
    models=(
        "subscriptions.Subscription",
        "subscriptions.Meal",
        "subscriptions.SubscriptionEvent",
        "subscriptions.Handover",
    ),
    read=_read,
    forget=_forget,
    stays=_("Meals and amounts are kept for ten years, without a name, number or place."),
    objections=_objections,
)
