"""Importing statements, matching their rows, and taking in cash. People decide; nothing is guessed."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ordering.payments.models import Payment
from ordering.payments.services import settle
from site_core.base.errors import DomainError
from site_core.base.money import format_rwf
from site_core.users.models import User

from .models import CashHandIn, CashHandInLine, StatementFile, StatementRow
from .reading import read_statement
from .selectors import cash_of


class RowDecided(DomainError):
    """Somebody has decided about this row already, or the payment has its row."""


class CashRefused(DomainError):
    """The cash was not taken in; nothing was written."""


def import_statement(
    *, data: bytes, name: str, account: str, actor: User, now: dt.datetime
) -> tuple[StatementFile, int]:
    """Write down the rows that are new; returns the file and how many they are.

    Raises CannotRead and writes nothing. Importing the same rows again changes nothing.
    """
    statement = read_statement(data, account=account)
    with transaction.atomic():
        file = StatementFile.objects.create(
            account=account, name=name[:120], imported_by=actor, at=now
        )
        StatementRow.objects.bulk_create(
            [
                StatementRow(
                    file=file,
                    account=account,
                    fingerprint=row.fingerprint,
                    booked_on=row.booked_on,
                    amount=row.amount,
                    reference=row.reference,
                    phone=row.phone,
                    payer=row.payer,
                    text=row.text,
                )
                for row in statement.rows
            ],
            ignore_conflicts=True,
        )
        written = file.rows.count()
    return file, written


def match_row(*, row: StatementRow, payment: Payment, actor: User, now: dt.datetime) -> None:
    """This row is the money of that payment: it is received, whatever was asked for.

    Raises RowDecided and changes nothing. A payment that was confirmed before is only joined.
    """
    try:
        with transaction.atomic():
            _decide(row, StatementRow.State.MATCHED, payment, actor, now)
            settle(
                payment=payment,
                actor=actor,
                now=now,
                detail="statement",
                received=row.amount,
                provider_id=row.reference,
            )
    except IntegrityError as clash:
        raise RowDecided(
            _("This payment or this number belongs to another row already.")
        ) from clash


def ignore_row(*, row: StatementRow, actor: User, now: dt.datetime) -> None:
    """This money is for no order of ours. Raises RowDecided and changes nothing."""
    _decide(row, StatementRow.State.IGNORED, None, actor, now)


def _decide(
    row: StatementRow, state: str, payment: Payment | None, actor: User, now: dt.datetime
) -> None:
    won = StatementRow.objects.filter(pk=row.pk, state=StatementRow.State.OPEN).update(
        state=state, payment=payment, decided_by=actor, decided_at=now
    )
    if not won:
        raise RowDecided(_("Somebody has decided about this row already."))


def hand_in_cash(
    *,
    courier: User,
    seen: int,
    counted: int,
    reason: str,
    received_by: User,
    unique_key: str,
    now: dt.datetime,
) -> CashHandIn:
    """Take in what a courier collected and did not hand in yet.

    `seen` RWF stood on the screen, `counted` RWF lie on the table. Raises CashRefused and changes
    nothing. Safe to repeat: one key hands in once.
    """
    known = CashHandIn.objects.filter(unique_key=unique_key).first()
    if known is not None:
        return known
    if courier.pk == received_by.pk:
        raise CashRefused(
            _("Nobody takes in their own cash. Please ask somebody else to count it.")
        )
    payments = list(cash_of(courier))
    expected = sum(payment.amount for payment in payments)
    if not payments:
        raise CashRefused(_("This courier has nothing to hand in."))
    if expected != seen:
        raise CashRefused(
            _("Meanwhile it is %(sum)s. Please count once more.") % {"sum": format_rwf(expected)}
        )
    if counted != expected and not reason.strip():
        raise CashRefused(_("The sums differ. Please say why."))
    try:
        with transaction.atomic():
            hand_in = CashHandIn.objects.create(
                courier=courier,
                expected=expected,
                counted=counted,
                reason=reason.strip()[:200],
                received_by=received_by,
                unique_key=unique_key,
                at=now,
            )
            CashHandInLine.objects.bulk_create(
                CashHandInLine(hand_in=hand_in, payment=payment) for payment in payments
            )
    except IntegrityError as clash:
        known = CashHandIn.objects.filter(unique_key=unique_key).first()
        if known is not None:
            return known
        raise CashRefused(_("Somebody has just taken this cash in.")) from clash
    return hand_in
