"""Eggs and tofu."""

from dataclasses import replace
from math import cos, pi, sin

from ..piece import Stuff, lay, mottled
from ..relief import Finish
from ..scene import Scene
from ..shapes import blob, rounded, scatter, turned
from .meat import ROAST

TOFU = Stuff(
    mottled("#f3d596", "#fdf1d0", 40),
    puff=10,
    finish=Finish(bump=0.9, gloss=0.4, tilt=18, sharp=12),
    edge="#c07a28",
    edge_width=18,
    rough=0.08,
    rough_cell=14,
    shadow=0,
)
TOFU_SIDE = replace(TOFU, skin=mottled("#a8641e", "#d89a4a", 16), edge="", rough=0.2, shadow=14)


def tofu(
    scene: Scene, x: float, y: float, rx: float, ry: float, count: int, size: float = 84
) -> None:
    """Fried cubes of tofu."""
    for px, py in scatter(scene.rng, count, rx, ry, apart=size * 0.98):
        outline = turned(rounded(size, size * 0.9, 12), scene.rng.uniform(0, 90))
        lay(scene, outline, TOFU_SIDE, x + px + 8, y + py + 10)
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
