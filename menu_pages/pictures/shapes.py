"""Outlines as lists of points, and their smooth-edged masks."""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, hypot, pi, sin
from random import Random

from PIL import Image, ImageDraw

Point = tuple[float, float]
Outline = list[Point]
GOLDEN = pi * (3 - 5**0.5)


def blob(rng: Random, rx: float, ry: float, wobble: float = 0.08, lobes: int = 5) -> Outline:
    """A closed, irregular, smooth outline around the origin."""
    waves = [
        (lobe, rng.uniform(0.3, 1.0) * wobble / lobe**0.5, rng.uniform(0, 2 * pi))
        for lobe in range(2, 2 + lobes)
    ]
    outline = []
    for step in range(56):
        angle = step * 2 * pi / 56
        reach = 1 + sum(size * sin(lobe * angle + phase) for lobe, size, phase in waves)
        outline.append((rx * reach * cos(angle), ry * reach * sin(angle)))
    return outline


def ellipse(rx: float, ry: float | None = None, steps: int = 72) -> Outline:
    """An ellipse around the origin."""
    ry = rx if ry is None else ry
    return [(rx * cos(i * 2 * pi / steps), ry * sin(i * 2 * pi / steps)) for i in range(steps)]


def smooth(points: Sequence[Point], closed: bool = True, detail: int = 8) -> Outline:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    outline = []
    for index in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(index + k - 1) % count] for k in range(4))
        else:
            p0, p1, p2, p3 = (points[max(0, min(count - 1, index + k - 1))] for k in range(4))
        for step in range(detail):
            t = step / detail
            x, y = (
                0.5 * (2 * b + (c - a) * t)
                + 0.5 * ((2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
                for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
            )
            outline.append((x, y))
    if not closed:
        outline.append(points[-1])
    return outline


def ribbon(points: Sequence[Point], width: float, taper: float = 0.0) -> Outline:
    """A band of the given width along a line; ``taper`` 1 brings both ends to a point."""
    left, right = [], []
    last = len(points) - 1
    for index, (x, y) in enumerate(points):
        ax, ay = points[max(0, index - 1)]
        bx, by = points[min(last, index + 1)]
        length = hypot(bx - ax, by - ay) or 1.0
        half = width / 2 * (1 - taper * abs(2 * index / last - 1) ** 2)
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def rounded(width: float, height: float, radius: float) -> Outline:
    """A rectangle around the origin with round corners."""
    outline = []
    for quarter, (sx, sy) in enumerate([(1, 1), (-1, 1), (-1, -1), (1, -1)]):
        for step in range(7):
            angle = quarter * pi / 2 + step * pi / 12
            outline.append(
                (
                    sx * (width / 2 - radius) + radius * cos(angle),
                    sy * (height / 2 - radius) + radius * sin(angle),
                )
            )
    return outline


def turned(outline: Sequence[Point], degrees: float) -> Outline:
    """The outline turned around the origin, clockwise on the picture."""
    c, s = cos(degrees * pi / 180), sin(degrees * pi / 180)
    return [(x * c - y * s, x * s + y * c) for x, y in outline]


def moved(outline: Sequence[Point], dx: float, dy: float) -> Outline:
    """The outline shifted."""
    return [(x + dx, y + dy) for x, y in outline]


def bounds(outline: Sequence[Point], margin: int = 0) -> tuple[int, int, int, int]:
    """The whole-pixel box around an outline."""
    xs = [x for x, _ in outline]
    ys = [y for _, y in outline]
    return (
        int(min(xs)) - margin,
        int(min(ys)) - margin,
        int(max(xs)) + margin + 1,
        int(max(ys)) + margin + 1,
    )


def mask_of(size: tuple[int, int], outlines: Sequence[Sequence[Point]]) -> Image.Image:
    """A mask of the outlines with smooth edges (drawn at twice the size)."""
    large = Image.new("L", (size[0] * 2, size[1] * 2))
    pencil = ImageDraw.Draw(large)
    for outline in outlines:
        pencil.polygon([(x * 2, y * 2) for x, y in outline], fill=255)
    return large.reduce(2)


@lru_cache(maxsize=64)
def disc(radius: int) -> Image.Image:
    """A round mask, ``2 * radius`` wide, with smooth edges."""
    large = Image.new("L", (radius * 4, radius * 4))
    ImageDraw.Draw(large).ellipse((0, 0, radius * 4 - 1, radius * 4 - 1), fill=255)
    return large.reduce(2)


def scatter(
    rng: Random, count: int, rx: float, ry: float, apart: float = 0.0, dense: float = 0.5
) -> Outline:
    """Points strewn over an ellipse around the origin.

    With ``apart`` they keep about that distance by growing like a sunflower's seeds, else they
    fall anywhere. ``dense`` 0.5 spreads evenly; larger gathers them in the middle.
    """
    if not apart:
        spots = [(rng.random() ** dense, rng.uniform(0, 2 * pi)) for _ in range(count)]
        return [(rx * reach * cos(angle), ry * reach * sin(angle)) for reach, angle in spots]
    phase = rng.uniform(0, 2 * pi)
    points = []
    for index in range(count):
        reach, angle = ((index + 0.4) / count) ** dense, phase + index * GOLDEN
        points.append(
            (
                rx * reach * cos(angle) + rng.gauss(0, apart * 0.16),
                ry * reach * sin(angle) + rng.gauss(0, apart * 0.16),
            )
        )
    rng.shuffle(points)
    return points
