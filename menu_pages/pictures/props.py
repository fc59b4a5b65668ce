"""What lies beside the plate: spoons, pinch bowls, napkins."""

from math import pi, sin

from PIL import Image

from . import imigongo
from .noise import noise
from .piece import Stuff, lay, mottled
from .relief import Finish, lit
from .scene import Scene
from .shapes import ellipse, moved, ribbon, smooth, turned

METAL = Stuff(
    mottled("#a9a9a4", "#d9d8d2", 60),
    puff=13,
    finish=Finish(bump=1.5, step=2, gloss=0.9, tilt=22, sharp=14, cavity=0.5),
    shadow=16,
)
WOOD = Stuff(
    mottled("#8a5a30", "#b98550", 30),
    puff=14,
    finish=Finish(gloss=0.3, tilt=16),
    rough=0.1,
    shadow=18,
)


def spoon(
    scene: Scene, x: float, y: float, length: float, turn: float, stuff: Stuff = METAL
) -> None:
    """A spoon whose bowl lies at ``x, y`` and whose handle points towards ``turn``."""
    k = length / 520
    stem = [(60 * k, -9 * k), (300 * k, -9 * k), (430 * k, -17 * k), (470 * k, 0)]
    stem += [(px, -py) for px, py in stem[-2::-1]]
    lay(scene, turned(smooth(stem, detail=4), turn), stuff, x, y)
    bowl = [(92 * k * (1 if px < 0 else 0.92) * px, 58 * k * py) for px, py in ellipse(1, 1, 40)]
    lay(scene, turned(bowl, turn), stuff, x, y)
    hollow = moved([(px * 0.8, py * 0.78) for px, py in bowl], 2, 2)
    dark = Stuff(
        stuff.skin,
        puff=30 * k,
        finish=Finish(bump=-1.1, step=2, gloss=0.4, tilt=-14, sharp=10, cavity=0),
        shadow=0,
    )
    lay(scene, turned(hollow, turn), dark, x, y)


def fork(scene: Scene, x: float, y: float, length: float, turn: float) -> None:
    """A fork whose root of tines lies at ``x, y`` and whose handle points towards ``turn``."""
    k = length / 520
    stem = [(0, -30), (40, -34), (90, -14), (140, -9), (330, -10), (430, -17), (470, 0)]
    shape = [(px * k, py * k) for px, py in stem]
    shape += [(px, -py) for px, py in shape[-2::-1]]
    lay(scene, turned(smooth(shape, detail=4), turn), METAL, x, y)
    for tine in (-27, -9, 9, 27):
        line = [(20 * k, tine * k), (-60 * k, tine * k), (-118 * k, tine * 1.05 * k)]
        lay(scene, turned(ribbon(line, 11 * k, 0.3), turn), METAL, x, y)


def napkin(
    scene: Scene, x: float, y: float, width: int, height: int, turn: float, patterned: bool = True
) -> None:
    """A folded linen napkin with an imigongo band along one side."""
    rng = scene.rng
    weave = noise((width, height), 2.4, rng)
    flat = Image.new("RGB", (width, height), (238, 228, 208))
    if patterned:
        flat.paste(imigongo.band(height - 2, 46).rotate(90, expand=True), (width - 84, 1))
    folds = [255 - round(70 * sin(pi * i / max(1, width)) ** 2) for i in range(width)]
    relief = Image.new("L", (width, 1))
    relief.putdata(folds)
    height_map = Image.blend(relief.resize((width, height)), weave, 0.10)
    picture = lit(flat, height_map, Finish(bump=0.8, step=1, cavity=0.2))
    mask = Image.new("L", (width, height), 255).rotate(-turn, Image.Resampling.BICUBIC, expand=True)
    picture = picture.rotate(-turn, Image.Resampling.BICUBIC, expand=True)
    scene.put(picture, mask, (x - picture.width / 2, y - picture.height / 2), 12)
