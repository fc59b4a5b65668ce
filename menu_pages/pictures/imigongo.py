"""Imigongo bands, the Rwandan relief art of zigzags and lozenges, for rims and cloth edges."""

from math import cos, pi, sin

from PIL import Image, ImageDraw

from .shapes import Outline

BLACK, EARTH, CREAM, WHITE = (35, 27, 22), (158, 58, 32), (240, 228, 205), (250, 246, 238)


def _tile(width: float) -> list[tuple[tuple[int, int, int], Outline]]:
    """One repeat of the band, ``width`` long and 1 high: colour and outline."""
    w = width
    return [
        (EARTH, [(0, 0), (w, 0), (w / 2, 0.5)]),
        (EARTH, [(0, 1), (w, 1), (w / 2, 0.5)]),
        (CREAM, [(w * 0.18, 0), (w * 0.82, 0), (w / 2, 0.32)]),
        (CREAM, [(w * 0.18, 1), (w * 0.82, 1), (w / 2, 0.68)]),
        (BLACK, [(w * 0.34, 0), (w * 0.66, 0), (w / 2, 0.16)]),
        (BLACK, [(w * 0.34, 1), (w * 0.66, 1), (w / 2, 0.84)]),
        (BLACK, [(0, 0.14), (w * 0.36, 0.5), (0, 0.86)]),
        (BLACK, [(w, 0.14), (w * 0.64, 0.5), (w, 0.86)]),
        (WHITE, [(0, 0.34), (w * 0.16, 0.5), (0, 0.66)]),
        (WHITE, [(w, 0.34), (w * 0.84, 0.5), (w, 0.66)]),
    ]


def band(length: int, height: int) -> Image.Image:
    """A straight band of pattern."""
    big = Image.new("RGB", (length * 2, height * 2), WHITE)
    pencil = ImageDraw.Draw(big)
    repeats = max(1, round(length / height))
    width = length / repeats / height
    for index in range(repeats):
        for colour, outline in _tile(width):
            pencil.polygon(
                [((x + index * width) * height * 2, y * height * 2) for x, y in outline],
                fill=colour,
            )
    return big.reduce(2)


def rim(radius: int, inner: int, repeats: int) -> Image.Image:
    """The band bent into a ring: a square picture, twice ``radius`` wide."""
    big = Image.new("RGB", (radius * 4, radius * 4), WHITE)
    pencil = ImageDraw.Draw(big)
    width = 1.0
    for index in range(repeats):
        for colour, outline in _tile(width):
            bent = []
            for x, y in _dense(outline):
                angle = (index + x) / repeats * 2 * pi
                reach = (radius - y * (radius - inner)) * 2
                bent.append((radius * 2 + reach * cos(angle), radius * 2 + reach * sin(angle)))
            pencil.polygon(bent, fill=colour)
    return big.reduce(2)


def _dense(outline: Outline) -> Outline:
    """The outline with a point in the middle of every side, so that sides can bend."""
    dense = []
    for (ax, ay), (bx, by) in zip(outline, outline[1:] + outline[:1], strict=True):
        dense += [(ax, ay), ((ax + bx) / 2, (ay + by) / 2)]
    return dense
