"""What the editor's check panel says about a page, beside what Wagtail finds by itself.

A page type names its findings by code (`SitePage.findings`). In a preview they stand hidden at the
end of the page, where Wagtail's checker finds them and says the words that belong to the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Check:
    code: str
    name: Any
    advice: Any


_checks: dict[str, Check] = {}


def register(*checks: Check) -> None:
    """Make codes known, with a name and advice for people. Raises ValueError for a code twice."""
    for check in checks:
        if _checks.setdefault(check.code, check) != check:
            raise ValueError(f"Two checks are called {check.code}.")


def all_checks() -> list[Check]:
    return list(_checks.values())


TITLE_LONG = "title-too-long"
DESCRIPTION_LONG = "description-too-long"
ALT_MISSING = "picture-without-words"

register(
    Check(
        TITLE_LONG,
        _("The title is too long for search results"),
        _("Search engines cut it after 60 letters. Write a shorter one under Promote."),
    ),
    Check(
        DESCRIPTION_LONG,
        _("The description is too long for search results"),
        _("Search engines cut it after 160 letters. Write a shorter one under Promote."),
    ),
    Check(
        ALT_MISSING,
        _("A picture is not told in words"),
        _("Write what it shows, for people who cannot see it."),
    ),
)
