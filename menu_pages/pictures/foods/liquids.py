"""Anything with a level surface: soups, porridges, drinks, sauces in a bowl."""

from math import cos, pi, sin

from PIL import Image, ImageChops, ImageDraw

from ..colour import contrast, curve, faded, rgb
from ..noise import blend_of, cloud
from ..piece import Stuff, lay, plain
from ..relief import Finish, blurred, lit
from ..scene import Scene
from ..shapes import Outline, disc, moved, ribbon, rounded, scatter, turned


def surface(
    scene: Scene,
    x: float,
    y: float,
    r: float,
    low: str,
    high: str,
    *,
    cell: float = 90,
    ripple: float = 0.07,
    gloss: float = 0.5,
    depth: float = 26,
    rough_cell: float = 60,
) -> None:
    """A round liquid surface standing ``depth`` pixels under its rim."""
    r = round(r)
    size = (r * 2, r * 2)
    rng = scene.rng
    colours = blend_of(cloud(size, cell, rng).point(contrast(0.7)), rgb(low), rgb(high))
    height = cloud(size, rough_cell, rng, 2).point(curve(lambda v: 0.5 + (v - 0.5) * ripple))
    finish = Finish(bump=1.2, step=3, gloss=gloss, tilt=7, sharp=3.2, cavity=0)
    picture = lit(colours, height, finish)
    mask = disc(r)
    far = Image.new("L", size)
    shift = round(depth)
    far.paste(mask, (shift, shift))
    wall = blurred(ImageChops.invert(far), max(2.0, depth * 0.45))
    picture.paste((30, 12, 4), None, faded(wall, 0.62))
    rim = Image.new("L", size, 255)
    rim.paste(0, (4, 4), disc(r - 4))
    ramp = Image.linear_gradient("L").rotate(-45).crop((38, 38, 218, 218)).resize(size)
    edge = ImageChops.multiply(blurred(rim, 2), ramp.point(curve(lambda v: max(0, v - 0.4))))
    picture.paste((255, 240, 214), None, edge)
    scene.put(picture, mask, (x - r, y - r))


def spiral(
    scene: Scene,
    x: float,
    y: float,
    r: float,
    colour: str,
    *,
    turns: float = 2.2,
    width: float = 22,
    opacity: float = 0.75,
    soft: float = 4,
) -> None:
    """A swirl of cream, milk or groundnut paste poured into the surface."""
    line = []
    for step in range(90):
        t = step / 89
        angle = t * turns * 2 * pi + 0.6
        reach = r * (0.08 + 0.92 * t) * (1 + 0.05 * sin(angle * 3))
        line.append((x + reach * cos(angle), y + reach * sin(angle)))
    scene.stain([moved(ribbon(line, width, 0.9), 3, 4)], (60, 30, 10), 0.25, soft)
    scene.stain([ribbon(line, width, 0.9)], rgb(colour), opacity, soft)


def froth(
    scene: Scene, x: float, y: float, r: float, colour: str, count: int, edge: bool = True
) -> None:
    """Bubbles, gathered at the rim or strewn over the whole surface."""
    size = (round(r * 2), round(r * 2))
    flat = Image.new("RGB", size, rgb(colour))
    height, mask = Image.new("L", size), Image.new("L", size)
    bump, cut = ImageDraw.Draw(height), ImageDraw.Draw(mask)
    for _ in range(count):
        a = scene.rng.uniform(0, 2 * pi)
        reach = r * (
            1 - abs(scene.rng.gauss(0, 0.06)) - 0.03 if edge else scene.rng.random() ** 0.6 * 0.97
        )
        b = scene.rng.choice((3, 4, 4, 5, 6, 8, 11)) * r / 280
        px, py = r + (reach - b) * cos(a), r + (reach - b) * sin(a)
        cut.ellipse((px - b, py - b, px + b, py + b), fill=150)
        for layer in range(3):
            k = b * (1 - layer * 0.3)
            bump.ellipse((px - k, py - k, px + k, py + k), fill=90 + layer * 60)
    picture = lit(flat, blurred(height, 1), Finish(bump=0.7, step=1, gloss=0.7, tilt=18, sharp=12))
    scene.put(picture, blurred(mask, 0.7), (x - r, y - r))


def clear(scene: Scene, x: float, y: float, r: float, colour: str, opacity: float = 0.5) -> None:
    """Light that has gone through a clear drink and gathers on the far side from the lamp."""
    far = [
        (x + r * 0.66 * cos(a * pi / 20), y + r * 0.66 * sin(a * pi / 20)) for a in range(-4, 15)
    ]
    near = [(x + r * 0.12 + (px - x) * 0.3, y + r * 0.12 + (py - y) * 0.3) for px, py in far[::-1]]
    scene.stain([far + near], rgb(colour), opacity, r * 0.12)


