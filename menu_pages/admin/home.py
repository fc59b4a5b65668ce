"""What of the menu's pages needs a hand, on the admin's first page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from menu_pages.models import DishPage
from ordering.backoffice.home import Figure

from .dishes import NEEDS, may_edit_pages


def page_chores() -> list[Figure]:
    """One query."""
    counts = DishPage.objects.aggregate(
        **{name: Count("pk", filter=condition) for name, condition in NEEDS.items()}
    )
    url = reverse("dishes:index")
    chores = [
        Figure(_("Dishes without a photo"), counts["photo"], f"{url}?needs=photo"),
        Figure(_("Dishes that sell nothing yet"), counts["item"], f"{url}?needs=item"),
        Figure(_("Dishes that are not published"), counts["publishing"], f"{url}?needs=publishing"),
        Figure(_("Dishes with changes to publish"), counts["changes"], f"{url}?needs=changes"),
    ]
    return [chore for chore in chores if chore.count]


class MenuPanel(Component):
    """For those who edit pages."""

    name = "menu"
    order = 60
    template_name = "backoffice/menu_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"chores": page_chores() if may_edit_pages(user) else []}
