"""Tells the whole day: people first, then what they ordered, said, and agreed to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

from django.db import transaction

from marketing.feedback.models import Ticket
from marketing.feedback.models.tickets import Source
from marketing.feedback.services import answer, open_ticket
from marketing.feedback.values import NewTicket, Writer
from ordering.checkout.services import order_of_token
from ordering.credit.services import grant
from ordering.delivery.models import Area, Bed
from ordering.delivery.places import Place, place_of_area, place_of_bed
from ordering.delivery.schedule import today
from ordering.dietary.models import Eater
from ordering.dietary.services import describe_eater
from ordering.loyalty.services import settle_due_orders
from ordering.orders.values import Contact
from ordering.refunds.papers import issue_receipts
from ordering.subscriptions.buying import NewSubscription, offer_for, subscribe
from ordering.subscriptions.generating import generate_orders
from ordering.subscriptions.laying import first_open_date
from ordering.subscriptions.models import Plan, Subscription
from site_core.base.errors import DomainError
from site_core.operations.demo import refuse_demo_in_production
from site_core.users.models import User
from site_core.users.services import DEMO_DOMAIN, confirm_email_of

from .orders import Crew, Guest, logger, play, token_of
from .script import MATTERS, PEOPLE, PLANS, SCENES, Matter, Person, PlanOf


class NoDemoPeople(DomainError):
    """The demo accounts are missing: nothing was written."""


def tell_day(*, now: dt.datetime, say: Callable[[str], object]) -> Counter[str]:
    """Fill yesterday, today and tomorrow; returns how much was new. Safe to repeat.

    Each order, ticket and plan has a key of its date, so a repeat on the same date adds only what
    is missing; what people did with the rest stays. Raises DemoRefused or NoDemoPeople.
    """
    refuse_demo_in_production()
    crew = Crew(cook=_staff("kitchen"), courier=_staff("delivery"))
    support = _staff("support")
    made: Counter[str] = Counter()
    guests = {person.code: guest for person in PEOPLE if (guest := _guest(person, now, made))}
    say("Orders ...")
    # In the order in which they were placed, so that their numbers run on.
    for scene in SCENES:
        if scene.person in guests:
            made["orders"] += play(scene, guests[scene.person], crew, now)
    say("Plans, tickets, points, receipts ...")
    for plan in PLANS:
        if plan.person in guests:
            made["plans"] += _subscribe(plan, guests[plan.person], now)
    generate_orders(now=now)
    for matter in MATTERS:
        if matter.person in guests:
            made["tickets"] += _write(matter, guests[matter.person], support, now)
    settle_due_orders(now)
    issue_receipts(now)
    return made


def _staff(word: str) -> User:
    person = User.objects.filter(email=f"{word}@{DEMO_DOMAIN}").first()
    if person is None:
        raise NoDemoPeople("The demo accounts are missing: run `seed_all --demo`.")
    return person


def _guest(person: Person, now: dt.datetime, made: Counter[str]) -> Guest | None:
    """The account with its eater and place; None where staff took the place away."""
    place = _place(person)
    if place is None:
        return None
    email = f"{person.code}@{DEMO_DOMAIN}"
    with transaction.atomic():
        user = User.objects.filter(email=email).first()
        if user is None:
            # Without a password: nobody logs in as somebody of the script.
            user = User.objects.create_user(email, name=person.name, language=person.language)
            confirm_email_of(user)
            made["people"] += 1
        eater = None
        if person.eater is not None:
            name, avoids, diets = person.eater
            eater = Eater.objects.filter(owner=user, name=name, is_current=True).first()
            eater = eater or describe_eater(owner=user, name=name, avoids=avoids, diets=diets)
    return Guest(person, user, place, eater)


def _place(person: Person) -> Place | None:
    code, where = person.place
    if isinstance(where, int):
        beds = Bed.objects.filter(room__ward__code=code).select_related("room__ward__zone")
        bed = beds.order_by("room__name", "label", "pk")[where : where + 1].first()
        return place_of_bed(bed) if bed else None
    area = Area.objects.filter(code=code).select_related("zone").first()
    return place_of_area(area, where) if area else None


def _subscribe(wanted: PlanOf, guest: Guest, now: dt.datetime) -> bool:
    """A plan, paid from credit that the house gives for it: no provider is asked."""
    plan = Plan.objects.filter(code=wanted.plan).first()
    # One a person, whatever the date: nobody begins another plan each day.
    token = token_of(dt.date.min, f"plan:{wanted.person}:{wanted.plan}")
    if plan is None or Subscription.objects.filter(token=token).exists():
        return False
    try:
        amount = offer_for(plan, guest.user, now).amount
        grant(
            user=guest.user,
            amount=amount,
            reason="Social fund of the hospital",
            unique_key=f"demo:{token}",
            now=now,
        )
        subscribe(
            new=NewSubscription(
                token=token,
                contact=Contact(
                    name=guest.person.name,
                    phone=guest.person.phone,
                    email=guest.user.email or "",
                    language=guest.person.language,
                    user=guest.user,
                ),
                plan=plan,
                starts_on=first_open_date(now),
                weekdays=wanted.weekdays,
                mealtimes=wanted.mealtimes,
                place=guest.place,
                eater=guest.eater,
                payment_method="",
                amount=amount,
                use_credit=True,
            ),
            now=now,
        )
    except DomainError as refusal:
        logger.info("Demo plan %s was left out: %s", wanted.plan, refusal)
        return False
    return True


def _write(matter: Matter, guest: Guest, support: User, now: dt.datetime) -> bool:
    date = today(now)
    nonce = token_of(date, matter.code).hex
    if Ticket.objects.filter(form_nonce=nonce).exists():
        return False
    at = now - dt.timedelta(hours=matter.hours_ago)
    order = order_of_token(token_of(date, matter.scene)) if matter.scene else None
    ticket = open_ticket(
        new=NewTicket(
            category=matter.category,
            source=Source.ORDER if order else Source.CONTACT,
            text=matter.text,
            writer=Writer(
                name=guest.person.name,
                email=guest.user.email or "",
                phone=guest.person.phone,
                language=guest.person.language,
                user=guest.user,
            ),
            order=order,
            nonce=nonce,
        ),
        now=at,
    )
    if matter.answer:
        answer(
            ticket=ticket,
            text=matter.answer,
            actor=support,
            now=min(at + dt.timedelta(minutes=35), now),
            is_solved=matter.is_solved,
            unique_key=f"demo:{nonce}",
        )
    return True
