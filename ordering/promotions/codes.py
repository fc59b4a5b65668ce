"""Coupon codes as people type them: capitals, spaces and hyphens do not matter."""

from __future__ import annotations

import re

from site_core.base.codes import random_code

MAX_TYPED = 60
MAX_LENGTH = 30
MIN_LENGTH = 5


def normalise_code(text: str) -> str:
    """ " welcome-10 " -> "WELCOME10". What cannot be a code becomes ""."""
    code = re.sub(r"[\s\-]+", "", text[:MAX_TYPED]).upper()
    return code if re.fullmatch(rf"[A-Z0-9]{{{MIN_LENGTH},{MAX_LENGTH}}}", code) else ""


def new_code() -> str:
    """Forty random bits: not to be guessed within the limits of trying."""
    return random_code(8).upper()
