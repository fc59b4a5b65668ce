"""Fish from the lake, large and small."""

from dataclasses import replace
from math import pi, sin

from ..piece import Pencil, Stuff, fibrous, lay, mottled, plain
from ..scene import Scene
from ..shapes import Outline, ellipse, moved, smooth, turned
from .meat import ROAST


def fish(scene: Scene, x: float, y: float, length: float, turn: float, pale: bool = False) -> None:
    """A whole tilapia on its side, scored, baked brown or steamed pale."""
    k = length / 2
    low, high, edge = (
        ("#c2a97c", "#f4e7c8", "#8a7048") if pale else ("#9a561a", "#e2a048", "#542a0c")
    )
    fin = Stuff(
        fibrous(edge, low, 8, 30), puff=8, finish=replace(ROAST, gloss=0.3), rough=0.4, shadow=12
    )
    for outline in (
        [(0.62, 0), (0.72, -0.1), (1.02, -0.34), (0.94, 0), (1.02, 0.34), (0.72, 0.1)],
        [(-0.34, -0.36), (-0.1, -0.53), (0.3, -0.44), (0.58, -0.27), (0.5, -0.12), (-0.2, -0.25)],
        [(0.1, 0.3), (0.22, 0.47), (0.52, 0.25), (0.46, 0.12)],
        [(-0.38, 0.3), (-0.2, 0.52), (-0.06, 0.34)],
    ):
        shape = [(px * k, py * k) for px, py in outline]
        lay(scene, turned(smooth(shape, detail=5), turn), fin, x, y)
    side = [(-0.98, 0.05), (-0.86, -0.14), (-0.6, -0.33), (-0.2, -0.41), (0.2, -0.32), (0.5, -0.16)]
    side += [(0.74, -0.09), (0.76, 0.09), (0.5, 0.17), (0.2, 0.31), (-0.2, 0.38), (-0.6, 0.31)]
    side += [(-0.88, 0.16)]

    def line(points: Outline) -> Outline:
        return turned([(px * k, py * k) for px, py in points], turn)

    gill = [(-0.55 + 0.12 * sin(pi * t / 8), -0.28 + t * 0.07) for t in range(9)]
    cuts = [
        [(c - 0.05, -0.24 + abs(c) * 0.15), (c + 0.03, 0), (c - 0.02, 0.22 - abs(c) * 0.15)]
        for c in (-0.22, 0.04, 0.3)
    ]

    def paint(pencil: Pencil, dx: float, dy: float) -> None:
        for row in range(-7, 8):
            for column in range(26):
                px = -0.46 + column * 0.045
                py = row * 0.052 + (column % 2) * 0.026
                if abs(py) < 0.36 - max(0, px) * 0.4:
                    (ax, ay), *_ = line([(px, py)])
                    r = 0.028 * k
                    box = (ax + dx - r, ay + dy - r, ax + dx + r, ay + dy + r)
                    pencil.arc(box, turn + 110, turn + 250, fill=edge, width=2)
        head = line([(-1, -0.5), (-0.54, -0.4), (-0.46, 0), (-0.54, 0.4), (-1, 0.5)])
        pencil.polygon(moved(head, dx, dy), fill=low)
        pencil.line(moved(line(gill), dx, dy), fill=edge, width=6)
        for cut in cuts:
            pencil.line(moved(line(cut), dx, dy), fill="#f4e4c4", width=round(k * 0.05))
            pencil.line(moved(line(cut), dx + 4, dy), fill=edge, width=5)
        pencil.line(moved(line([(-0.97, 0.05), (-0.84, 0.07)]), dx, dy), fill="#2a1408", width=4)

    def carve(pencil: Pencil, dx: float, dy: float) -> None:
        for cut in [gill, *cuts]:
            pencil.line(moved(line(cut), dx, dy), fill=90, width=round(k * 0.04))

    body = Stuff(
        mottled(low, high, 70, 0.08),
        puff=length * 0.09,
        finish=replace(ROAST, bump=1.35, step=3, gloss=0.7),
        edge=edge,
        edge_width=length * 0.06,
        edge_from=0.2,
        rough=0.13,
        rough_cell=12,
        shadow=26,
    )
    lay(
        scene,
        turned(smooth([(px * k, py * k) for px, py in side]), turn),
        body,
        x,
        y,
        marks=paint,
        carve=carve,
        carve_soft=2.6,
    )
    (ex, ey), *_ = line([(-0.76, -0.1)])
    white = Stuff(
        plain("#e9e2cf"), puff=9, finish=replace(ROAST, gloss=0.9), edge="#6d5a3a", shadow=4
    )
    lay(scene, ellipse(k * 0.055), white, x + ex, y + ey)
    lay(scene, ellipse(k * 0.028), replace(white, skin=plain("#1c1410"), edge=""), x + ex, y + ey)


def small_fish(scene: Scene, x: float, y: float, length: float, turn: float) -> None:
    """One sambaza, fried crisp."""
    k = length / 2
    bend = scene.rng.uniform(-0.1, 0.1)
    shape = [(-1, 0), (-0.6, -0.2), (0, -0.23), (0.55, -0.09), (0.72, -0.06), (1, -0.24), (0.92, 0)]
    shape += [(1, 0.24), (0.72, 0.06), (0.55, 0.1), (0, 0.22), (-0.6, 0.19)]
    outline = [(px * k, (py + bend * (1 - px * px)) * k) for px, py in shape]
    stuff = Stuff(
        fibrous("#8d5a24", "#dcae62", 30, 6),
        puff=10,
        finish=replace(ROAST, gloss=0.8, tilt=16),
        edge="#5a2f10",
        edge_width=9,
        edge_from=0.15,
        rough=0.2,
        rough_cell=7,
        shadow=9,
    )

    def eye(pencil: Pencil, dx: float, dy: float) -> None:
        (ex, ey), *_ = turned([(-0.76 * k, (bend * 0.4 - 0.03) * k)], turn)
        pencil.ellipse((ex + dx - 5, ey + dy - 5, ex + dx + 5, ey + dy + 5), fill="#1d0f08")

    lay(scene, turned(smooth(outline, detail=4), turn), stuff, x, y, marks=eye)
