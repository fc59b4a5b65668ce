"""Accounts of people who work here: closed when they leave, opened again, a lost second step."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .errors import NotAllowed
from .models import User

MAY_CLOSE = "users.close_staff"


def staff() -> QuerySet[User, Any]:
    """Everybody who works here or did, with `has_second_step`; open accounts first, by name."""
    step = Authenticator.objects.filter(user=OuterRef("pk"))
    people = User.objects.filter(is_staff=True).annotate(has_second_step=Exists(step))
    return people.prefetch_related("groups").order_by("-is_active", "name", "pk")


def close_account(*, person: User, actor: User, now: dt.datetime) -> None:
    """Nobody logs in with it any more, and whoever is logged in is out. Safe to repeat.

    Raises NotAllowed for one's own account, for people who are no staff, and for an administrator
    unless an administrator asks.
    """
    _require(person, actor)
    with transaction.atomic():
        if User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
            log(person, "users.close", user=actor)
    _log_out(person, now)


def reopen_account(*, person: User, actor: User, now: dt.datetime) -> None:
    """The same password and the same roles open it again. Safe to repeat. Raises NotAllowed."""
    _require(person, actor)
    with transaction.atomic():
        if User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
            log(person, "users.reopen", user=actor)


def forget_second_step(*, person: User, actor: User, now: dt.datetime) -> None:
    """For somebody who lost their phone: they set up another one at the next log-in. Safe to
    repeat. Raises NotAllowed."""
    _require(person, actor)
    with transaction.atomic():
        gone, _rows = Authenticator.objects.filter(user=person).delete()
        if gone:
            log(person, "users.forget_second_step", user=actor)
    _log_out(person, now)


def _require(person: User, actor: User) -> None:
    if not actor.has_perm(MAY_CLOSE):
        raise NotAllowed(_("Only a manager can do this."))
    if person.pk == actor.pk:
        raise NotAllowed(_("Somebody else has to do this with your own account."))
    if not person.is_staff:
        raise NotAllowed(_("This person does not work here."))
    if person.is_superuser and not actor.is_superuser:
        raise NotAllowed(_("Only an administrator can do this with an administrator’s account."))


def _log_out(person: User, now: dt.datetime) -> None:
    """End every session, so that an account opened again later opens no forgotten browser."""
    for session in Session.objects.filter(expire_date__gt=now).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()
