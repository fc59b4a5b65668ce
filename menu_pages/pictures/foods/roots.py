"""Starches that are not grains: plantain, potato, sweet potato, pumpkin, ubugali."""

from dataclasses import replace
from math import cos, pi, sin

from ..piece import Pencil, Stuff, fibrous, lay, mottled
from ..relief import Finish
from ..scene import Scene
from ..shapes import Outline, blob, ellipse, moved, ribbon, rounded, scatter, smooth, turned

BOILED = Finish(bump=0.95, gloss=0.35, tilt=18, sharp=14, cavity=0.8)
FRIED = Finish(bump=0.95, gloss=0.55, tilt=18, sharp=11, cavity=0.9)

PLANTAIN = Stuff(
    mottled("#e0bf5e", "#f1dc92", 34),
    puff=26,
    finish=BOILED,
    edge="#b98d34",
    edge_width=14,
    edge_from=0.35,
    rough=0.10,
    shadow=16,
)
FRIED_PLANTAIN = Stuff(
    mottled("#f0a41c", "#ffdc66", 40, 0.12),
    puff=17,
    finish=FRIED,
    edge="#8a3c0a",
    edge_width=24,
    edge_from=0.08,
    rough=0.10,
    rough_cell=26,
    shadow=14,
)
CHIP = Stuff(
    mottled("#eeb032", "#fedc7c", 26, 0.1),
    puff=10,
    finish=Finish(bump=0.95, gloss=0.3, tilt=18, sharp=13),
    edge="#c47a18",
    edge_width=8,
    edge_from=0.1,
    rough=0.14,
    shadow=10,
)
POTATO = Stuff(
    mottled("#efcf74", "#fbe7a4", 40),
    puff=34,
    finish=Finish(bump=1.1, gloss=0.45, tilt=16, sharp=12, cavity=0.6),
    edge="#c9a24e",
    edge_width=12,
    edge_from=0.4,
    rough=0.05,
    rough_cell=20,
    shadow=16,
    mound=0.45,
)
SWEET_POTATO = Stuff(
    mottled("#ef9a36", "#fbb860", 34),
    puff=14,
    finish=BOILED,
    edge="#fbd08a",
    edge_width=12,
    edge_from=0.2,
    rough=0.07,
    rough_cell=14,
    shadow=0,
)
SWEET_POTATO_SKIN = Stuff(
    fibrous("#6d2038", "#a24a5c", 12, 20), puff=12, finish=BOILED, rough=0.2, shadow=20
)
PUMPKIN = Stuff(
    fibrous("#e07f18", "#f7a93a", 40, 12),
    puff=24,
    finish=replace(BOILED, gloss=0.5),
    rough=0.16,
    shadow=16,
)
CARROT = Stuff(
    mottled("#e2761c", "#f39a3c", 14),
    puff=11,
    finish=replace(BOILED, gloss=0.55),
    edge="#c25a12",
    edge_width=8,
    edge_from=0.2,
    shadow=8,
)


def ubugali(
    scene: Scene,
    x: float,
    y: float,
    rx: float,
    ry: float | None = None,
    low: str = "#efe6d2",
    high: str = "#fdf6e8",
) -> None:
    """A smooth turned-out mound of stiff flour porridge."""
    ry = ry or rx
    stuff = Stuff(
        mottled(low, high, 60),
        puff=rx * 0.42,
        finish=Finish(bump=2.3, step=4, gloss=0.28, tilt=11, sharp=9, cavity=0.5, reach=14),
        rough=0.06,
        rough_cell=44,
        shadow=30,
        power=0.5,
        mound=0.7,
    )
    outline = blob(scene.rng, rx, ry, 0.025, 4)
    lay(scene, outline, stuff, x, y)


def mash(scene: Scene, x: float, y: float, r: float, well: bool = True) -> None:
    """Mashed potatoes with the marks of the spoon and a pool of butter."""
    stuff = Stuff(
        mottled("#f9e0a4", "#fff0c8", 40, 0.1),
        puff=r * 0.3,
        finish=Finish(bump=1.35, step=3, gloss=0.22, tilt=14, sharp=12, cavity=0.9, reach=12),
        rough=0.16,
        rough_cell=30,
        shadow=26,
        mound=0.55,
    )

    def swirl(pencil: Pencil, dx: float, dy: float) -> None:
        for turn in range(5):
            line = []
            for step in range(24):
                angle = turn * 1.31 + step * 0.075
                reach = r * (0.20 + 0.17 * turn * 0.95 + 0.05 * sin(step * 0.5))
                line.append((dx + reach * cos(angle), dy + reach * sin(angle)))
            for width, tone in ((r * 0.13, 222), (r * 0.08, 200), (r * 0.03, 186)):
                pencil.line(line, fill=tone, width=round(width), joint="curve")

    lay(
        scene, blob(scene.rng, r, r * 0.95, 0.04, 5), stuff, x, y, carve=swirl, carve_soft=r * 0.022
    )
    if well:
        butter = Stuff(
            mottled("#f2b91e", "#ffe07a", 40),
            puff=16,
            finish=Finish(bump=0.8, step=3, gloss=0.9, tilt=12, sharp=8, cavity=0.2),
            shadow=5,
        )
        lay(scene, blob(scene.rng, r * 0.34, r * 0.28, 0.14), butter, x, y)
        lay(
            scene,
            turned(rounded(r * 0.24, r * 0.22, 10), 20),
            replace(butter, puff=9),
            x - 8,
            y - 8,
        )


