"""Beef, goat and chicken."""

from dataclasses import replace

from ..piece import Marks, Pencil, Stuff, fibrous, lay, mottled
from ..relief import Finish
from ..scene import Scene
from ..shapes import Outline, blob, moved, ribbon, rounded, scatter, smooth, turned

ROAST = Finish(bump=1.0, gloss=0.6, tilt=20, sharp=11, cavity=1.0, reach=9)

BEEF = Stuff(
    fibrous("#6b3218", "#b06a3e", 30, 9),
    puff=22,
    finish=Finish(bump=1.15, gloss=0.36, tilt=20, sharp=13, cavity=1.0, reach=9),
    edge="#421c0d",
    edge_width=16,
    edge_from=0.3,
    rough=0.24,
    rough_cell=16,
    shadow=14,
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


def grill_marks(turn: float, size: float, gap: float = 34) -> Marks:
    """Dark bars left by a grill, at an angle."""

    def draw(pencil: Pencil, dx: float, dy: float) -> None:
        steps = int(size * 2 / gap)
        for step in range(steps + 1):
            across = -size + step * gap
            line = moved(turned([(across, -size), (across, size)], turn), dx, dy)
            pencil.line(line, fill="#3a1a0a", width=9)

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
        outline = turned(_hunk(scene, w), scene.rng.uniform(0, 180))
        lay(scene, outline, stuff, x + px, y + py)


def _hunk(scene: Scene, size: float) -> Outline:
    """The outline of a piece cut with a knife: a box with worn corners."""
    rng = scene.rng
    corners = [
        (sx * size * rng.uniform(0.72, 1.0), sy * size * rng.uniform(0.52, 0.8))
        for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    outline: Outline = []
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        for t in (0.16, 0.5, 0.84):
            swell = 1.06 if t == 0.5 else 1.0
            outline.append(((ax + (bx - ax) * t) * swell, (ay + (by - ay) * t) * swell))
    return smooth(outline, detail=4)


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
    meat = [(-0.98, -0.06), (-0.86, -0.42), (-0.46, -0.58), (-0.02, -0.5), (0.36, -0.28)]
    meat += [(0.7, -0.17), (0.86, -0.13), (0.9, 0.1), (0.72, 0.17), (0.4, 0.28), (0.02, 0.46)]
    meat = [(px * size, py * size) for px, py in [*meat, (-0.44, 0.52), (-0.84, 0.34)]]
    marks = grill_marks(turn + 38, size, 48) if grilled else None
    lay(scene, turned(smooth(meat), turn), stuff, x, y, marks=marks)
