"""Heaps of many small things (grains, beans, chopped leaves), lit together as one relief."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from .colour import Rgb, rgb, vary
from .noise import noise, seeded
from .relief import Finish, dome_light, inflate, lit, rough, shade_with
from .scene import Scene
from .shapes import Outline, bounds, ellipse, mask_of, moved, scatter, turned

Stamp = tuple[Image.Image, Image.Image]
Shape = Callable[[], Outline]
TURNS = 24


@dataclass(frozen=True, slots=True)
class Grain:
    """One kind of small thing: its size in pixels, shape and colours."""

    length: float
    width: float
    colours: tuple[str, ...]
    bend: float = 0.0  # How far the middle is pushed out: 0 for rice, 0.2 for a bean.
    puff: float = 6.0
    leafy: bool = False  # Ragged instead of oval.
    spread: float = 0.07  # How much the colour varies from grain to grain.


@lru_cache(maxsize=64)
def _stamps(length: float, width: float, bend: float, puff: float, leafy: bool) -> list[Stamp]:
    """The grain at every turn: its mask and its height map."""
    rng = seeded(f"{length}/{width}/{bend}/{leafy}")
    stamps = []
    for turn in range(TURNS):
        angle = turn * 360 / TURNS
        scale = rng.uniform(0.86, 1.12)
        if leafy:
            outline = _leaf(rng, length * scale, width * scale)
        else:
            a, b, push = length / 2 * scale, width / 2 * scale, bend * length
            outline = [
                (a * cos(t * pi / 20), b * sin(t * pi / 20) - push * cos(t * pi / 20) ** 2)
                for t in range(40)
            ]
        outline = turned(outline, angle)
        box = bounds(outline, 3)
        size = (box[2] - box[0], box[3] - box[1])
        mask = mask_of(size, [moved(outline, -box[0], -box[1])])
        height = inflate(mask, puff, 0.5)
        if leafy and length > 40:
            crease = turned([(-length * 0.4, 0), (length * 0.4, 0)], angle)
            ImageDraw.Draw(height).line(moved(crease, -box[0], -box[1]), fill=90, width=3)
            height = rough(height, noise(size, 9, rng), 0.7)
        stamps.append((mask, height))
    return stamps


def _leaf(rng: Random, length: float, width: float) -> Outline:
    """A torn scrap of leaf: pointed, wavy, bent a little."""
    bend = rng.uniform(-0.25, 0.25) * width
    upper, lower = [], []
    for step in range(9):
        t = step / 8
        swell = width / 2 * sin(pi * t) ** 0.7
        middle = bend * sin(pi * t)
        x = (t - 0.5) * length
        upper.append((x, middle + swell * rng.uniform(0.7, 1.15)))
        lower.append((x, middle - swell * rng.uniform(0.7, 1.15)))
    return upper + lower[::-1]


def heap(
    scene: Scene,
    outline: Outline,
    x: float,
    y: float,
    grains: Sequence[tuple[Grain, int]],
    finish: Finish,
    *,
    ground: str = "",
    mound: float = 0.5,
    mound_reach: float = 90,
    shadow: float = 16,
    align: float | None = None,
    spots: Outline | None = None,
) -> None:
    """Fill an outline around ``x, y`` with so many of each grain, mixed, and light the lot.

    ``ground`` is the colour between the grains; ``mound`` how domed the heap is, 0 to 1;
    ``align`` lays the grains roughly along that many degrees; ``spots`` says where they lie
    (relative to ``x, y``) instead of leaving it to chance.
    """
    rng = scene.rng
    box = bounds(outline, int(max(grain.length for grain, _ in grains) * 0.6) + 8)
    size = (box[2] - box[0], box[3] - box[1])
    area = mask_of(size, [moved(outline, -box[0], -box[1])])
    mask = Image.new("L", size)
    height = Image.new("L", size)
    colours = Image.new("RGB", size, rgb(ground or grains[0][0].colours[0]))
    if ground:
        mask.paste(area)
        height.paste(70, (0, 0), area)
    bag = [grain for grain, count in grains for _ in range(count)]
    rng.shuffle(bag)
    inside = area.tobytes()
    paint = {grain: [rgb(colour) for colour in grain.colours] for grain, _ in grains}
    for index, grain in enumerate(bag):
        if spots is not None:
            gx, gy = int(spots[index][0]) - box[0], int(spots[index][1]) - box[1]
        else:
            for _ in range(30):
                gx, gy = int(rng.random() * size[0]), int(rng.random() * size[1])
                if inside[gy * size[0] + gx] > 128:
                    break
        stamps = _stamps(grain.length, grain.width, grain.bend, grain.puff, grain.leafy)
        if align is None:
            turn = int(rng.random() * TURNS)
        else:
            turn = round((align + rng.gauss(0, 16)) * TURNS / 360) % TURNS
        shape, bulge = stamps[turn]
        colour: Rgb = vary(rng.choice(paint[grain]), rng.gauss(0, grain.spread))
        spot = (gx - shape.width // 2, gy - shape.height // 2)
        colours.paste(colour, spot, shape)
        height.paste(bulge, spot, shape)
        mask.paste(255, spot, shape)
    if mound:
        dome = inflate(area, mound_reach, 0.8)
        shade = dome_light(dome, mound)
        colours = shade_with(colours, shade)
    scene.put(lit(colours, height, finish), mask, (x + box[0], y + box[1]), shadow, 0.55)


def strew(
    scene: Scene,
    x: float,
    y: float,
    rx: float,
    ry: float,
    grain: Grain,
    count: int,
    finish: Finish,
    shadow: float = 4,
) -> None:
    """Loose grains over whatever lies in an ellipse around ``x, y``."""
    spots = scatter(scene.rng, count, rx, ry, apart=grain.length * 0.7, dense=0.6)
    if spots:
        reach = max(grain.length, 12)
        outline = ellipse(rx + reach, ry + reach, 24)
        heap(
            scene,
            outline,
            x,
            y,
            [(grain, len(spots))],
            finish,
            mound=0,
            shadow=shadow,
            spots=spots,
        )
