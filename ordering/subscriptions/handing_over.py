"""A plan goes to another account: offered by a link, taken by whoever it was meant for.

Until it is taken nothing changes. Afterwards the calendar is the receiver's; what was paid stays
with whoever paid, and so does what goes back of it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override

from ordering.delivery.places import Place
from ordering.delivery.schedule import KIGALI
from ordering.dietary.models import Eater
from ordering.orders.values import Contact
from site_core.base.errors import DomainError
from site_core.notifications.services import queue_message
from site_core.users.models import User

from .calendars import lock_running, planned_meals
from .checks import check_place
from .errors import CannotChangePlan
from .kitchen import load_kitchen
from .locks import lock
from .models import Handover, Subscription, SubscriptionEvent
from .news import record, tell
from .plates import fill_plates

Kind = SubscriptionEvent.Kind
VALID_FOR = dt.timedelta(days=7)
# Nobody sends messages to strangers by the dozen.
MAX_OFFERS_A_DAY = 5


class OfferOver(DomainError):
    """The link was used, withdrawn, or is too old."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who takes a plan, where the meals go from now on, and who eats them."""

    contact: Contact
    place: Place
    eater: Eater | None
    note: str = ""


def offer_plan(
    *,
    subscription: Subscription,
    name: str,
    phone: str,
    email: str,
    actor: User | None,
    now: dt.datetime,
    reason: str = "",
) -> Handover:
    """Send somebody a link with which they can take the plan; an earlier offer no longer counts.

    Raises CannotChangePlan where the plan does not run, or was offered too often today.
    """
    with transaction.atomic():
        subscription = lock_running(subscription)
        today = subscription.handovers.filter(created_at__gt=now - dt.timedelta(days=1))
        if today.count() >= MAX_OFFERS_A_DAY:
            raise CannotChangePlan(_("You offered this plan often today. Please try tomorrow."))
        subscription.handovers.filter(closed_at=None).update(closed_at=now)
        offer = Handover.objects.create(
            subscription=subscription,
            name=name,
            phone=phone,
            email=email,
            created_at=now,
            expires_at=now + VALID_FOR,
        )
        record(subscription, Kind.OFFERED, actor=actor, now=now, reason=reason)
        with override(subscription.language):
            until = formats.date_format(offer.expires_at.astimezone(KIGALI), "l j F")
            what = _("You offered your plan to %(name)s. It is yours until they take it.") % {
                "name": name
            }
        queue_message(
            key="subscription_offered",
            unique_key=f"subscription_offered:{offer.code}",
            language=subscription.language,
            context={
                "name": name,
                "giver": subscription.customer_name,
                "plan": subscription.plan.name_in(subscription.language),
                "until": until,
                "link": f"{settings.SITE_BASE_URL}{reverse('plan_take', args=[offer.code])}",
            },
            now=now,
            email=email,
            phone=phone,
        )
        what = f"{what} {reason}".strip()
        tell(
            subscription, key="subscription_news", unique=f"offer:{offer.pk}", now=now, what=what,
            is_loud=False,
        )  # fmt: skip
    return offer


def withdraw_offer(
    *, subscription: Subscription, actor: User | None, now: dt.datetime, reason: str = ""
) -> None:
    """The link no longer opens anything. Raises CannotChangePlan where nothing is offered."""
    with transaction.atomic():
        subscription = lock(subscription.pk)
        if not subscription.handovers.filter(closed_at=None).update(closed_at=now):
            raise CannotChangePlan(_("This plan is offered to nobody."))
        record(subscription, Kind.WITHDRAWN, actor=actor, now=now, reason=reason)


def open_offer(code: str, now: dt.datetime) -> Handover:
    """The offer of a link. Raises OfferOver when it is used, withdrawn, too old or unknown."""
    offer = (
        Handover.objects.filter(code=code[:20], closed_at=None, expires_at__gt=now)
        .select_related("subscription__plan")
        .first()
    )
    if offer is None or not offer.subscription.is_running or offer.subscription.ended_at:
        raise OfferOver(_("This link is used or too old. Please ask for another one."))
    return offer


def take_plan(*, offer: Handover, receiver: Receiver, now: dt.datetime) -> Subscription:
    """The plan becomes the receiver's, with every meal that can still be changed.

    Each dish is judged for whoever eats now. Meals that the kitchen has still go where they were
    meant to go. Raises OfferOver, CannotChangePlan or CannotSubscribe and changes nothing; a second
    tap is an OfferOver.
    """
    contact = receiver.contact
    assert contact.user is not None
    with transaction.atomic():
        subscription = lock_running(offer.subscription)
        if subscription.user == contact.user:
            raise CannotChangePlan(_("This plan is yours already."))
        kitchen = load_kitchen(now)
        check_place(subscription.plan, receiver.place, subscription.mealtimes, kitchen)
        if not Handover.objects.filter(pk=offer.pk, closed_at=None).update(closed_at=now):
            raise OfferOver(_("This link is used or too old. Please ask for another one."))
        with override(subscription.language):
            what = _("Your plan was taken over by %(name)s.") % {"name": contact.name}
        tell(subscription, key="subscription_news", unique=f"gone:{offer.pk}", now=now, what=what)
        Subscription.objects.filter(pk=subscription.pk).update(
            user=contact.user,
            customer_name=contact.name,
            phone=contact.phone,
            email=contact.email,
            language=contact.language,
            bed=receiver.place.bed,
            area=receiver.place.area,
            directions=receiver.place.directions,
            eater=receiver.eater,
            has_eater=receiver.eater is not None,
            likes=[],
            dislikes=[],
            note=receiver.note,
            times={},
            # Nobody is asked for money who did not say so.
            payer_phone=contact.phone,
            renews=False,
        )
        subscription = lock(subscription.pk)
        fill_plates(subscription, list(planned_meals(subscription, now)), kitchen)
        record(subscription, Kind.HANDED_OVER, actor=contact.user, now=now)
        with override(contact.language):
            what = _("The plan is yours now. Your calendar shows every meal.")
        tell(subscription, key="subscription_news", unique=f"taken:{offer.pk}", now=now, what=what)
    return subscription
