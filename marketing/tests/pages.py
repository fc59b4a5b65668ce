"""Pages with one of each block, for tests of blocks, queries and the page cache."""

from __future__ import annotations

import itertools
import json
from typing import Any

from django.core.files.base import ContentFile

from marketing.models import HomePage, Question, StandardPage, Topic
from menu_pages.models import DishPage, SectionPage
from menu_pages.tests.pages import make_dish, make_section
from ordering.testing import make_item
from site_core.images.models import Picture

_numbers = itertools.count(1)

# One white pixel as PNG.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63f80f0001010100c9fe92ef0000000049454e44ae426082"
)


def make_home() -> HomePage:
    """The home page of the default site, with a menu of one section below it."""
    make_section()
    return HomePage.objects.get()


def make_menu(dishes: int) -> list[DishPage]:
    section = SectionPage.objects.get()
    return [make_dish(section, make_item(tags=["soft_diet"])) for _number in range(dishes)]


def make_page(home: HomePage, model: type = StandardPage, **fields: Any) -> Any:
    number = next(_numbers)
    body = fields.pop("body", [])
    values = {"title": f"Page {number}", "slug": f"page-{number}", "intro": "In short", **fields}
    return home.add_child(instance=model(body=json.dumps(body), **values))


def make_question(question: str = "May I?", answer: str = "<p>Yes.</p>", **fields: Any) -> Question:
    topic = fields.pop("topic", None) or Topic.objects.get_or_create(name="Eating")[0]
    return Question.objects.create(topic=topic, question=question, answer=answer, **fields)


def make_picture() -> Picture:
    """Without renditions: shown as nothing, asked for like any other."""
    picture = Picture(title="Pixel")
    picture.file.save(f"pixel-{next(_numbers)}.png", ContentFile(PIXEL), save=False)
    picture.width = picture.height = 1
    return Picture.objects.bulk_create([picture])[0]


def every_block(home: HomePage, picture: Picture, times: int = 1) -> list[dict[str, Any]]:
    """Each block `times` over, each with a text that links to a page."""
    linked = f'<p>See <a linktype="page" id="{home.pk}">home</a> {{}}</p>'
    blocks: list[dict[str, Any]] = []
    for turn in range(times):
        text = linked.format(turn)
        shown = {"picture": picture.pk, "alt": "A pixel"}
        values: dict[str, dict[str, Any]] = {
            "text": {"heading": f"Text {turn}", "text": text},
            "picture_text": {"heading": "Beside", "text": text, "side": "left", **shown},
            "steps": {"heading": "Steps", "steps": [{"title": "One", **shown}]},
            "ways": {"heading": "Ways", "ways": [{"title": "One", "points": ["a", "b"]}]},
            "dishes": {"source": "rule", "diet": "soft_diet", "max_price": 9_000, "limit": 4},
            "sections": {"heading": "Sections"},
            "diets": {"heading": "Diets"},
            "hours": {"heading": "Hours"},
            "zones": {"heading": "Zones"},
            "plans": {"heading": "Plans"},
            "points": {"heading": "Points"},
            "questions": {"heading": "Questions", "topic": None, "limit": 5},
            "contact": {"heading": "Contact"},
            "story": {"heading": "Story", "text": text},
            "quotation": {"words": "Good", "who": "A guest"},
            "gallery": {"heading": "Gallery", "pictures": [shown, shown]},
            "notice": {"tone": "careful", "text": text},
            "action": {
                "heading": "Action",
                "text": "Do it",
                "links": [{"label": "Go", "page": home.pk}],
            },
            "banner": {},
        }
        blocks += [{"type": kind, "value": value} for kind, value in values.items()]
    return blocks
