"""Stylesheets hold together: a brace lost in one of them would silently end all that follows."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from site_core.base.bundles import build

CSS = Path(settings.STATICFILES_DIRS[0]) / "css"


@pytest.mark.parametrize("path", sorted(CSS.rglob("*.css")), ids=lambda path: path.name)
def test_every_brace_is_closed_before_the_next_part(path: Path) -> None:
    text = re.sub(r'"[^"\n]*"', '""', path.read_text(encoding="utf-8"))
    # A comment at the start of a line begins a part: there no rule may still be open.
    for part in (text[: found.start()] for found in re.finditer(r"^/\*", text, re.MULTILINE)):
        assert part.count("{") == part.count("}"), part[-200:]
    assert text.count("{") == text.count("}")


def test_a_bundle_follows_its_parts_whatever_their_age(settings: Any, tmp_path: Path) -> None:
    """The parts of a release, or of the one before it, are as old as their commit."""
    settings.STATICFILES_DIRS, settings.BUNDLE_ROOT = [tmp_path], tmp_path / "made"
    part = tmp_path / "css/base/a.css"
    part.parent.mkdir(parents=True)
    part.write_text("a { color: red }")
    assert build("bundles/site.css").read_text() == "a { color: red }"

    part.write_text("a { color: tan }")
    os.utime(part, (0, 0))

    assert build("bundles/site.css").read_text() == "a { color: tan }"
    part.unlink()
    assert build("bundles/site.css").read_text() == ""
