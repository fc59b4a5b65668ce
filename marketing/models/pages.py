"""The pages around the menu. Each says where it may hang and what it shows beside its blocks."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from marketing.facts import Facts, Needs
from marketing.questions import by_topic, matching
from marketing.search_data import plans_data, questions_data
from marketing.selectors import Neighbour, children, neighbours
from menu_pages.links import Links
from menu_pages.selectors import crumbs
from ordering.subscriptions.comparing import MOST_MEALS_A_WEEK, WEEKS

from .base import BlocksPage

MAX_QUERY = 80


class InnerPage(BlocksPage):
    """A page with a way back, a headline and an introduction."""

    intro = models.CharField(
        _("introduction"),
        max_length=240,
        blank=True,
        help_text=_("What this page is, in a sentence or two."),
    )

    parent_page_types: ClassVar[list[str]] = ["marketing.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    description_fields = ("intro",)
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    search_fields = [*BlocksPage.search_fields, index.SearchField("intro")]

    class Meta:
        abstract = True

    def page_context(self, facts: Facts, request: HttpRequest, links: Links) -> dict[str, Any]:
        return {
            **super().page_context(facts, request, links),
            "crumbs": crumbs(self, links),
            "neighbours": self.get_neighbours(links),
        }

    def get_neighbours(self, links: Links) -> list[Neighbour]:
        """Other pages that somebody who reads this one may look for."""
        return neighbours(self, links)


class LandingPage(InnerPage):
    """A page for one occasion, with a large picture: a campaign, a ward, a holiday."""

    template = "marketing/landing_page.html"

    class Meta:
        verbose_name = _("landing page")
        verbose_name_plural = _("landing pages")

    def gather(self, needs: Needs) -> None:
        needs.hours = True

    def page_context(self, facts: Facts, request: HttpRequest, links: Links) -> dict[str, Any]:
        return {**super().page_context(facts, request, links), "kitchen": facts.kitchen}


class StandardPage(InnerPage):
    """A page that explains: about us, delivery, payment, privacy."""

    subpage_types: ClassVar[list[str]] = ["marketing.StandardPage"]
    parent_page_types: ClassVar[list[str]] = ["marketing.HomePage", "marketing.StandardPage"]
    template = "marketing/standard_page.html"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class FAQPage(InnerPage):
    """All questions by topic, with a search that works without scripts."""

    max_count_per_parent = 1
    template = "marketing/faq_page.html"

    class Meta:
        verbose_name = _("page of questions")
        verbose_name_plural = _("pages of questions")

    def gather(self, needs: Needs) -> None:
        needs.questions = True

    def page_context(self, facts: Facts, request: HttpRequest, links: Links) -> dict[str, Any]:
        query = request.GET.get("q", "").replace("\0", "")[:MAX_QUERY].strip()
        found = matching(facts.questions, query) if query else facts.questions
        return {
            **super().page_context(facts, request, links),
            "query": query,
            "count": len(found),
            "topics": by_topic(found),
            "structured": [questions_data(facts)] if facts.questions and not query else [],
        }


class HelpIndexPage(InnerPage):
    """The guide: one page for each thing that somebody wants to do."""

    subpage_types: ClassVar[list[str]] = ["marketing.HelpPage"]
    max_count_per_parent = 1
    template = "marketing/help_index_page.html"

    class Meta:
        verbose_name = _("help")
        verbose_name_plural = _("help")

    def page_context(self, facts: Facts, request: HttpRequest, links: Links) -> dict[str, Any]:
        return {**super().page_context(facts, request, links), "guides": children(self, links)}


class HelpPage(InnerPage):
    """How one thing is done, step by step and with pictures."""

    parent_page_types: ClassVar[list[str]] = ["marketing.HelpIndexPage"]
    template = "marketing/standard_page.html"

    class Meta:
        verbose_name = _("help page")
        verbose_name_plural = _("help pages")


class OffersPage(InnerPage):
    """What is offered now, beside the words of marketing."""

    max_count_per_parent = 1
    template = "marketing/standard_page.html"

    class Meta:
        verbose_name = _("page of offers")
        verbose_name_plural = _("pages of offers")


class PlansPage(InnerPage):
    """The plans side by side, and what one saves: a calculator that works without scripts."""

    max_count_per_parent = 1
    template = "marketing/plans_page.html"

    class Meta:
        verbose_name = _("page of plans")
        verbose_name_plural = _("pages of plans")

    def gather(self, needs: Needs) -> None:
        needs.plans = True

    def page_context(self, facts: Facts, request: HttpRequest, links: Links) -> dict[str, Any]:
        meals = meals_a_week(request.GET.get("meals", ""))
        return {
            **super().page_context(facts, request, links),
            "plans": facts.plans,
            "meals": meals,
            "most": MOST_MEALS_A_WEEK,
            "savings": [(plan, plan.saving_of(meals * WEEKS)) for plan in facts.plans if meals],
            "structured": [plans_data(facts)] if facts.plans else [],
        }


def meals_a_week(text: str) -> int:
    """What somebody typed into the calculator; 0 for what is no number of meals."""
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        return 0
    return min(int(text), MOST_MEALS_A_WEEK)


class ContactPage(InnerPage):
    """How to reach the house and when somebody is there."""

    max_count_per_parent = 1
    template = "marketing/contact_page.html"

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def gather(self, needs: Needs) -> None:
        needs.hours = True


class ArticleIndexPage(InnerPage):
    """Health and recipes: the newest article first."""

    subpage_types: ClassVar[list[str]] = ["marketing.ArticlePage"]
    max_count_per_parent = 1
    template = "marketing/article_index_page.html"

    class Meta:
        verbose_name = _("health and recipes")
        verbose_name_plural = _("health and recipes")

    def page_context(self, facts: Facts, request: HttpRequest, links: Links) -> dict[str, Any]:
        articles = children(self, links, with_pictures=True)
        return {**super().page_context(facts, request, links), "articles": articles}


class ArticlePage(InnerPage):
    """Something worth reading about food and health, or a recipe."""

    date = models.DateField(_("date"))
    author = models.CharField(_("written by"), max_length=80, blank=True)

    parent_page_types: ClassVar[list[str]] = ["marketing.ArticleIndexPage"]
    template = "marketing/article_page.html"
    og_type = "article"
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("date"),
        FieldPanel("author"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
