"""Our own content checks in Wagtail's check panel and user bar.

A page in a preview says what was found, in hidden elements (`{% findings %}`); each of our checks is
a rule of axe that such an element breaks.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.userbar import ContentCheckerItem

from site_core.base.content_checks import Check, all_checks


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.code,
        "impact": "moderate",
        "selector": f'[data-finding="{check.code}"]',
        "excludeHidden": False,
        "tags": ["best-practice"],
        # A check of axe that our elements never pass.
        "any": ["aria-label"],
        "enabled": True,
    }


class HouseChecks(ContentCheckerItem):
    def get_axe_run_only(self, request: HttpRequest) -> list[str]:
        return [*super().get_axe_run_only(request), *(check.code for check in all_checks())]

    def get_axe_custom_rules(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [*super().get_axe_custom_rules(request), *map(_rule, all_checks())]

    def get_axe_messages(self, request: HttpRequest) -> dict[str, Any]:
        ours = {
            check.code: {"error_name": check.name, "help_text": check.advice}
            for check in all_checks()
        }
        return {**super().get_axe_messages(request), **ours}


def use_house_checks(items: list[Any]) -> None:
    """Our checker in the place of Wagtail's."""
    for position, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[position] = HouseChecks(in_editor=item.in_editor)
