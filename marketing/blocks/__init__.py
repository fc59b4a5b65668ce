"""The blocks that pages are built from. Words and pictures here; what is live comes as `Facts`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.blocks import StreamBlock

from marketing.facts import Needs

from .base import LiveBlock
from .house import (
    BannerBlock,
    ContactBlock,
    DietsBlock,
    HoursBlock,
    PlansBlock,
    PointsBlock,
    QuestionsBlock,
    ZonesBlock,
)
from .menu import DishesBlock, SectionsBlock
from .words import (
    ActionBlock,
    GalleryBlock,
    NoticeBlock,
    PictureTextBlock,
    QuotationBlock,
    StepsBlock,
    StoryBlock,
    TextBlock,
    WaysBlock,
)

__all__ = ["BodyBlock", "needs_of"]


class BodyBlock(StreamBlock):
    """Everything an editor can put on a page."""

    text = TextBlock()
    picture_text = PictureTextBlock()
    steps = StepsBlock()
    ways = WaysBlock()
    dishes = DishesBlock()
    sections = SectionsBlock()
    diets = DietsBlock()
    hours = HoursBlock()
    zones = ZonesBlock()
    plans = PlansBlock()
    points = PointsBlock()
    questions = QuestionsBlock()
    contact = ContactBlock()
    story = StoryBlock()
    quotation = QuotationBlock()
    gallery = GalleryBlock()
    notice = NoticeBlock()
    action = ActionBlock()
    banner = BannerBlock()

    class Meta:
        template = "marketing/blocks/body.html"


def needs_of(body: Iterable[Any], needs: Needs | None = None) -> Needs:
    """What the blocks of a body ask for."""
    needs = needs or Needs()
    for child in body:
        if isinstance(child.block, LiveBlock):
            child.block.gather(child.value, needs)
    return needs