def gleam(scene: Scene, x: float, y: float, r: float, opacity: float = 0.35) -> None:
    """The window's reflection: a soft crescent on the lit side of a still surface."""
    outer = [(r * cos(a * pi / 30), r * sin(a * pi / 30)) for a in range(32, 45)]
    inner = [
        (r * 0.86 * cos(a * pi / 30) + 2, r * 0.86 * sin(a * pi / 30) + 2)
        for a in range(43, 33, -1)
    ]
    scene.stain([moved(outer + inner, x, y)], (255, 255, 250), opacity, 7)
    small = [(r * 0.93 * cos(a * pi / 30), r * 0.93 * sin(a * pi / 30)) for a in range(47, 50)]
    scene.stain([moved(ribbon(small, r * 0.07), x, y)], (255, 255, 250), opacity * 0.8, 5)


def ice(
    scene: Scene, x: float, y: float, rx: float, ry: float, count: int, size: float = 92
) -> None:
    """Cubes of ice, more light than matter."""
    for px, py in scatter(scene.rng, count, rx, ry, apart=size):
        turn = scene.rng.uniform(0, 90)
        outline = moved(turned(rounded(size, size * 0.92, 16), turn), x + px, y + py)
        core = moved(
            turned(rounded(size * 0.62, size * 0.56, 12), turn + 6), x + px + 3, y + py + 3
        )
        scene.stain([moved(outline, 6, 7)], (20, 30, 40), 0.28, 5)
        scene.stain([outline], (240, 248, 250), 0.42, 1)
        scene.stain([core], (120, 150, 160), 0.25, 6)
        edge = turned(
            [(-size * 0.44, size * 0.4), (-size * 0.44, -size * 0.4), (size * 0.4, -size * 0.42)],
            turn,
        )
        scene.stain([ribbon(moved(edge, x + px, y + py), 7)], (255, 255, 255), 0.85, 2)


def dots(
    scene: Scene, x: float, y: float, rx: float, ry: float, colour: str, count: int, size: float
) -> None:
    """Drops of oil or specks of spice on a surface."""
    drops: list[Outline] = []
    for px, py in scatter(scene.rng, count, rx, ry):
        b = size * scene.rng.uniform(0.4, 1.2)
        drops.append(
            [
                (x + px + b * cos(t), y + py + b * sin(t))
                for t in (0, 0.8, 1.6, 2.4, 3.1, 3.9, 4.7, 5.5)
            ]
        )
    if drops:
        scene.stain(drops, rgb(colour), 0.6, 0.8)


def noodles(scene: Scene, x: float, y: float, r: float, count: int = 16) -> None:
    """Loops of thin noodle lying in a broth."""
    stuff = Stuff(
        plain("#f6dd94"), puff=8, finish=Finish(bump=0.9, gloss=0.6, tilt=17, sharp=9), shadow=6
    )
    for px, py in scatter(scene.rng, count, r * 0.72, r * 0.72):
        start, sweep = scene.rng.uniform(0, 6.3), scene.rng.uniform(0.10, 0.2)
        size = scene.rng.uniform(r * 0.18, r * 0.34)
        line = [
            (
                size * cos(start + t * sweep) * (1 + 0.12 * sin(t)),
                size * 0.8 * sin(start + t * sweep),
            )
            for t in range(26)
        ]
        middle = line[13]
        lay(
            scene,
            moved(ribbon(line, 15), -middle[0], -middle[1]),
            stuff,
            x + px * 0.8,
            y + py * 0.8,
        )


def glaze(
    scene: Scene, outline: Outline, x: float, y: float, colour: str, opacity: float = 0.6
) -> None:
    """A clear syrup or oil: what lies under it shows through, its edge catches the light."""
    shape = moved(outline, x, y)
    inner = [(x + px * 0.93, y + py * 0.92) for px, py in outline]
    scene.stain([moved(shape, 4, 5)], (50, 20, 0), 0.3, 5)
    scene.stain([shape], rgb(colour), opacity, 2)
    scene.stain([inner], rgb(colour), opacity * 0.4, 8)
    lit_edge = [(px - 3, py - 3) for px, py in shape[26:44]]
    if len(lit_edge) > 3:
        scene.stain([moved(ribbon(lit_edge, 7, 0.9), 9, 9)], (255, 244, 214), 0.8, 2)
