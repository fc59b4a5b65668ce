"""Fruit and raw vegetables: slices, cubes, halves."""

from dataclasses import replace
from math import cos, pi, sin

from ..piece import Pencil, Stuff, fibrous, lay, mottled, plain
from ..relief import Finish
from ..scene import Scene
from ..shapes import blob, ellipse, moved, rounded, scatter, turned

JUICY = Finish(bump=0.95, gloss=0.75, tilt=17, sharp=9, cavity=0.7)
MILD = Finish(bump=0.85, gloss=0.35, tilt=17, sharp=12, cavity=0.6)


def citrus(
    scene: Scene,
    x: float,
    y: float,
    r: float,
    flesh: tuple[str, str] = ("#f08a12", "#fbb234"),
    peel: str = "#e87a0c",
    turn: float = 0,
) -> None:
    """A wheel of orange or lemon."""
    rind = Stuff(mottled(peel, peel), puff=9, finish=JUICY, shadow=16)
    lay(scene, ellipse(r), rind, x, y)
    pith = Stuff(mottled("#fbe9bc", "#fff6dc", 20), puff=5, finish=MILD, shadow=0)
    lay(scene, ellipse(r * 0.91), pith, x, y)
    pulp = Stuff(
        mottled(*flesh, 12), puff=8, finish=JUICY, rough=0.2, rough_cell=8, shadow=0, power=0.4
    )
    for index in range(9):
        start, end = index * 40 + 3, index * 40 + 37
        wedge = [(r * 0.10 * cos((start + 17) * pi / 180), r * 0.10 * sin((start + 17) * pi / 180))]
        for step in range(7):
            angle = (start + (end - start) * step / 6) * pi / 180
            wedge.append((r * 0.82 * cos(angle), r * 0.82 * sin(angle)))
        lay(scene, turned(wedge, turn), pulp, x, y)


def lemon(scene: Scene, x: float, y: float, r: float, turn: float = 0) -> None:
    """A wheel of lemon."""
    citrus(scene, x, y, r, ("#f2d23a", "#fbe878"), "#efc51e", turn)


def lemon_wedge(scene: Scene, x: float, y: float, size: float, turn: float) -> None:
    """A wedge of lemon lying on its side."""
    outer = [(size * cos(t * pi / 12), size * 0.55 * sin(t * pi / 12)) for t in range(13)]
    peel = Stuff(mottled("#e9bd1a", "#f8da48", 16), puff=10, finish=JUICY, shadow=16)
    lay(scene, turned(outer, turn), peel, x, y)
    inner = [(px * 0.86, py * 0.72) for px, py in outer]
    pulp = Stuff(
        fibrous("#f0d658", "#fdf2ae", 9, 40),
        puff=9,
        finish=JUICY,
        edge="#fff7d8",
        edge_width=7,
        shadow=0,
    )
    lay(scene, turned(moved(inner, 0, 2), turn), pulp, x, y)


def banana_slices(
    scene: Scene, x: float, y: float, rx: float, ry: float, count: int, r: float = 44
) -> None:
    """Rounds of ripe banana."""
    stuff = Stuff(
        mottled("#f3dfa0", "#fdf3cf", 22),
        puff=10,
        finish=MILD,
        edge="#e3c06a",
        edge_width=7,
        shadow=9,
    )

    def seeds(pencil: Pencil, dx: float, dy: float) -> None:
        for arm in range(3):
            for reach in (5, 10, 15):
                a = arm * 2.09 + 0.3
                px, py = dx + reach * cos(a), dy + reach * sin(a)
                pencil.ellipse((px - 3, py - 2, px + 3, py + 2), fill="#b98d4a")

    for px, py in scatter(scene.rng, count, rx, ry, apart=r * 1.25):
        lay(scene, blob(scene.rng, r, r * 0.93, 0.02), stuff, x + px, y + py, marks=seeds)


