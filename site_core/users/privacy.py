"""What the house knows of one person: read out for them, and forgotten when they ask.

Every app that keeps something about people has a module `personal_data` with a HOLDER. The apps
stand in INSTALLED_APPS from the top of the house down, and in that order each reads and forgets, so
that whoever finds its rows through an order does so while the order still knows whose it was.

Source of the rights and of what has to stay: Rwanda, law 058/2021 on personal data and privacy
(access, portability, erasure); tax law keeps invoices and what they rest on for ten years.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from importlib import import_module
from operator import or_
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _

from site_core.base.errors import DomainError

from .models import User
from .phones import InvalidPhone, normalise_phone

logger = logging.getLogger(__name__)
Record = Mapping[str, object]
NONE = Q(pk__in=[])


class CannotErase(DomainError):
    """Something is still open between this person and the house."""


class NobodyKnown(DomainError):
    """No account, and nobody without one, has this address."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One person: an account, and addresses that are proved to be theirs."""

    user: User | None
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()

    def has_email(self, field: str) -> Q:
        """Rows whose `field` is one of the addresses, in whatever case it was typed."""
        return reduce(or_, (Q(**{f"{field}__iexact": email}) for email in self.emails), NONE)


def _nothing(subject: Subject) -> list[Any]:
    return []


@dataclass(frozen=True, slots=True)
class Holder:
    """What one app keeps about people. `models` are those it answers for, by their labels."""

    code: str
    label: str | Promise
    models: tuple[str, ...]
    read: Callable[[Subject], list[Record]]
    # Runs inside the transaction of the erasure.
    forget: Callable[[Subject], None]
    # A sentence about what has to stay, without a name; empty where everything goes.
    stays: str | Promise = ""
    photos: Callable[[Subject], list[FieldFile]] = _nothing
    # Sentences that say why it is too early to forget.
    objections: Callable[[Subject], list[str]] = _nothing


@dataclass(frozen=True, slots=True)
class Section:
    """What is known, for a page: how many records of which kind, and what stays of them."""

    label: str | Promise
    count: int
    stays: str | Promise


def holders() -> list[Holder]:
    """From the top of the house down."""
    return [
        import_module(f"{config.name}.personal_data").HOLDER
        for config in apps.get_app_configs()
        if module_has_submodule(config.module, "personal_data")
    ]


def subject_of(user: User) -> Subject:
    """The account, with those of its addresses that somebody proved to be theirs."""
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return Subject(
        user=user,
        emails=frozenset(email.lower() for email in proved),
        phones=frozenset([user.phone] if user.phone and user.phone_verified_at else []),
    )


def find_subject(address: str) -> Subject:
    """Whoever has this e-mail address or phone number, with or without an account.

    For staff, who have made sure who is asking. Raises NobodyKnown when nothing is kept.
    """
    address = address.strip().lower()
    if "@" in address:
        user = User.objects.filter(email=address).first()
        contact = Subject(user=user, emails=frozenset([address]))
    else:
        try:
            phone = normalise_phone(address)
        except InvalidPhone as error:
            raise NobodyKnown(str(error)) from error
        user = User.objects.filter(phone=phone, phone_verified_at__isnull=False).first()
        contact = Subject(user=user, phones=frozenset([phone]))
    if user is not None:
        known = subject_of(user)
        return Subject(user, known.emails | contact.emails, known.phones | contact.phones)
    if not any(section.count for section in overview(contact)):
        raise NobodyKnown(_("Nothing is kept under this address."))
    return contact


def overview(subject: Subject) -> list[Section]:
    return [Section(holder.label, len(holder.read(subject)), holder.stays) for holder in holders()]


def export(subject: Subject) -> bytes:
    """A zip file: data.json with everything by kind, and the photos that the person sent."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        data = {holder.code: holder.read(subject) for holder in holders()}
        archive.writestr(
            "data.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        )
        for photo in _photos(subject):
            if photo.storage.exists(str(photo.name)):
                archive.writestr(str(photo.name), photo.read())
    return packed.getvalue()


def objections(subject: Subject) -> list[str]:
    """Why this person cannot be forgotten yet, as sentences for them."""
    if subject.user is not None and subject.user.is_staff:
        # Whoever worked here stands in the books of the house: who decided, who counted the cash.
        return [_("Staff accounts are closed, not deleted. Please ask a manager.")]
    return [sentence for holder in holders() for sentence in holder.objections(subject)]


def erase(*, subject: Subject, now: dt.datetime) -> None:
    """Forget a person, for good. What law keeps (orders, papers, payments, ledgers) stays with its
    sums and without a name.

    Raises CannotErase and changes nothing while something is open. Safe to repeat.
    """
    with transaction.atomic():
        if subject.user is not None:
            # Whoever places an order with this account at this moment waits, or is seen here.
            User.objects.select_for_update().filter(pk=subject.user.pk).first()
        if reasons := objections(subject):
            raise CannotErase(" ".join(reasons))
        photos = list(_photos(subject))
        for holder in holders():
            holder.forget(subject)
        transaction.on_commit(lambda: _delete_files(photos))
    logger.info("A person was forgotten on request, at %s", now.isoformat())


def _photos(subject: Subject) -> Iterable[FieldFile]:
    return [photo for holder in holders() for photo in holder.photos(subject)]


def _delete_files(photos: Iterable[FieldFile]) -> None:
    for photo in photos:
        photo.storage.delete(str(photo.name))
