"""What becomes of a payment in the sandbox: read from the number that pays.

The last three digits of a test number choose. The providers' own sandbox payers (46733123450 and
on) are mirrored, and the same endings work on Rwandan numbers: 0780 000 451 declines, as
46733123451 does. Every other number pays after a moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TEST_NUMBER = re.compile(r"(?:46733123|(?:250)?7[2389]0000)(\d{3})")

FAILURES = {
    "450": "INTERNAL_PROCESSING_ERROR",
    "451": "APPROVAL_REJECTED",
    "452": "EXPIRED",
    "455": "PAYER_NOT_FOUND",
    "456": "PAYEE_NOT_ALLOWED_TO_RECEIVE",
    "457": "NOT_ALLOWED",
    "461": "INTERNAL_PROCESSING_ERROR",
    "462": "SERVICE_UNAVAILABLE",
    "463": "COULD_NOT_PERFORM_TRANSACTION",
    "464": "NOT_ENOUGH_FUNDS",
    "465": "PAYER_LIMIT_REACHED",
}
# Said already when the payment is asked for.
REFUSALS = {
    "458": "NOT_ALLOWED_TARGET_ENVIRONMENT",
    "459": "INVALID_CALLBACK_URL_HOST",
    "460": "INVALID_CURRENCY",
}
STAYS_PENDING, DELAYED = "453", "454"
CALLBACK_LOST, CALLBACK_TWICE = "470", "471"
# The request arrives and the answer does not; neither arrives.
ANSWER_HANGS, REQUEST_HANGS = "472", "473"
# The first questions how it went are answered badly: too often, an error of theirs, rubbish.
STATUS_BUSY, STATUS_BROKEN, STATUS_RUBBISH = "474", "475", "476"
# Money is reported that was not asked for.
OTHER_AMOUNT, OTHER_CURRENCY, OTHER_REFERENCE = "477", "478", "479"
BAD_ANSWERS = 2
DELAY_FACTOR = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """`ending`: the three digits of a test number, "" for any other.

    `failure` is empty when the money comes; `seconds` is None when nothing is ever decided.
    """

    ending: str
    failure: str
    seconds: float | None


def outcome_of(msisdn: str, seconds: float) -> Outcome:
    """What becomes of a payment by this number; `seconds` is how long a person takes."""
    found = TEST_NUMBER.fullmatch(msisdn)
    ending = found[1] if found else ""
    if ending in {STAYS_PENDING, REQUEST_HANGS}:
        return Outcome(ending, "", None)
    if ending == DELAYED:
        seconds *= DELAY_FACTOR
    return Outcome(ending, FAILURES.get(ending, ""), seconds)
