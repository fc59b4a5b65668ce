"""Links to pages inside rich texts."""

from __future__ import annotations

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from .reading import Reader


class ReadersLanguageLinks(PageLinkHandler):
    """A link leads to the page in the language of the reader, and costs no query of its own.

    Wagtail's own handler asks the database for the translation of each link.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        pages = cls.get_many(attrs_list)
        urls = Reader().urls(page for page in pages if page is not None)
        return [
            f'<a href="{escape(urls[page.pk])}">' if page and urls.get(page.pk) else "<a>"
            for page in pages
        ]
