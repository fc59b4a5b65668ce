"""What the pages say on a new site, in three languages. Marketing changes it in the admin."""

from __future__ import annotations

from .articles import ARTICLES
from .help import HELP
from .home import HOME
from .house import HOUSE
from .ordering import ORDERING
from .plans import PLANS
from .questions import QUESTIONS, TOPICS

# In the order in which they stand in menus; a parent before its children.
PAGES = (*ORDERING, PLANS, *HELP, *HOUSE, *ARTICLES)

__all__ = ["HOME", "PAGES", "QUESTIONS", "TOPICS"]
