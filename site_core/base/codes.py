"""Public codes: what stands in a link instead of a primary key."""

from __future__ import annotations

import secrets

# Crockford's base 32: no i, l, o, u, so that a code can be read out over the phone.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def random_code(length: int) -> str:
    """`length` random characters, five bits each: 20 characters cannot be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def link_code() -> str:
    """A code of 100 bits, for links that open something without a log-in."""
    return random_code(20)


def short_code() -> str:
    """A code of 50 bits, for things that are checked against their owner as well."""
    return random_code(10)
