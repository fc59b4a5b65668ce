"""Blocks of what the house is and does: hours, places, diets, questions, how to reach it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from marketing.facts import Facts, Needs
from ordering.loyalty.overview import tier_steps

from .base import LiveBlock, heading


class HoursBlock(LiveBlock):
    heading = heading(required=True)

    class Meta:
        icon = "time"
        label = _("Opening hours")
        template = "marketing/blocks/hours.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.hours = True

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        return {"week": facts.week, "kitchen": facts.kitchen}


class ZonesBlock(LiveBlock):
    heading = heading(required=True)
    intro = CharBlock(label=_("In one line"), max_length=160, required=False)

    class Meta:
        icon = "site"
        label = _("Where we deliver, and fees")
        template = "marketing/blocks/zones.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.zones = True

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        return {"zones": facts.zones}


class PlansBlock(LiveBlock):
    """The plans on offer with their prices of today."""

    heading = heading(required=True)
    intro = CharBlock(label=_("In one line"), max_length=160, required=False)

    class Meta:
        icon = "calendar-alt"
        label = _("Plans")
        template = "marketing/blocks/plans.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.plans = True

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        return {"plans": facts.plans}


class PointsBlock(LiveBlock):
    """How points are earned and what they pay, by the rules in force."""

    heading = heading(required=True)
    intro = CharBlock(label=_("In one line"), max_length=160, required=False)

    class Meta:
        icon = "pick"
        label = _("Points explained")
        template = "marketing/blocks/points.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.points = True

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        return {"rules": facts.points, "tiers": tier_steps(facts.points) if facts.points else ()}


class DietsBlock(LiveBlock):
    heading = heading(required=True)

    class Meta:
        icon = "help"
        label = _("Dietary tags explained")
        template = "marketing/blocks/diets.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.diets = True

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        return {"diets": facts.diets, "menu_url": facts.menu_url}


class QuestionsBlock(LiveBlock):
    """An excerpt of the questions. Choosing a topic keeps it right when questions are added."""

    heading = heading(required=True)
    topic = SnippetChooserBlock("marketing.Topic", label=_("Topic"), required=False)
    limit = IntegerBlock(label=_("How many at most"), min_value=1, max_value=20, default=5)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "marketing/blocks/questions.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.questions = True

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        topic = value["topic"]
        found = [
            asked
            for asked in facts.questions
            if topic is None or asked.topic_key == str(topic.translation_key)
        ]
        return {"questions": found[: value["limit"]], "facts": facts}


class ContactBlock(LiveBlock):
    heading = heading(required=True)

    class Meta:
        icon = "mail"
        label = _("How to reach us")
        template = "marketing/blocks/contact.html"


class BannerBlock(LiveBlock):
    """Where a banner stands on this page; which one is decided by its own placement and dates."""

    class Meta:
        icon = "view"
        label = _("Place for a banner")
        template = "marketing/blocks/banner.html"
