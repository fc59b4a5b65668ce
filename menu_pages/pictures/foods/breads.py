"""Things of dough: bread, chapati, sambusa, mandazi, pancakes, cake."""

from math import cos, pi, sin

from ..piece import Pencil, Stuff, lay, mottled
from ..relief import Finish
from ..scene import Scene
from ..shapes import Outline, blob, moved, rounded, scatter, smooth, turned

BAKED = Finish(bump=0.95, gloss=0.22, tilt=18, sharp=14, cavity=0.9)
CRISP = Finish(bump=1.05, gloss=0.6, tilt=18, sharp=11, cavity=1.0)


def toast(scene: Scene, x: float, y: float, size: float, turn: float) -> None:
    """A slice of toasted tin bread."""
    shape = [(-0.8, 1), (0.8, 1), (0.86, 0.9), (0.84, -0.1), (1, -0.45), (0.82, -0.86), (0.3, -1)]
    shape += [(-0.3, -1), (-0.82, -0.86), (-1, -0.45), (-0.84, -0.1), (-0.86, 0.9)]
    outline = turned(smooth([(px * size, py * size) for px, py in shape], detail=6), turn)
    stuff = Stuff(
        mottled("#c07a30", "#ecc27a", 60, 0.05),
        puff=18,
        finish=BAKED,
        edge="#6f3610",
        edge_width=20,
        rough=0.34,
        rough_cell=8,
        shadow=20,
    )
    lay(scene, outline, stuff, x, y)


def chapati(scene: Scene, x: float, y: float, r: float, fold: float | None = None) -> None:
    """A flat, flaky chapati with brown blisters; ``fold`` turns a folded quarter."""
    rng = scene.rng
    if fold is None:
        outline: Outline = blob(rng, r, r * 0.98, 0.015)
    else:
        arc = [(r * cos(t * pi / 24), r * sin(t * pi / 24)) for t in range(13)]
        outline = turned(moved([(0, 0), *arc], -r * 0.4, -r * 0.4), fold)
    spots = scatter(rng, round(r / 5), r * 0.9, r * 0.9, apart=24)
    stuff = Stuff(
        mottled("#d9a658", "#f6dca4", 44, 0.1),
        puff=16,
        finish=Finish(bump=1.15, step=3, gloss=0.25, tilt=13, sharp=11, cavity=0.7),
        edge="#c08a3e",
        edge_width=16,
        edge_from=0.35,
        rough=0.30,
        rough_cell=26,
        shadow=14,
        power=0.35,
    )

    def blister(pencil: Pencil, dx: float, dy: float) -> None:
        for px, py in spots:
            w, h = rng.uniform(9, 26), rng.uniform(8, 20)
            for share, tone in ((1.0, "#b9742a"), (0.72, "#8c4a18"), (0.4, "#5f2c0e")):
                if share == 0.4 and w < 19:
                    continue
                spot = blob(rng, w * share, h * share, 0.2, 4)
                pencil.polygon(moved(spot, px + dx, py + dy), fill=tone)

    lay(scene, outline, stuff, x, y, marks=blister)


def sambusa(scene: Scene, x: float, y: float, size: float, turn: float) -> None:
    """A fried triangle with its folded seam."""
    corners = [(0, -size), (size * 0.9, size * 0.62), (-size * 0.9, size * 0.62)]
    outline: Outline = []
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        for t in (0.05, 0.2, 0.5, 0.8, 0.95):
            px, py = ax + (bx - ax) * t, ay + (by - ay) * t
            swell = 1 + 0.06 * sin(pi * t)
            outline.append((px * swell, py * swell))
    crease = [(-0.66, 0.30), (-0.3, 0.16), (0.1, 0.10), (0.42, -0.02)]
    seam = turned(smooth([(px * size, py * size) for px, py in crease], closed=False), turn)
    stuff = Stuff(
        mottled("#c97c1c", "#f2bb58", 40, 0.05),
        puff=size * 0.34,
        finish=Finish(bump=1.5, step=3, gloss=0.6, tilt=16, sharp=11, cavity=0.8),
        edge="#8a4a12",
        edge_width=20,
        edge_from=0.1,
        rough=0.18,
        rough_cell=10,
        shadow=26,
    )

    def fold(pencil: Pencil, dx: float, dy: float) -> None:
        pencil.line(moved(seam, dx, dy), fill="#a5651e", width=4)

    def blister(pencil: Pencil, dx: float, dy: float) -> None:
        pencil.line(moved(seam, dx, dy), fill=140, width=6)
        for px, py in scatter(scene.rng, 22, size * 0.5, size * 0.42):
            r = scene.rng.uniform(2, 8)
            pencil.ellipse((px + dx - r, py + dy - r, px + dx + r, py + dy + r), fill=245)

    shape = turned(smooth(outline, detail=4), turn)
    lay(scene, shape, stuff, x, y, marks=fold, carve=blister, carve_soft=3.2)


