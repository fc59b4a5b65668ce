"""Wagtail's editor of rich text, told which label is its own."""

from __future__ import annotations

import json
from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea


class LabelledRichTextArea(DraftailRichTextArea):
    """The label of the form belongs to a hidden input; people type in a box of the editor's.

    Whoever listens to the page hears which text they write, as for every other field.
    """

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        shown = context["widget"]["attrs"]
        options = json.loads(shown["data-w-init-detail-value"])
        options["ariaLabelledBy"] = f"{shown['id']}-label"
        shown["data-w-init-detail-value"] = json.dumps(options)
        return context
