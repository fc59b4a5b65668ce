"""Pages for tests: home, menu, one section and dishes in it."""

from __future__ import annotations

import itertools
from typing import Any

from wagtail.models import Page, Site

from marketing.models import HomePage
from menu_pages.models import DishPage, MenuPage, SectionPage
from ordering.catalogue.models import MenuItem

_numbers = itertools.count(1)


def make_section() -> SectionPage:
    """A section under menu and home, the home page being the root of the default site."""
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(title="Home", slug=f"home-{next(_numbers)}", headline="H", welcome="W")
    )
    Site.objects.filter(is_default_site=True).update(root_page=home)
    Site.clear_site_root_paths_cache()
    menu = home.add_child(instance=MenuPage(title="Menu", slug="menu"))
    return menu.add_child(instance=SectionPage(title="Lunch", slug="lunch"))


def make_dish(section: SectionPage, item: MenuItem | None, **fields: Any) -> DishPage:
    number = next(_numbers)
    values = {"title": f"Dish {number}", "summary": "One line", **fields}
    return section.add_child(instance=DishPage(slug=f"dish-{number}", item=item, **values))
