"""The picture that a chat shows of a page without one: the house's pattern and the page's name. Pure."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

import font_source_serif_pro
from PIL import Image, ImageDraw, ImageFont

from menu_pages.pictures.imigongo import band
from site_core.base.share_shape import SHARE_SIZE

PAPER, INK, EARTH = (251, 246, 238), (34, 27, 22), (166, 58, 30)
FONTS = Path(font_source_serif_pro.font_directory)
EDGE, BAND = 90, 86
# The largest size in which the name fits into the lines there are wins.
SIZES = (92, 80, 70, 60, 52, 44)
LINES = 3


def draw_card(name: str, *, house: str) -> bytes:
    """1200 x 630 pixels as PNG, the same bytes for the same names."""
    width, height = SHARE_SIZE
    card = Image.new("RGB", SHARE_SIZE, PAPER)
    rim = band(width, BAND)
    card.paste(rim, (0, 0))
    card.paste(rim, (0, height - BAND))
    pencil = ImageDraw.Draw(card)
    pencil.text((EDGE, BAND + 54), house, font=_font("Semibold", 44), fill=EARTH)
    lines, font = _fitted(" ".join(name.split()), width - 2 * EDGE)
    step = round(font.size * 1.18)
    top = BAND + 130 + (height - 2 * BAND - 150 - step * len(lines)) // 2
    for number, line in enumerate(lines):
        pencil.text((EDGE, top + number * step), line, font=font, fill=INK)
    memory = BytesIO()
    card.save(memory, format="PNG", optimize=True)
    return memory.getvalue()


@lru_cache(maxsize=16)
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"SourceSerifPro-{weight}.ttf"), size)


def _fitted(text: str, width: int) -> tuple[list[str], ImageFont.FreeTypeFont]:
    for size in SIZES:
        font = _font("Bold", size)
        lines = _wrapped(text, font, width)
        if len(lines) <= LINES:
            return lines, font
    kept = lines[:LINES]
    kept[-1] = _shortened(kept[-1], font, width)
    return kept, font


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return [_shortened(line, font, width) for line in lines]


def _shortened(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """A line that is too wide even alone ends with dots."""
    if font.getlength(line) <= width:
        return line
    while line and font.getlength(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"
