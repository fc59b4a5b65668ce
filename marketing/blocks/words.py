"""Blocks of words and pictures."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    StructBlock,
)
from wagtail.blocks import (
    TextBlock as PlainBlock,
)
from wagtail.images.blocks import ImageChooserBlock

from marketing.facts import Facts, Needs
from menu_pages.picture_specs import WIDE_WIDTHS

from .base import SHORT_FEATURES, LinkBlock, LiveBlock, heading, rich_text, texts_of

PICTURE_HELP = _("Landscape 4:3, at least 960 pixels wide.")
ALT_HELP = _("What can be seen, for those who cannot see it. Empty: only decoration.")


class TextBlock(LiveBlock):
    heading = heading()
    text = rich_text()

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "marketing/blocks/text.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.texts += texts_of(value["text"])

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        return {"text": facts.text(value["text"].source)}


class PictureTextBlock(LiveBlock):
    heading = heading()
    text = rich_text(features=SHORT_FEATURES)
    picture = ImageChooserBlock(label=_("Picture"), help_text=PICTURE_HELP)
    alt = CharBlock(label=_("Picture in words"), max_length=160, required=False, help_text=ALT_HELP)
    side = ChoiceBlock(
        label=_("Picture stands"),
        choices=[("right", _("right of the text")), ("left", _("left of the text"))],
        default="right",
    )

    class Meta:
        icon = "image"
        label = _("Picture and text")
        template = "marketing/blocks/picture_text.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.texts += texts_of(value["text"])
        needs.picture(value["picture"])

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        return {
            "text": facts.text(value["text"].source),
            "shot": facts.shot(value["picture"], WIDE_WIDTHS, value["alt"]),
        }


class StepBlock(StructBlock):
    title = CharBlock(label=_("Step"), max_length=90)
    text = PlainBlock(label=_("Explanation"), rows=2, required=False)
    picture = ImageChooserBlock(label=_("Picture"), required=False, help_text=PICTURE_HELP)
    alt = CharBlock(label=_("Picture in words"), max_length=160, required=False, help_text=ALT_HELP)

    class Meta:
        icon = "order"
        label = _("Step")


class StepsBlock(LiveBlock):
    """Numbered steps: three short ones stand side by side, those with pictures below each other."""

    heading = heading()
    steps = ListBlock(StepBlock(), label=_("Steps"), min_num=1, max_num=12)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "marketing/blocks/steps.html"

    def gather(self, value: Any, needs: Needs) -> None:
        for step in value["steps"]:
            needs.picture(step["picture"])

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        steps = [
            {**step, "shot": facts.shot(step["picture"], WIDE_WIDTHS, step["alt"])}
            for step in value["steps"]
        ]
        has_pictures = any(step["shot"] for step in steps)
        return {"steps": steps, "is_across": len(steps) == 3 and not has_pictures}


class WayBlock(StructBlock):
    eyebrow = CharBlock(label=_("For whom"), max_length=40, required=False)
    title = CharBlock(label=_("Title"), max_length=60)
    points = ListBlock(CharBlock(max_length=160), label=_("Points"), min_num=1, max_num=5)
    is_dark = BooleanBlock(label=_("On a dark ground"), required=False)

    class Meta:
        icon = "tick"
        label = _("Panel")


class WaysBlock(LiveBlock):
    heading = heading()
    ways = ListBlock(WayBlock(), label=_("Panels"), min_num=1, max_num=6)

    class Meta:
        icon = "tick-inverse"
        label = _("Panels with points")
        template = "marketing/blocks/ways.html"


class StoryBlock(LiveBlock):
    heading = heading(required=True)
    text = rich_text(features=["bold", "italic", "link"])

    class Meta:
        icon = "openquote"
        label = _("Story on a dark ground")
        template = "marketing/blocks/story.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.texts += texts_of(value["text"])

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        return {"text": facts.text(value["text"].source)}


class QuotationBlock(LiveBlock):
    words = PlainBlock(label=_("Words"), rows=3)
    who = CharBlock(
        label=_("Who says so"),
        max_length=90,
        help_text=_("Only with the person's consent, and never with what they suffer from."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "marketing/blocks/quotation.html"


class GalleryPictureBlock(StructBlock):
    picture = ImageChooserBlock(label=_("Picture"), help_text=PICTURE_HELP)
    alt = CharBlock(label=_("Picture in words"), max_length=160, help_text=ALT_HELP)
    caption = CharBlock(label=_("Caption"), max_length=120, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class GalleryBlock(LiveBlock):
    heading = heading()
    pictures = ListBlock(GalleryPictureBlock(), label=_("Pictures"), min_num=2, max_num=12)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "marketing/blocks/gallery.html"

    def gather(self, value: Any, needs: Needs) -> None:
        for row in value["pictures"]:
            needs.picture(row["picture"])

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        shots = [
            {"shot": facts.shot(row["picture"], WIDE_WIDTHS, row["alt"]), "caption": row["caption"]}
            for row in value["pictures"]
        ]
        return {"shots": [row for row in shots if row["shot"]]}


class NoticeBlock(LiveBlock):
    tone = ChoiceBlock(
        label=_("Kind"),
        choices=[("careful", _("Please be careful")), ("suits", _("Good to know"))],
        default="suits",
    )
    text = rich_text(features=["bold", "italic", "link"])

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "marketing/blocks/notice.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.texts += texts_of(value["text"])

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        return {"text": facts.text(value["text"].source)}


class ActionBlock(LiveBlock):
    heading = heading(required=True)
    text = PlainBlock(label=_("Text"), rows=2, required=False)
    links = ListBlock(LinkBlock(), label=_("Buttons"), min_num=1, max_num=2)

    class Meta:
        icon = "link"
        label = _("Call to action")
        template = "marketing/blocks/action.html"

    def gather(self, value: Any, needs: Needs) -> None:
        for link in value["links"]:
            needs.page(link["page"])

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        links = [
            {"label": link["label"], "url": url}
            for link in value["links"]
            if (url := facts.url(link["page"]))
        ]
        return {"links": links}
