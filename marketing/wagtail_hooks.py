"""The "Marketing" group of the sidebar, where each app beside this file registers its own entries;
questions and answers in it; languages; and where links in rich texts lead."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from .admin import languages
from .admin.checks import use_house_checks
from .admin.first_steps import FirstStepsPanel
from .admin.questions import question_admin, topic_admin
from .admin.side_by_side import PageSideBySide, SnippetSideBySide, open_side_by_side
from .rich_links import ReadersLanguageLinks

register_snippet(question_admin)
register_snippet(topic_admin)


@hooks.register("register_admin_menu_item")
def register_marketing_group() -> SubmenuMenuItem:
    return SubmenuMenuItem(
        _("Marketing"),
        Menu(register_hook_name="register_marketing_menu_item"),
        name="marketing",
        icon_name="globe",
        order=155,
    )


@hooks.register("register_marketing_menu_item")
def register_questions() -> MenuItem:
    return question_admin.get_menu_item(order=10)


@hooks.register("register_marketing_menu_item")
def register_topics() -> MenuItem:
    return topic_admin.get_menu_item(order=11)


@hooks.register("register_rich_text_features", order=10)
def link_in_the_readers_language(features: FeatureRegistry) -> None:
    """After Wagtail's own: the last handler that is registered for links to pages counts."""
    features.register_link_type(ReadersLanguageLinks)


@hooks.register("register_page_action_menu_item")
def offer_side_by_side_for_pages() -> PageSideBySide:
    return PageSideBySide(order=5)


@hooks.register("register_snippet_action_menu_item")
def offer_side_by_side_for_snippets(model: type[Model]) -> SnippetSideBySide:
    return SnippetSideBySide(order=5)


# Before wagtail-localize looks whether a row is translated side by side.
@hooks.register("before_edit_page", order=-10)
@hooks.register("before_edit_snippet", order=-10)
def side_by_side(request: HttpRequest, row: Any) -> HttpResponse | None:
    return open_side_by_side(request, row)


@hooks.register("register_admin_urls")
def register_language_urls() -> list[URLPattern]:
    return languages.urls()


@hooks.register("register_reports_menu_item")
def register_language_report() -> MenuItem:
    return languages.menu_item()


@hooks.register("construct_wagtail_userbar")
def check_as_the_house_does(request: HttpRequest, items: list[Any], page: Any) -> None:
    use_house_checks(items)


@hooks.register("construct_homepage_panels")
def add_first_steps(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(FirstStepsPanel())


# Two queries for every row of a listing. The same button stands at the top of each page's editor.
hooks._hooks["register_page_listing_more_buttons"].remove((page_listing_more_buttons, 0))
