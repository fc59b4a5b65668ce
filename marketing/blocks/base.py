"""What every block has: a heading that can be linked to, and a place to say what it needs."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, RichTextBlock, StructBlock, StructValue

from marketing.facts import Facts, Needs

TEXT_FEATURES = ["h3", "bold", "italic", "link", "ul", "ol"]
SHORT_FEATURES = ["bold", "italic", "link", "ul"]


class HeadedValue(StructValue):
    @cached_property
    def anchor(self) -> str:
        """What a link on the same page leads to: "opening-hours"."""
        return slugify(self.get("heading") or "")


class LiveBlock(StructBlock):
    """Shows `block` and what `show` adds; its facts were loaded with those of the whole page."""

    def gather(self, value: Any, needs: Needs) -> None:
        """Say what this block will show. No query here."""

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        """What the template needs beside the value. No query here."""
        return {}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["block"] = value
        return {**context, **self.show(value, context.get("facts") or Facts())}

    class Meta:
        value_class = HeadedValue


def heading(**options: Any) -> CharBlock:
    return CharBlock(label=_("Heading"), max_length=90, **{"required": False, **options})


def rich_text(**options: Any) -> RichTextBlock:
    return RichTextBlock(**{"label": _("Text"), "features": TEXT_FEATURES, **options})


def texts_of(*values: Any) -> list[str]:
    """What is stored in rich texts, for `Needs.texts`."""
    return [value.source for value in values if value and value.source]


class LinkBlock(StructBlock):
    """A button: where it leads and what it says."""

    label = CharBlock(label=_("What it says"), max_length=40)
    page = PageChooserBlock(
        label=_("Page"), help_text=_("Each reader is led to it in their own language.")
    )

    class Meta:
        icon = "link"
        label = _("Button")
