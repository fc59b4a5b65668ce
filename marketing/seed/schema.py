"""The shape of seeded pages, and short names for their blocks.

The bodies of a page in three languages have the same blocks in the same order, so that they are
translations of each other. A link to another seeded page is written <a href="page:its-code">.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Block = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Words:
    """A page in one language. `intro` is also what search engines show."""

    title: str
    intro: str
    body: Sequence[Block] = ()
    # Further fields of the page's own type.
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageSeed:
    """`code` is also the slug. `picture` is the code of a dish or of a picture in seed/pictures."""

    code: str
    kind: str
    words: Mapping[str, Words]
    parent: str = ""
    footer: str = ""
    in_header: bool = False
    picture: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSeed:
    """`words` by language: the question and its answer."""

    code: str
    topic: str
    words: Mapping[str, tuple[str, str]]


def text(heading: str, *paragraphs: str) -> Block:
    """A paragraph that begins with a tag is taken as it is."""
    html = "".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs)
    return "text", {"heading": heading, "text": html}


def bullets(*points: str) -> str:
    return "<ul>" + "".join(f"<li>{point}</li>" for point in points) + "</ul>"


def notice(words: str, tone: str = "suits") -> Block:
    return "notice", {"tone": tone, "text": f"<p>{words}</p>"}


def steps(heading: str, *rows: tuple[str, ...]) -> Block:
    """Rows of title, explanation and, where there is one, a picture and what can be seen on it."""
    return "steps", {
        "heading": heading,
        "steps": [
            dict(zip(("title", "text", "picture", "alt"), (*row, "", "", "")[:4], strict=True))
            for row in rows
        ],
    }


def ways(heading: str, *panels: tuple[str, str, Sequence[str]], dark_last: bool = True) -> Block:
    """Panels of eyebrow, title and points."""
    last = len(panels) - 1
    return "ways", {
        "heading": heading,
        "ways": [
            {
                "eyebrow": eyebrow,
                "title": title,
                "points": list(points),
                "is_dark": dark_last and n == last,
            }
            for n, (eyebrow, title, points) in enumerate(panels)
        ],
    }


def dishes(heading: str = "", intro: str = "", **rule: Any) -> Block:
    values = {"source": "popular", "items": [], "diet": "", "max_price": None, "limit": 8}
    return "dishes", {"heading": heading, "intro": intro, **values, **rule}


# A place for whatever banner is placed on pages.
BANNER: Block = ("banner", {})


def headed(kind: str, heading: str, **more: Any) -> Block:
    """A block that only has a heading, such as opening hours."""
    return kind, {"heading": heading, **more}


def zones(heading: str, intro: str) -> Block:
    return headed("zones", heading, intro=intro)


def questions(heading: str, topic: str, limit: int = 5) -> Block:
    return "questions", {"heading": heading, "topic": f"topic:{topic}", "limit": limit}


def story(heading: str, *paragraphs: str) -> Block:
    return "story", text(heading, *paragraphs)[1]


def action(heading: str, words: str, *links: tuple[str, str]) -> Block:
    """Buttons of what they say and the code of the page they lead to."""
    return "action", {
        "heading": heading,
        "text": words,
        "links": [{"label": label, "page": f"page:{code}"} for label, code in links],
    }
