"""The kinds of messages that the house sends: their names for what varies, and their first words.

Apps register theirs when they start. The words in use are rows of MessageTemplate, which staff
edit; what stands here seeds those rows and speaks when a row is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """Words of one message: a subject for e-mail, and a body. {names} stand for what varies."""

    body: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class MessageKind:
    """`texts` by channel and language, for example texts["email"]["fr"]."""

    key: str
    placeholders: frozenset[str]
    texts: Mapping[str, Mapping[str, Text]]


_kinds: dict[str, MessageKind] = {}


def register(kind: MessageKind) -> None:
    """Make a kind known. Raises ValidationError when its own words use an unknown name."""
    for by_language in kind.texts.values():
        for text in by_language.values():
            check_placeholders(text.subject + text.body, kind.placeholders)
    _kinds[kind.key] = kind


def get_kind(key: str) -> MessageKind:
    return _kinds[key]


def all_kinds() -> Iterable[MessageKind]:
    return _kinds.values()


def check_placeholders(text: str, allowed: frozenset[str]) -> None:
    """Raises ValidationError naming the first {name} in `text` that will never be filled."""
    for name in PLACEHOLDER.findall(text):
        if name not in allowed:
            raise ValidationError(
                _("{%(name)s} is not known here. You can use: %(allowed)s.")
                % {"name": name, "allowed": ", ".join(f"{{{known}}}" for known in sorted(allowed))}
            )


def fill(text: str, context: Mapping[str, str]) -> str:
    """Put values in place of {names}; values are taken literally, never as markup or names."""
    return PLACEHOLDER.sub(lambda match: context.get(match[1], ""), text)
