"""Vegetables eaten raw: tomato, cucumber, pepper, avocado."""

from dataclasses import replace
from math import cos, pi, sin

from ..piece import Pencil, Stuff, lay, mottled, plain
from ..relief import Finish
from ..scene import Scene
from ..shapes import blob, ellipse, moved, ribbon, scatter, smooth, turned
from .fruit import JUICY, MILD


def tomato_slice(scene: Scene, x: float, y: float, r: float, turn: float = 0) -> None:
    """A round of tomato with its seed chambers."""
    wall = Stuff(
        mottled("#dd3f28", "#ee6a48", 24), puff=10, finish=JUICY, edge="#b3200f", shadow=12
    )
    gel = Stuff(
        mottled("#c43418", "#e8762e", 14),
        puff=12,
        finish=replace(JUICY, bump=0.5),
        edge="#d8452a",
        shadow=0,
        power=0.4,
    )
    pip = Stuff(plain("#f3d27e"), puff=4, finish=JUICY, shadow=2)
    lay(scene, blob(scene.rng, r, r * 0.96, 0.025), wall, x, y)
    for index in range(5):
        lean = turn + index * 72
        lay(
            scene,
            turned(moved(blob(scene.rng, r * 0.25, r * 0.21, 0.08), r * 0.56, 0), lean),
            gel,
            x,
            y,
        )
        for along, across in ((0.45, -0.05), (0.56, 0.1), (0.66, -0.08), (0.62, 0.02)):
            (px, py), *_ = turned([(r * along, r * across)], lean)
            lay(scene, turned(ellipse(r * 0.055, r * 0.03), lean), pip, x + px, y + py)


def cucumber(scene: Scene, x: float, y: float, r: float) -> None:
    """A round of cucumber."""
    stuff = Stuff(
        mottled("#cfe0a0", "#e9f2c8", 20),
        puff=7,
        finish=MILD,
        edge="#3f6a26",
        edge_width=7,
        shadow=9,
    )

    def seeds(pencil: Pencil, dx: float, dy: float) -> None:
        for index in range(9):
            a = index * 0.7
            px, py = dx + r * 0.45 * cos(a), dy + r * 0.45 * sin(a)
            pencil.ellipse((px - 4, py - 3, px + 4, py + 3), fill="#f6f6dc", outline="#b9cc88")

    lay(scene, ellipse(r), stuff, x, y, marks=seeds)


def pepper_strips(
    scene: Scene, x: float, y: float, rx: float, ry: float, count: int, low: str, high: str
) -> None:
    """Curved strips of sweet pepper."""
    stuff = Stuff(mottled(low, high, 20), puff=9, finish=JUICY, edge=low, edge_width=6, shadow=9)
    for px, py in scatter(scene.rng, count, rx, ry, apart=20):
        start, size = scene.rng.uniform(0, 6.3), scene.rng.uniform(60, 90)
        arc = [(size * cos(start + t / 7), size * sin(start + t / 7)) for t in range(8)]
        lay(scene, moved(ribbon(arc, 22, 0.2), -arc[4][0], -arc[4][1]), stuff, x + px, y + py)


def avocado_slices(
    scene: Scene, x: float, y: float, size: float, turn: float, count: int = 6, gap: float = 36
) -> None:
    """A fan of avocado slices, dark green at the edge and yellow within."""
    stuff = Stuff(
        mottled("#dbd66e", "#f0ea9c", 30),
        puff=14,
        finish=Finish(bump=0.9, gloss=0.45, tilt=16, sharp=11, cavity=0.6),
        edge="#5d8a2a",
        edge_width=20,
        shadow=13,
    )
    for index in range(count):
        lean = (index - (count - 1) / 2) * 7
        line = [
            (size * (t / 6 - 1), -size * 0.34 * sin(pi * t / 12) + size * 0.12) for t in range(13)
        ]
        outline = turned(smooth(ribbon(line, size * 0.36, 0.75), detail=2), turn + lean)
        (px, py), *_ = turned([(0, (index - (count - 1) / 2) * gap)], turn)
        lay(scene, outline, stuff, x + px, y + py)


def avocado_half(scene: Scene, x: float, y: float, size: float, turn: float) -> None:
    """Half an avocado with its stone."""
    pear = [(-1, 0), (-0.86, -0.34), (-0.4, -0.46), (0.2, -0.62), (0.75, -0.5), (0.98, 0)]
    pear += [(px, -py) for px, py in pear[-2:0:-1]]
    outline = [(px * size, py * size) for px, py in pear]
    skin = Stuff(mottled("#25330f", "#41511c", 14), puff=10, finish=JUICY, rough=0.3, shadow=26)
    flesh = Stuff(
        mottled("#e6de7c", "#f4eeaa", 40),
        puff=16,
        finish=Finish(bump=0.7, gloss=0.45, tilt=12, sharp=10, cavity=0.2),
        edge="#7fa238",
        edge_width=34,
        shadow=0,
    )
    stone = Stuff(
        mottled("#6b3a1a", "#a5662f", 26),
        puff=size * 0.22,
        finish=Finish(bump=1.3, step=3, gloss=0.85, tilt=22, sharp=12, cavity=0.3),
        shadow=8,
    )
    lay(scene, turned(smooth(outline), turn), skin, x, y)
    lay(scene, turned(smooth([(px * 0.93, py * 0.91) for px, py in outline]), turn), flesh, x, y)
    (sx, sy), *_ = turned([(size * 0.36, 0)], turn)
    lay(scene, ellipse(size * 0.31), stone, x + sx, y + sy)
