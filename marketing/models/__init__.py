"""Pages and snippets around the menu."""

from .home import HomePage
from .pages import (
    ArticleIndexPage,
    ArticlePage,
    ContactPage,
    FAQPage,
    HelpIndexPage,
    HelpPage,
    LandingPage,
    OffersPage,
    PlansPage,
    StandardPage,
)
from .questions import Question, Topic

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ContactPage",
    "FAQPage",
    "HelpIndexPage",
    "HelpPage",
    "HomePage",
    "LandingPage",
    "OffersPage",
    "PlansPage",
    "Question",
    "StandardPage",
    "Topic",
]
