"""Stylesheets hold together: a brace lost in one of them would silently end all that follows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.STATICFILES_DIRS[0]) / "css"


@pytest.mark.parametrize("path", sorted(CSS.rglob("*.css")), ids=lambda path: path.name)
def test_every_brace_is_closed_before_the_next_part(path: Path) -> None:
    text = re.sub(r'"[^"\n]*"', '""', path.read_text(encoding="utf-8"))
    # A comment at the start of a line begins a part: there no rule may still be open.
    for part in (text[: found.start()] for found in re.finditer(r"^/\*", text, re.MULTILINE)):
        assert part.count("{") == part.count("}"), part[-200:]
    assert text.count("{") == text.count("}")
