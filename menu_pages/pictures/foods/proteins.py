"""Meat, fish, eggs and tofu."""

from dataclasses import replace
from math import cos, pi, sin

from ..piece import Marks, Stuff, fibrous, lay, mottled, plain
from ..relief import Finish
from ..scene import Scene
from ..shapes import Outline, blob, ellipse, moved, ribbon, rounded, scatter, smooth, turned

ROAST = Finish(bump=1.0, gloss=0.6, tilt=20, sharp=11, cavity=1.0, reach=9)

BEEF = Stuff(
    fibrous("#5b2c16", "#96552f", 34, 9),
    puff=20,
    finish=ROAST,
    edge="#421c0d",
    edge_width=16,
    edge_from=0.3,
    rough=0.34,
    rough_cell=13,
    shadow=12,
)
GOAT = replace(BEEF, skin=mottled("#4e2410", "#a86434", 22), rough=0.42, shadow=14)
CHICKEN = Stuff(
    mottled("#b0611c", "#e7a648", 36, 0.1),
    puff=38,
    finish=replace(ROAST, gloss=0.75, bump=1.15),
    edge="#7a3c12",
    edge_width=26,
    edge_from=0.25,
    rough=0.20,
    rough_cell=12,
    shadow=22,
)
PALE_CHICKEN = replace(
    CHICKEN, skin=mottled("#d9a866", "#f3d5a0", 30), edge="#b07a3c", rough=0.16, puff=24, shadow=14
)
TOFU = Stuff(
    mottled("#eecb86", "#fbeecb", 26),
    puff=12,
    finish=Finish(bump=0.95, gloss=0.4, tilt=18, sharp=12),
    edge="#b9782c",
    edge_width=13,
    rough=0.16,
    shadow=13,
)


def grill_marks(turn: float, size: float, gap: float = 34) -> Marks:
    """Dark bars left by a grill, at an angle."""

    def draw(pencil, dx, dy):  # type: ignore[no-untyped-def]
        steps = int(size * 2 / gap)
        for step in range(steps + 1):
            across = -size + step * gap
            line = moved(turned([(across, -size), (across, size)], turn), dx, dy)
            pencil.line(line, fill="#2c1408", width=10)

    return draw


def chunks(
    scene: Scene,
    x: float,
    y: float,
    rx: float,
    ry: float,
    count: int,
    size: float = 58,
    stuff: Stuff = BEEF,
) -> None:
    """Stewed pieces of meat."""
    for px, py in scatter(scene.rng, count, rx, ry, apart=size * 0.95):
        w = size * scene.rng.uniform(0.8, 1.15)
        outline = turned(blob(scene.rng, w, w * 0.76, 0.12), scene.rng.uniform(0, 180))
        lay(scene, outline, stuff, x + px, y + py)


def brochette(
    scene: Scene, x: float, y: float, length: float, turn: float, pieces: int = 6
) -> None:
    """Goat on a skewer between onion and green pepper, charred."""
    wood = Stuff(fibrous("#c89a5c", "#e8c68c", 80, 4), puff=5, shadow=16)
    lay(
        scene,
        turned(ribbon([(-length / 2, 0), (0, 0), (length / 2, 0)], 13, 0.1), turn),
        wood,
        x,
        y,
    )
    pepper = Stuff(
        mottled("#3f7a24", "#6aa63a", 20), puff=9, finish=ROAST, edge="#27500f", shadow=12
    )
    red = replace(pepper, skin=mottled("#b8281a", "#dc4a2c", 20), edge="#7a1a10")
    onion = replace(pepper, skin=fibrous("#ecd6b4", "#fbf2df", 50, 8), edge="#a5653a")
    step = length * 0.80 / pieces
    between = (onion, pepper, onion, red)
    for index in range(pieces):
        along = -length * 0.42 + (index + 0.5) * step
        if index:
            (gx, gy), *_ = turned([(along - step / 2, scene.rng.uniform(-5, 5))], turn)
            slab = turned(rounded(step * 0.24, step * 0.86, 9), turn + scene.rng.uniform(-12, 12))
            lay(scene, slab, between[index % 4], x + gx, y + gy)
        (gx, gy), *_ = turned([(along, scene.rng.uniform(-6, 6))], turn)
        chunk = turned(blob(scene.rng, step * 0.42, step * 0.50, 0.11), turn)
        lay(scene, chunk, GOAT, x + gx, y + gy, marks=grill_marks(turn + 70, step * 0.6, 30))


