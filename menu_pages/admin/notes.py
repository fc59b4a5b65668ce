"""Dietary tags as people read them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from menu_pages.models import DietaryNote


class DietaryNoteViewSet(SnippetViewSet):
    model = DietaryNote
    icon = "help"
    menu_label = _("Dietary tags")
    menu_name = "dietary-tags"
    list_display = ("name", "tag", "explanation")
    list_filter = ("tag",)
    ordering = "name"


dietary_notes = DietaryNoteViewSet()
# The menu group shows it; Wagtail would list it under "Snippets" as well.
dietary_notes.menu_item_is_registered = True