def plantain(scene: Scene, x: float, y: float, length: float, turn: float) -> None:
    """A boiled green cooking banana, peeled, slightly curved."""
    line = [(-length / 2 + t * length / 8, -0.09 * length * sin(t * pi / 8)) for t in range(9)]
    outline = turned(smooth(ribbon(line, length * 0.30, 0.55), detail=3), turn)

    def ridge(
        pencil: Pencil, dx: float, dy: float, tone: str | int = "#fbeeb6", wide: int = 8
    ) -> None:
        pencil.line(
            moved(turned([(px, py + 4) for px, py in line[1:-1]], turn), dx, dy),
            fill=tone,
            width=wide,
        )

    lay(scene, outline, PLANTAIN, x, y, carve=lambda p, dx, dy: ridge(p, dx, dy, 255, 12))


def fried_plantain(scene: Scene, x: float, y: float, size: float, turn: float) -> None:
    """A slanting slice of ripe plantain fried brown at the edge."""
    outline = turned(blob(scene.rng, size, size * 0.5, 0.05), turn)

    def seeds(pencil: Pencil, dx: float, dy: float) -> None:
        for _ in range(4):
            spot = blob(scene.rng, size * 0.2, size * 0.12, 0.3)
            (px, py), *_ = turned(
                [(scene.rng.uniform(-0.7, 0.7) * size, scene.rng.uniform(-0.3, 0.3) * size)], turn
            )
            for share, tone in ((1.0, "#df8f1e"), (0.62, "#c06c14"), (0.3, "#8f4510")):
                patch = [(ax * share, ay * share) for ax, ay in turned(spot, turn)]
                pencil.polygon(moved(patch, px + dx, py + dy), fill=tone)
        for _ in range(14):
            along, across = scene.rng.gauss(0, 0.26) * size, scene.rng.gauss(0, 0.07) * size
            (px, py), *_ = turned([(along, across)], turn)
            r = scene.rng.uniform(2, 6)
            pencil.ellipse((px + dx - r, py + dy - r, px + dx + r, py + dy + r), fill="#b4660f")

    lay(scene, outline, FRIED_PLANTAIN, x, y, marks=seeds)


def chips(
    scene: Scene, x: float, y: float, rx: float, ry: float, count: int, length: float = 190
) -> None:
    """A heap of thick chips."""
    for px, py in scatter(scene.rng, count, rx, ry, dense=0.75):
        size = length * scene.rng.uniform(0.65, 1.1)
        outline = turned(rounded(size, scene.rng.uniform(32, 42), 9), scene.rng.uniform(0, 180))
        lay(scene, outline, CHIP, x + px, y + py)


def potatoes(
    scene: Scene, x: float, y: float, rx: float, ry: float, count: int, size: float = 74
) -> None:
    """Boiled potatoes, whole and halved."""
    for px, py in scatter(scene.rng, count, rx, ry, apart=size * 1.05):
        outline = turned(
            blob(scene.rng, size * scene.rng.uniform(0.85, 1.1), size * 0.8, 0.06),
            scene.rng.uniform(0, 180),
        )
        lay(scene, outline, POTATO, x + px, y + py)


def sweet_potato(scene: Scene, x: float, y: float, size: float, turn: float = 0) -> None:
    """A thick slice of sweet potato with its skin."""
    outline = turned(blob(scene.rng, size, size * 0.78, 0.05), turn)
    lay(scene, outline, SWEET_POTATO_SKIN, x + 5, y + 9)
    core = [(px * 0.5, py * 0.5) for px, py in outline]

    def heart(pencil: Pencil, dx: float, dy: float) -> None:
        for share, tone in ((1.0, "#f0a044"), (0.8, "#ea9434")):
            pencil.polygon(moved([(px * share, py * share) for px, py in core], dx, dy), fill=tone)

    flesh = [(px * 0.93, py * 0.92) for px, py in outline]
    lay(scene, flesh, SWEET_POTATO, x - 3, y - 6, marks=heart)


def pumpkin_wedge(scene: Scene, x: float, y: float, size: float, turn: float) -> None:
    """A boiled wedge of pumpkin: orange flesh over a strip of green peel."""
    arc: Outline = [(size * (t / 6 - 1), -size * 0.46 * sin(pi * t / 12)) for t in range(13)]
    flesh = arc + [(size * (1 - t / 6), size * 0.12 * sin(pi * t / 12)) for t in range(13)]
    peel = Stuff(mottled("#3f5a26", "#74873c", 20), puff=10, finish=BOILED, shadow=16)
    lay(scene, turned(moved(smooth(flesh, detail=2), 0, -size * 0.05), turn), peel, x, y)
    inner = [(px * 0.95, py * 0.86) for px, py in flesh]
    lay(
        scene,
        turned(moved(smooth(inner, detail=2), 0, size * 0.01), turn),
        replace(PUMPKIN, shadow=3),
        x,
        y,
    )


def carrots(
    scene: Scene, x: float, y: float, rx: float, ry: float, count: int, r: float = 30
) -> None:
    """Rounds of carrot."""
    for px, py in scatter(scene.rng, count, rx, ry, apart=r * 1.1):
        size = r * scene.rng.uniform(0.75, 1.1)

        def heart(pencil: Pencil, dx: float, dy: float, size: float = size) -> None:
            pencil.ellipse(
                (dx - size * 0.4, dy - size * 0.4, dx + size * 0.4, dy + size * 0.4), fill="#f7b45c"
            )

        lay(scene, ellipse(size, size * 0.92), CARROT, x + px, y + py, marks=heart)
