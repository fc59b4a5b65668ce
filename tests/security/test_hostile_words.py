"""Words of strangers and of staff come back as words: in no page do they become HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import URLBlock
from wagtail.fields import RichTextField

from marketing.blocks.base import TEXT_FEATURES
from marketing.models import StandardPage
from marketing.tests.pages import (
    every_block,
    make_home,
    make_menu,
    make_page,
    make_picture,
    make_question,
)
from menu_pages.models import DishPage, SectionPage
from ordering.catalogue.models import MenuItem
from tests.addresses import our_routes
from tests.house import House

pytestmark = pytest.mark.django_db

# Opens a tag, ends an attribute of either kind, ends a script; short enough for narrow columns.
HOSTILE = "<x a=\"'></script>"
RAW = HOSTILE[:6]
OURS = ("site_core", "ordering", "menu_pages", "marketing")
# Not words: what programs look things up by.
CODES = ("code", "key", "token", "state", "kind", "digest", "fingerprint", "recipient", "password",
         "language", "reference", "phone", "currency", "path")  # fmt: skip


def word_fields(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """Columns that hold what somebody typed."""
    for field in model._meta.concrete_fields:
        plain = type(field) in {models.CharField, models.TextField}
        too_short = field.max_length is not None and field.max_length < len(HOSTILE)
        if (
            plain
            and not (field.choices or field.unique or too_short)
            and not any(code in field.name for code in CODES)
        ):
            yield field


def poison(models_: list[type[models.Model]]) -> int:
    """Write the hostile words into every such column of every row; returns how many columns."""
    columns = 0
    for model in models_:
        for field in word_fields(model):
            with suppress(IntegrityError), transaction.atomic():
                # A name that must be unique in its ward stays what it was.
                columns += model._default_manager.update(**{field.name: HOSTILE}) > 0
    return columns


def of_the_house() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.split(".")[0] in OURS]


def test_no_screen_of_the_house_lets_words_become_html(house: House) -> None:
    columns = poison([m for m in of_the_house() if not hasattr(m, "url_path")])
    assert columns > 60

    found = []
    for route in sorted(our_routes()):
        is_staffs = route.startswith(("cms/", "staff/", "account"))
        path = house.path(route)
        response = house.clients["admin" if is_staffs else "anonymous"].get(path)
        content = b"" if response.streaming else response.content
        if RAW.encode() in content and "html" in response.get("Content-Type", ""):
            found.append(path)
    assert found == []


def hostile(value: Any, name: str = "") -> Any:
    """The same block with hostile words wherever an editor types some."""
    if isinstance(value, dict):
        return {key: hostile(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, name) for inner in value]
    is_words = isinstance(value, str) and name not in {"source", "diet", "side", "tone"}
    return HOSTILE if is_words and not value.startswith("<p>") else value


def test_no_block_of_a_page_lets_words_become_html(client: Client) -> None:
    home = make_home()
    make_menu(2)
    question = make_question()
    body = [
        {"type": b["type"], "value": hostile(b["value"])} for b in every_block(home, make_picture())
    ]
    page = make_page(home, StandardPage, body=body)
    assert json.dumps(body).count("<x a=") > 20
    poison([StandardPage, type(question), MenuItem, SectionPage, DishPage])
    for model in (StandardPage, SectionPage, DishPage):
        model.objects.update(
            title=HOSTILE, draft_title=HOSTILE, search_description=HOSTILE, seo_title=""
        )

    for path in (page.url, "/menu/", DishPage.objects.first().url, f"/search/?q={HOSTILE}"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert RAW not in response.content.decode(), path
        assert "&lt;x a=" in response.content.decode(), path


@pytest.mark.parametrize(
    "written",
    [
        "<p><script>alert(1)</script>a</p>",
        '<p onclick="alert(1)">a</p>',
        '<p><a href="javascript:alert(1)">a</a></p>',
        "<p><img src=x onerror=alert(1) />a</p>",
        '<p><a linktype="page" id="1" onmouseover="alert(1)">a</a></p>',
        '<p><iframe src="//evil.example"></iframe>a</p>',
    ],
)
def test_the_editor_keeps_letters_and_drops_scripts(written: str) -> None:
    """What the rich-text editor posts is made anew from the few things it knows."""
    converter = ContentstateConverter(features=TEXT_FEATURES)
    kept = converter.to_database_format(converter.from_database_format(written))
    assert "a</" in kept
    for danger in (
        "<script",
        "onclick",
        "onerror",
        "onmouseover",
        "javascript:",
        "<iframe",
        "<img",
    ):
        assert danger not in kept


def test_an_address_in_a_block_is_a_web_address() -> None:
    for address in ("javascript:alert(1)", "data:text/html,x", "vbscript:x"):
        with pytest.raises(ValidationError):
            URLBlock().clean(address)


def test_rich_text_is_the_only_field_that_may_hold_html() -> None:
    """A new one is a decision: whoever writes into it must be staff, and the editor cleans it."""
    rich = {
        f"{model._meta.label}.{field.name}"
        for model in of_the_house()
        for field in model._meta.get_fields()
        if isinstance(field, RichTextField)
    }
    assert rich == {
        "feedback.SurveyPage.thanks",
        "marketing.Question.answer",
        "menu_pages.DishPage.description",
    }
