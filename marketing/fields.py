"""The body of a page as a model field."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField

from .blocks import BodyBlock


class BodyField(StreamField):
    """Any of our blocks. Migrations name the field, not its blocks: a new block needs none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(BodyBlock(), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
