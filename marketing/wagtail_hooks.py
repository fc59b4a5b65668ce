"""The "Marketing" group of the sidebar, where each app beside this file registers its own entries;
questions and answers in it; and where links in rich texts lead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from .admin.questions import question_admin, topic_admin
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
