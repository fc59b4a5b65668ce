"""Asking, saying yes, saying no. Every step is a row of ConsentEvent, and no letter goes without a yes."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from site_core.notifications.letters import withdraw as call_back
from site_core.notifications.models import OutboxMessage
from site_core.notifications.services import queue_message

from .messages import ALREADY, CONFIRM
from .models import ConsentEvent, Recipient, Subscriber
from .tokens import confirm_url, preferences_url

Kind, Source = ConsentEvent.Kind, ConsentEvent.Source
State = Subscriber.State
# Who never answered did not agree: the address is not kept.
FORGET_UNCONFIRMED_AFTER = dt.timedelta(days=30)


def wording() -> str:
    """What people agree to, in the language of the page."""
    return _(
        "Yes, write me letters from the kitchen: what is cooked, and now and then an offer. "
        "I can stop them with one click."
    )


def ask(*, email: str, language: str, source: str, now: dt.datetime) -> None:
    """Somebody typed an address. The answer goes to that address alone, once a day at most.

    Whoever typed it learns nothing: it is the same for an address that is new, known or gone.
    """
    email = email.strip().lower()
    with transaction.atomic():
        subscriber, _created = Subscriber.objects.get_or_create(
            email=email, defaults={"language": language, "asked_at": now}
        )
        is_known = subscriber.state == State.CONFIRMED
        if not is_known:
            Subscriber.objects.filter(pk=subscriber.pk).update(language=language, asked_at=now)
            subscriber.language = language
            _write_down(subscriber, Kind.ASKED, source, now, words=wording())
        key, link = (
            (ALREADY, preferences_url(subscriber))
            if is_known
            else (CONFIRM, confirm_url(subscriber))
        )
        queue_message(
            key=key,
            unique_key=f"{key}:{subscriber.code}:{now:%Y-%m-%d}",
            language=subscriber.language,
            context={"link": link},
            now=now,
            email=email,
        )


def confirm(*, subscriber: Subscriber, source: str, now: dt.datetime) -> None:
    """The holder of the address says yes. Saying it again changes nothing."""
    with transaction.atomic():
        won = (
            Subscriber.objects.filter(pk=subscriber.pk)
            .exclude(state=State.CONFIRMED)
            .update(state=State.CONFIRMED, confirmed_at=now)
        )
        if won:
            _write_down(subscriber, Kind.CONFIRMED, source, now, words=wording())
    subscriber.refresh_from_db()


def subscribe_account(*, email: str, language: str, is_proved: bool, now: dt.datetime) -> None:
    """A tick on the account page. An address that was proved needs no letter that asks again."""
    if not is_proved:
        ask(email=email, language=language, source=Source.ACCOUNT, now=now)
        return
    subscriber, _created = Subscriber.objects.get_or_create(
        email=email.strip().lower(), defaults={"language": language, "asked_at": now}
    )
    confirm(subscriber=subscriber, source=Source.ACCOUNT, now=now)


def withdraw(*, subscriber: Subscriber, source: str, now: dt.datetime) -> None:
    """No more letters from this moment on; what waits in the outbox is called back. Safe to repeat."""
    with transaction.atomic():
        won = (
            Subscriber.objects.filter(pk=subscriber.pk)
            .exclude(state=State.WITHDRAWN)
            .update(state=State.WITHDRAWN)
        )
        if won:
            _write_down(subscriber, Kind.WITHDRAWN, source, now)
        _stop_letters(subscriber)
    subscriber.refresh_from_db()


def change_language(*, subscriber: Subscriber, language: str) -> None:
    Subscriber.objects.filter(pk=subscriber.pk).update(language=language)
    subscriber.refresh_from_db()


def note_bounces(now: dt.datetime) -> int:
    """Addresses whose letter came back since they were confirmed get no more; how many."""
    since = now - dt.timedelta(days=7)
    bounced = dict(
        OutboxMessage.objects.filter(state=OutboxMessage.State.BOUNCED, bounced_at__gte=since)
        .exclude(group="")
        .order_by("bounced_at", "pk")
        .values_list("recipient", "bounced_at")
    )
    found = Subscriber.objects.filter(state=State.CONFIRMED, email__in=list(bounced))
    return sum(_stop_bounced(row, now) for row in found if row.confirmed_at < bounced[row.email])


def _stop_bounced(subscriber: Subscriber, now: dt.datetime) -> bool:
    with transaction.atomic():
        won = Subscriber.objects.filter(pk=subscriber.pk, state=State.CONFIRMED).update(
            state=State.BOUNCED
        )
        if won:
            _write_down(subscriber, Kind.BOUNCED, Source.MAIL_SERVER, now)
            _stop_letters(subscriber)
    return bool(won)


def _stop_letters(subscriber: Subscriber) -> None:
    """Recipients first: this waits for a batch that holds one, whose letter is then there to see."""
    Recipient.objects.filter(subscriber=subscriber, state=Recipient.State.WAITING).update(
        state=Recipient.State.SKIPPED
    )
    call_back(recipient=subscriber.email)


def _write_down(
    subscriber: Subscriber, kind: str, source: str, now: dt.datetime, *, words: str = ""
) -> None:
    ConsentEvent.objects.create(
        subscriber=subscriber,
        kind=kind,
        source=source,
        wording=words,
        language=get_language() or "",
        at=now,
    )
