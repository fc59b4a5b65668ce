"""Where a visit came from, in one short word: a campaign, another site, or nothing known. Pure."""

from __future__ import annotations

import re

CAMPAIGN = "campaign:"
SITE = "site:"
# A new name is free to invent for whoever sends it: only so many are kept a day.
MAX_SOURCES_A_DAY = 100
OTHERS = "others"

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_HOST = re.compile(r"(?=.{1,60}\Z)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def source_of(*, campaign: str, host: str) -> str:
    """The campaign that a link named, else the host of the site it stood on, else nothing.

    Only plain names and hosts; a path or a query of elsewhere could name a person.
    """
    name = campaign.strip().lower()
    if _NAME.fullmatch(name):
        return CAMPAIGN + name
    site = host.strip().lower().removeprefix("www.")
    return SITE + site if _HOST.fullmatch(site) else ""