def drumstick(
    scene: Scene,
    x: float,
    y: float,
    size: float,
    turn: float,
    stuff: Stuff = CHICKEN,
    grilled: bool = False,
) -> None:
    """A chicken leg with the end of its bone."""
    bone = Stuff(mottled("#d9c4a0", "#f7ecd6", 16), puff=9, finish=ROAST, shadow=14)
    shaft = [(size * 0.5, -13), (size * 1.0, -12), (size * 1.08, -26), (size * 1.18, -12)]
    shaft += [(px, -py) for px, py in shaft[::-1]]
    lay(scene, turned(smooth(shaft, detail=4), turn), bone, x, y)
    meat = [(-size * 0.92, -size * 0.12), (-size * 0.6, -size * 0.46), (-size * 0.05, -size * 0.46)]
    meat += [(size * 0.42, -size * 0.24), (size * 0.84, -size * 0.13), (size * 0.88, size * 0.11)]
    meat += [(size * 0.44, size * 0.26), (-size * 0.06, size * 0.42), (-size * 0.64, size * 0.4)]
    marks = grill_marks(turn + 38, size, 48) if grilled else None
    lay(scene, turned(smooth(meat), turn), stuff, x, y, marks=marks)


def fish(scene: Scene, x: float, y: float, length: float, turn: float, pale: bool = False) -> None:
    """A whole tilapia on its side, scored, baked brown or steamed pale."""
    k = length / 2
    low, high, edge = (
        ("#c2a97c", "#f4e7c8", "#8a7048") if pale else ("#8a4c18", "#d08c3a", "#4c260c")
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

    def paint(pencil, dx, dy):  # type: ignore[no-untyped-def]
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

    def carve(pencil, dx, dy):  # type: ignore[no-untyped-def]
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

    def eye(pencil, dx, dy):  # type: ignore[no-untyped-def]
        (ex, ey), *_ = turned([(-0.76 * k, (bend * 0.4 - 0.03) * k)], turn)
        pencil.ellipse((ex + dx - 5, ey + dy - 5, ex + dx + 5, ey + dy + 5), fill="#1d0f08")

    lay(scene, turned(smooth(outline, detail=4), turn), stuff, x, y, marks=eye)


def tofu(
    scene: Scene, x: float, y: float, rx: float, ry: float, count: int, size: float = 84
) -> None:
    """Fried cubes of tofu."""
    for px, py in scatter(scene.rng, count, rx, ry, apart=size * 0.98):
        outline = turned(rounded(size, size * 0.9, 12), scene.rng.uniform(0, 90))
        lay(scene, outline, TOFU, x + px, y + py)


def boiled_egg(scene: Scene, x: float, y: float, size: float, turn: float) -> None:
    """Half a boiled egg, the yolk just set."""
    shape = []
    for step in range(48):
        a = step * 2 * pi / 48
        shape.append(
            (
                size * cos(a) * (1.08 if cos(a) > 0 else 1.0),
                size * 0.78 * sin(a) * (1 - 0.12 * cos(a)),
            )
        )
    white = Stuff(
        mottled("#f5efe2", "#fffdf8", 40),
        puff=14,
        finish=Finish(bump=0.8, gloss=0.55, tilt=16, sharp=9, cavity=0.3),
        edge="#dcd3c0",
        edge_width=12,
        edge_from=0.3,
        shadow=18,
    )
    yolk = Stuff(
        mottled("#ee9c12", "#fbc23a", 22),
        puff=22,
        finish=Finish(bump=0.8, gloss=0.6, tilt=14, sharp=8, cavity=0.3),
        edge="#e08a10",
        edge_width=10,
        rough=0.08,
        shadow=3,
    )
    lay(scene, turned(shape, turn), white, x, y)
    (yx, yy), *_ = turned([(-size * 0.1, 0)], turn)
    lay(scene, blob(scene.rng, size * 0.46, size * 0.45, 0.02), yolk, x + yx, y + yy)


def scrambled(scene: Scene, x: float, y: float, rx: float, ry: float) -> None:
    """Soft curds of scrambled egg."""
    base = Stuff(
        mottled("#eba91c", "#f8d35c", 30),
        puff=20,
        finish=replace(ROAST, gloss=0.5),
        rough=0.3,
        rough_cell=20,
        shadow=16,
    )
    lay(scene, blob(scene.rng, rx * 0.92, ry * 0.92, 0.09), base, x, y)
    curd = replace(
        base,
        skin=mottled("#f0b428", "#fde488", 20, 0.1),
        puff=18,
        edge="#dc9416",
        edge_from=0.35,
        shadow=8,
    )
    for px, py in scatter(scene.rng, 62, rx, ry, apart=26, dense=0.6):
        size = scene.rng.uniform(28, 56)
        lay(
            scene,
            turned(blob(scene.rng, size, size * 0.68, 0.2, 6), scene.rng.uniform(0, 180)),
            curd,
            x + px,
            y + py,
        )