def cubes(
    scene: Scene,
    x: float,
    y: float,
    rx: float,
    ry: float,
    kinds: list[tuple[str, str]],
    count: int,
    size: float = 62,
    apart: float = 0.8,
) -> None:
    """Cubes of soft fruit or vegetables, the kinds mixed."""
    for index, (px, py) in enumerate(scatter(scene.rng, count, rx, ry, apart=size * apart)):
        low, high = kinds[index % len(kinds)]
        stuff = Stuff(
            fibrous(low, high, 22, 9),
            puff=size * 0.17,
            finish=JUICY,
            edge=low,
            edge_width=size * 0.14,
            edge_from=0.2,
            rough=0.16,
            rough_cell=8,
            shadow=size * 0.2,
        )
        side = size * scene.rng.uniform(0.85, 1.12)
        outline = turned(
            rounded(side, side * scene.rng.uniform(0.78, 1), size * 0.16), scene.rng.uniform(0, 90)
        )
        lay(scene, outline, stuff, x + px, y + py)


def seeded_half(
    scene: Scene,
    x: float,
    y: float,
    r: float,
    peel: str,
    wall: tuple[str, str],
    pulp: tuple[str, str],
    seed: str,
    seeds: int = 30,
    ry: float | None = None,
    turn: float = 0,
    thick: float = 0.22,
) -> None:
    """A halved fruit full of seeds: passion fruit or tree tomato."""
    ry = ry or r
    lay(
        scene,
        turned(ellipse(r, ry), turn),
        Stuff(mottled(peel, peel), puff=10, finish=JUICY, shadow=20),
        x,
        y,
    )
    flesh = Stuff(mottled(*wall, 20), puff=6, finish=MILD, shadow=0)
    lay(scene, turned(ellipse(r * 0.92, ry * 0.92), turn), flesh, x, y)
    k = 1 - thick
    jelly = Stuff(mottled(*pulp, 16), puff=16, finish=JUICY, rough=0.5, rough_cell=14, shadow=0)
    lay(scene, turned(blob(scene.rng, r * k, ry * k, 0.03), turn), jelly, x, y)
    pip = Stuff(plain(seed), puff=6, finish=replace(JUICY, gloss=0.9, tilt=14), shadow=3)
    for px, py in scatter(scene.rng, seeds, r * k * 0.86, ry * k * 0.86, apart=r * 0.14):
        outline = turned(ellipse(r * 0.075, r * 0.05), scene.rng.uniform(0, 180))
        (ax, ay), *_ = turned([(px, py)], turn)
        lay(scene, outline, pip, x + ax, y + ay)


def passion_half(scene: Scene, x: float, y: float, r: float) -> None:
    """Half a passion fruit."""
    seeded_half(
        scene, x, y, r, "#4a1f36", ("#efd9c8", "#fbeee2"), ("#e39a12", "#f7c23c"), "#241a14", 34
    )


def tree_tomato_half(scene: Scene, x: float, y: float, r: float, turn: float) -> None:
    """Half a tree tomato (ikinyomoro)."""
    seeded_half(
        scene, x, y, r, "#8e1f1a", ("#e8873c", "#f3a75a"), ("#8f1c2c", "#c23a34"), "#2c1014", 40,
        ry=r * 0.76, turn=turn, thick=0.26,
    )  # fmt: skip


def pineapple_wedge(scene: Scene, x: float, y: float, size: float, turn: float) -> None:
    """A quarter round of pineapple with its rind."""
    arc = [(size * cos(t * pi / 24 - pi / 4), size * sin(t * pi / 24 - pi / 4)) for t in range(13)]
    rind = Stuff(mottled("#6f5a1e", "#b08a34", 12), puff=10, finish=MILD, rough=0.6, shadow=20)
    lay(scene, turned([(0, 0), *arc], turn), rind, x, y)
    flesh = Stuff(
        fibrous("#f0b91e", "#fde27a", 40, 9),
        puff=9,
        finish=JUICY,
        edge="#e0a31a",
        rough=0.24,
        shadow=0,
    )
    inner = [(px * 0.88 + size * 0.03, py * 0.88) for px, py in [(0, 0), *arc]]
    lay(scene, turned(inner, turn), flesh, x, y)
