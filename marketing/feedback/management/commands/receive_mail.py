"""`manage.py receive_mail < letter`: for the mail server, which pipes what comes to support+...@.

Ends with the codes of sysexits.h, so that the server bounces what nobody takes and tries again
what failed for a moment. Prints no word of the letter.
"""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from marketing.feedback.inbound import MAX_BYTES, EmptyLetter, UnknownToken, receive

DATA_ERROR, NO_USER, TRY_AGAIN = 65, 67, 75


class Command(BaseCommand):
    help = "Attach an e-mail from standard input to the ticket that its address names."
    # A letter comes every few minutes: the checks of the whole site would cost more than the work.
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise CommandError("The letter is larger than 15 MB.", returncode=DATA_ERROR)
        try:
            ticket = receive(raw, now=timezone.now())
        except UnknownToken as error:
            raise CommandError(str(error), returncode=NO_USER) from None
        except EmptyLetter as error:
            raise CommandError(str(error), returncode=DATA_ERROR) from None
        except OperationalError as error:
            raise CommandError("The database is busy.", returncode=TRY_AGAIN) from error
        self.stdout.write(f"ticket {ticket.number}" if ticket else "passed over")
