"""The demo's password: made once for each machine, never in the code, kept in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils.translation import gettext as _

from site_core.users.errors import DemoRefused
from site_core.users.models import User
from site_core.users.services import DEMO_DOMAIN

# Short words that are easy to type on a phone; the digits and the site's rate limits do the rest.
# fmt: off
WORDS = (
    "isombe", "ibihaza", "igitoki", "ubugali", "sambaza", "dodo", "ikinyomoro", "umuneke",
    "urubuto", "amata", "ikawa", "icyayi", "ubuki", "inyama", "amafi", "ibishyimbo", "umuceri",
    "igikoma", "karoti", "pilau", "chapati", "tilapia", "avoka", "imineke",
)
# fmt: on


def refuse_demo_in_production() -> None:
    """Raise DemoRefused before anything is written, unless these settings allow a demo."""
    if not settings.DEMO_ALLOWED:
        raise DemoRefused(
            _("Refused under these settings: demo accounts share a password. Leave --demo out.")
        )


def password_path() -> Path:
    return Path(settings.VAR_DIR) / "demo_password"


def demo_password() -> str:
    """The password of every demo account on this machine, made at first use (file mode 600)."""
    path = password_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    password = "-".join(
        [secrets.choice(WORDS), str(secrets.randbelow(9000) + 1000), secrets.choice(WORDS)]
    )
    with os.fdopen(descriptor, "w") as handle:
        handle.write(password)
    return password


def demo_log_ins() -> list[str]:
    """A line for each demo account that the password opens, for whoever started it in a terminal.

    Guests of the demo day have no password, so they are not among them."""
    if not settings.DEMO_ALLOWED or not password_path().exists():
        return []
    people = User.objects.filter(email__endswith=f"@{DEMO_DOMAIN}").order_by("pk")
    people = people.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return [f"{person.email}  {person.name}" for person in people]