def mandazi(scene: Scene, x: float, y: float, size: float, turn: float) -> None:
    """A puffed, deep-brown fried bun with a paler seam around it."""
    corners = [
        (-1, -0.72),
        (0, -0.94),
        (1, -0.72),
        (1.1, 0),
        (1, 0.74),
        (0, 0.94),
        (-1, 0.74),
        (-1.1, 0),
    ]
    outline = smooth([(px * size, py * size) for px, py in corners])
    stuff = Stuff(
        mottled("#a4560f", "#d88c34", 44),
        puff=size * 0.5,
        finish=Finish(bump=1.7, step=3, gloss=0.5, tilt=17, sharp=12, cavity=0.7),
        edge="#efc680",
        edge_width=18,
        edge_from=0.0,
        rough=0.12,
        rough_cell=9,
        shadow=28,
        mound=0.6,
    )

    def crack(pencil: Pencil, dx: float, dy: float) -> None:
        for _ in range(2):
            start = scene.rng.uniform(-0.5, 0.3)
            line = [
                ((start + t * 0.1) * size, scene.rng.uniform(-0.1, 0.1) * size + start * 40)
                for t in range(5)
            ]
            pencil.line(moved(turned(line, turn), dx, dy), fill=190, width=4)

    lay(scene, turned(outline, turn), stuff, x, y, carve=crack)


def pancake(scene: Scene, x: float, y: float, r: float) -> None:
    """A thick pancake, browned to a ring near its pale edge."""
    stuff = Stuff(
        mottled("#b06a26", "#d99a48", 50),
        puff=26,
        finish=Finish(bump=1.1, step=3, gloss=0.2, tilt=14, sharp=13, cavity=0.8),
        edge="#f6dc9c",
        edge_width=22,
        rough=0.10,
        rough_cell=14,
        shadow=18,
        power=0.4,
        mound=0.25,
    )
    lay(scene, blob(scene.rng, r, r * 0.98, 0.025), stuff, x, y)


def banana_bread(scene: Scene, x: float, y: float, size: float, turn: float) -> None:
    """A slice of banana bread: dark crust, open crumb, specks."""
    shape = [(-0.86, 0.8), (0.86, 0.8), (0.94, 0.6), (0.98, -0.3), (0.8, -0.62), (0.36, -0.84)]
    shape += [(0.1, -0.76), (-0.3, -0.86), (-0.8, -0.62), (-0.98, -0.3), (-0.94, 0.6)]
    outline = turned(smooth([(px * size, py * size) for px, py in shape], detail=6), turn)
    stuff = Stuff(
        mottled("#c98a40", "#edc584", 26, 0.1),
        puff=16,
        finish=BAKED,
        edge="#5a2a0e",
        edge_width=24,
        rough=0.45,
        rough_cell=7,
        shadow=26,
    )
    holes = scatter(scene.rng, 70, size * 0.8, size * 0.66)

    def specks(
        pencil: Pencil, dx: float, dy: float, tone: str | int = "#6d3c14", grow: float = 1.0
    ) -> None:
        for index, (px, py) in enumerate(holes):
            r = (2 + index % 5) * grow
            (ax, ay), *_ = turned([(px, py)], turn)
            pencil.ellipse(
                (ax + dx - r, ay + dy - r * 0.7, ax + dx + r, ay + dy + r * 0.7), fill=tone
            )

    lay(
        scene,
        outline,
        stuff,
        x,
        y,
        marks=specks,
        carve=lambda p, dx, dy: specks(p, dx, dy, 90, 1.2),
    )


def butter(scene: Scene, x: float, y: float, size: float, turn: float = 15) -> None:
    """A curl of butter."""
    stuff = Stuff(
        mottled("#f4cf58", "#fdeaa0", 30),
        puff=12,
        finish=Finish(bump=1.0, gloss=0.7, tilt=15, sharp=9, cavity=0.4),
        shadow=9,
    )
    lay(scene, turned(rounded(size, size * 0.8, 14), turn), stuff, x, y)
