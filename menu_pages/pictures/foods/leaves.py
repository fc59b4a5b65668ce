"""Greens: pounded, chopped, sauteed or fresh."""

from math import cos, pi, sin

from ..piece import Pencil, Stuff, lay, mottled
from ..pile import Grain, heap, strew
from ..relief import Finish
from ..scene import Scene
from ..shapes import Outline, blob, moved, ribbon, scatter, smooth, turned
from .grains import pool

OILY = Finish(bump=0.8, gloss=0.4, tilt=18, sharp=9, cavity=0.8, reach=6)
DODO = Grain(104, 54, ("#2f5f20", "#3f7428", "#26501b", "#528534"), puff=7, leafy=True)
HERB = Grain(19, 14, ("#3f7a24", "#2f621c", "#5a9436"), puff=4, leafy=True, spread=0.12)


def isombe(scene: Scene, x: float, y: float, rx: float, ry: float) -> None:
    """Cassava leaves pounded to a paste, with groundnut and red palm oil at the edge."""
    outline = blob(scene.rng, rx, ry, 0.06)
    pool(scene, [(px * 1.07, py * 1.07) for px, py in outline], x, y, "#7a5a14", "#a8801e")
    paste = Stuff(
        mottled("#33481a", "#5f7a2a", 16),
        puff=rx * 0.22,
        finish=Finish(bump=1.25, gloss=0.5, tilt=18, sharp=9, cavity=1.0, reach=9),
        rough=0.62,
        rough_cell=13,
        shadow=20,
    )
    lay(scene, outline, paste, x, y)
    shred = Grain(34, 12, ("#3d5a1c", "#55752a", "#2f4716", "#76913e"), puff=4, leafy=True)
    strew(scene, x, y, rx * 0.9, ry * 0.9, shred, round(rx * ry / 190), OILY, 2)
    nut = Grain(15, 11, ("#dcbf80", "#cba765"), puff=5)
    strew(scene, x, y, rx * 0.86, ry * 0.86, nut, round(rx * ry / 1300), OILY, 3)


def dodo(scene: Scene, x: float, y: float, rx: float, ry: float) -> None:
    """Amaranth leaves sauteed with onion and tomato."""
    stem = Grain(70, 13, ("#7d9a4a", "#6b8a3c"), bend=0.12, puff=6)
    onion = Grain(44, 14, ("#e6dcae", "#d9c98c"), bend=0.2, puff=6)
    tomato = Grain(32, 24, ("#c8402a", "#b8321f"), puff=8, leafy=True)
    heap(
        scene,
        blob(scene.rng, rx, ry, 0.09),
        x,
        y,
        [
            (DODO, round(rx * ry / 120)),
            (stem, round(rx * ry / 1500)),
            (onion, round(rx * ry / 1700)),
            (tomato, round(rx * ry / 2300)),
        ],
        OILY,
        ground="#1f3a14",
        mound=0.4,
        mound_reach=rx * 0.4,
    )


def cabbage(scene: Scene, x: float, y: float, rx: float, ry: float) -> None:
    """Shredded cabbage and carrot, just softened."""
    shred = Grain(88, 13, ("#d9e0a4", "#c4d184", "#eef0c8", "#a9bf66"), bend=0.1, puff=6)
    carrot = Grain(70, 11, ("#e08a34", "#d4782a"), bend=0.06, puff=5)
    heap(
        scene,
        blob(scene.rng, rx, ry, 0.1),
        x,
        y,
        [(shred, round(rx * ry / 95)), (carrot, round(rx * ry / 620))],
        Finish(bump=0.75, gloss=0.3, tilt=18, sharp=12, cavity=0.9, reach=6),
        ground="#8a9a4c",
        mound=0.4,
        mound_reach=rx * 0.4,
    )


def chopped(scene: Scene, x: float, y: float, rx: float, ry: float, count: int = 40) -> None:
    """Chopped parsley or coriander strewn about."""
    strew(scene, x, y, rx, ry, HERB, count, Finish(bump=0.9, cavity=0), 3)


def leaf(
    scene: Scene,
    x: float,
    y: float,
    length: float,
    turn: float,
    low: str = "#356a24",
    high: str = "#5d9438",
    width: float = 0.46,
) -> None:
    """One fresh leaf with its veins, growing from ``x, y`` towards ``turn`` degrees."""
    half = length * width / 2
    teeth = []
    for step in range(1, 12):
        t = step / 12
        swell = half * sin(pi * t**0.8) * (1 + 0.10 * (-1) ** step)
        teeth.append((t * length, swell))
    outline = [(0, 0), *teeth, (length, 0), *[(px, -py) for px, py in teeth[::-1]]]
    outline = turned(smooth(outline, detail=3), turn)

    def veins(
        pencil: Pencil, dx: float, dy: float, tone: str | int = "#8fb862", wide: int = 3
    ) -> None:
        lines: list[Outline] = [[(0, 0), (length * 0.95, 0)]]
        for step in range(2, 9):
            t = step / 10 * length
            reach = half * 0.8 * sin(pi * (step / 10) ** 0.8)
            lines += [[(t, 0), (t + length * 0.09, side * reach)] for side in (-1, 1)]
        for line in lines:
            pencil.line(moved(turned(line, turn), dx, dy), fill=tone, width=wide)

    stuff = Stuff(
        mottled(low, high, 24),
        puff=half * 0.6,
        finish=Finish(bump=1.0, gloss=0.4, tilt=14, sharp=10),
        shadow=9,
    )
    lay(
        scene,
        outline,
        stuff,
        x,
        y,
        marks=veins,
        carve=lambda pencil, dx, dy: veins(pencil, dx, dy, 60, 3),
    )


def sprig(scene: Scene, x: float, y: float, size: float = 90, turn: float = 0) -> None:
    """A sprig of mint or basil: a few leaves around a heart."""
    for offset, share in ((180, 0.75), (100, 0.85), (-100, 0.85), (35, 1), (-35, 1), (0, 0.6)):
        leaf(scene, x, y, size * share, turn + offset + scene.rng.uniform(-8, 8), width=0.62)


def lettuce(scene: Scene, x: float, y: float, rx: float, ry: float, turn: float = 0) -> None:
    """A ruffled salad leaf lying flat."""
    rng = scene.rng
    edge = []
    phase = rng.uniform(0, 6)
    for step in range(72):
        angle = step * 2 * pi / 72
        frill = 1 + 0.05 * sin(15 * angle + phase) + 0.05 * sin(7 * angle + 2 * phase)
        frill += rng.uniform(-0.025, 0.025)
        edge.append((rx * frill * cos(angle), ry * frill * sin(angle)))
    outline = turned(smooth(edge, detail=3), turn)

    def rib(
        pencil: Pencil, dx: float, dy: float, tone: str | int = "#dbe8a8", wide: int = 12
    ) -> None:
        spine = turned([(-rx, 0), (-rx * 0.2, 6), (rx * 0.7, 0)], turn)
        pencil.line(moved(spine, dx, dy), fill=tone, width=wide)
        for step in range(5):
            t = -rx * 0.6 + step * rx * 0.3
            for side in (-1, 1):
                vein = turned([(t, 0), (t + rx * 0.35, side * ry * 0.8)], turn)
                pencil.line(moved(vein, dx, dy), fill=tone, width=wide // 3)

    stuff = Stuff(
        mottled("#5f9430", "#b2d468", 50),
        puff=12,
        finish=Finish(bump=1.2, step=3, gloss=0.35, tilt=16, sharp=10),
        edge="#4a7d26",
        edge_width=24,
        rough=0.5,
        rough_cell=40,
        shadow=12,
    )
    lay(scene, outline, stuff, x, y, marks=rib, carve=lambda p, dx, dy: rib(p, dx, dy, 210, 8))


def onion_strands(scene: Scene, x: float, y: float, rx: float, ry: float, count: int) -> None:
    """Thin arcs of red onion."""
    stuff = Stuff(
        mottled("#e9c9d4", "#f8eef0", 20),
        puff=7,
        finish=Finish(gloss=0.5, tilt=18, sharp=11),
        edge="#a4527c",
        edge_width=6,
        shadow=6,
    )
    for px, py in scatter(scene.rng, count, rx, ry, apart=24):
        size, start = scene.rng.uniform(34, 60), scene.rng.uniform(0, 6.3)
        arc = [(size * cos(start + t / 4), size * 0.8 * sin(start + t / 4)) for t in range(9)]
        middle = arc[4]
        lay(scene, moved(ribbon(arc, 13, 0.5), -middle[0], -middle[1]), stuff, x + px, y + py)
