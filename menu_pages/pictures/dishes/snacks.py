"""Snacks: fried, roasted, sliced."""

from math import cos, sin

from ..cookbook import dish
from ..foods import breads, fruit, grains, leaves, raw, roots
from ..piece import Stuff, lay, mottled
from ..pile import Grain
from ..relief import Finish
from ..scene import Scene
from ..shapes import blob, scatter, turned
from ..vessels import bowl, plate
from .breakfast import MANGO, MELON, PAPAYA, PINEAPPLE


@dish("beef-sambusa", "linen", hot=True)
def beef_sambusa(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    for x, y, turn in (
        (580, 420, -20), (880, 370, 30), (540, 730, 70), (820, 620, 5), (1070, 640, -50),
    ):  # fmt: skip
        breads.sambusa(scene, x, y, 190, turn)
    bowl(scene, "#a9552f", "#6d3219", 125, 0.1, at=(810, 880))
    grains.pool(scene, blob(scene.rng, 98, 98, 0.02), 810, 880, "#a81c0c", "#dc4a1e", 0.9)
    fruit.lemon_wedge(scene, 1010, 870, 84, -30)


@dish("vegetable-sambusa", "wood", hot=True)
def vegetable_sambusa(scene: Scene) -> None:
    plate(scene, "#3c6b46")
    leaves.lettuce(scene, 620, 780, 230, 150, 30)
    leaves.lettuce(scene, 960, 420, 220, 150, -30)
    for x, y, turn in ((640, 440, 10), (860, 560, -35), (620, 690, 40), (1000, 760, 20)):
        breads.sambusa(scene, x, y, 170, turn)
    for x, y in ((900, 350), (1060, 500), (780, 860)):
        raw.tomato_slice(scene, x, y, 62)
    raw.cucumber(scene, 880, 880, 54)
    raw.cucumber(scene, 480, 560, 54)
    bowl(scene, "#f2ecdf", "#d8cdb8", 105, 0.1, at=(1060, 610))
    grains.pool(scene, blob(scene.rng, 80, 80, 0.02), 1060, 610, "#3f7a24", "#7fae4a", 0.8)


@dish("mandazi", "red mat", hot=True)
def mandazi(scene: Scene) -> None:
    bowl(scene, "#c99a5a", "#a87a40", 480, 0.07)
    for x, y, turn in (
        (600, 430, 15), (860, 390, -20), (1010, 600, 60), (560, 690, 80), (780, 780, 10),
        (990, 800, -25), (780, 590, 40),
    ):  # fmt: skip
        breads.mandazi(scene, x, y, 130, turn)
    sugar = Grain(8, 7, ("#fffaf0", "#f5ead2"), puff=3)
    grains.sprinkle(scene, 800, 600, 300, 290, sugar, 90)


@dish("fruit-salad", "striped linen")
def fruit_salad(scene: Scene) -> None:
    bowl(scene, "#f2ecdf", "#e6dcc6", 490, 0.06)
    fruit.cubes(scene, 800, 600, 400, 390, [PAPAYA, MANGO, PINEAPPLE, MELON], 100, 108, 0.6)
    fruit.banana_slices(scene, 800, 600, 320, 310, 9, 66)
    fruit.citrus(scene, 550, 770, 112, turn=12)
    fruit.citrus(scene, 1020, 420, 108, turn=30)
    fruit.passion_half(scene, 970, 790, 108)
    leaves.sprig(scene, 790, 560, 120, -50)


@dish("roasted-maize", "dark wood", hot=True)
def roasted_maize(scene: Scene) -> None:
    plate(scene, "#a63a1e")
    for x, y, turn in ((740, 450, -28), (850, 700, -34)):
        maize_cob(scene, x, y, 840, turn)
    fruit.lemon_wedge(scene, 520, 830, 96, -30)
    salt = Grain(9, 8, ("#fffdf6",), puff=3)
    grains.sprinkle(scene, 820, 600, 280, 200, salt, 40)


def maize_cob(scene: Scene, x: float, y: float, length: float, turn: float) -> None:
    """A cob roasted over charcoal, kernel by kernel."""
    husk = Stuff(
        mottled("#b9a55c", "#e3d69a", 30), puff=14, finish=Finish(gloss=0.2), rough=0.3, shadow=16
    )
    for lean, reach in ((-16, 0.30), (15, 0.30), (0, 0.34)):
        leafy = [
            (0, -34),
            (length * reach * 0.6, -46),
            (length * reach, 0),
            (length * reach * 0.6, 46),
            (0, 34),
        ]
        (bx, by), *_ = turned([(length * 0.36, 0)], turn)
        lay(scene, turned(leafy, turn + lean), husk, x + bx, y + by)
    half = length * 0.43
    cob = [
        (
            half * cos(t * 0.1257),
            length * 0.128 * abs(sin(t * 0.1257)) ** 0.7 * (1 if t < 25 else -1),
        )
        for t in range(50)
    ]
    core = Stuff(mottled("#a8761a", "#c8922a", 20), puff=50, finish=Finish(step=3), shadow=28)
    lay(scene, turned(cob, turn), core, x, y)
    rng = scene.rng
    rows, columns = 7, 24
    charred = scatter(rng, 5, half * 0.9, 70)
    for row in range(rows):
        across = sin((row - (rows - 1) / 2) / (rows - 1) * 2.7) * length * 0.112
        tall = length * 0.047 * (1 - 0.45 * abs(row - 3) / 3)
        for column in range(columns):
            along = -half * 0.93 + (column + (row % 2) * 0.5) * half * 1.86 / columns
            limit = (1 - (along / half) ** 2) ** 0.35 * length * 0.128
            if abs(across) > limit:
                continue
            burnt = min(((along - cx) ** 2 + (across - cy) ** 2) ** 0.5 for cx, cy in charred) < 62
            dark = (burnt and rng.random() < 0.72) or rng.random() < 0.05
            low, high = ("#3d1f0c", "#7a4a1c") if dark else ("#e3a01c", "#fbd35a")
            kernel = Stuff(
                mottled(low, high, 12),
                puff=9,
                finish=Finish(bump=1.1, gloss=0.6, tilt=20, sharp=11),
                edge="#5e2f0c" if dark else "#c67f12",
                edge_width=6,
                shadow=3,
            )
            (kx, ky), *_ = turned([(along, across)], turn)
            outline = turned(blob(rng, half * 0.043, tall * 0.53, 0.04), turn)
            lay(scene, outline, kernel, x + kx, y + ky)


@dish("roasted-groundnuts", "clay linen")
def roasted_groundnuts(scene: Scene) -> None:
    bowl(scene, "#8f4526", "#6d3219", 450, 0.10, pattern=True)
    grains.groundnuts(scene, 800, 600, 372)
    grains.sprinkle(scene, 330, 960, 90, 60, grains.NUT, 4)
    grains.sprinkle(scene, 1270, 930, 80, 80, grains.NUT, 4)


@dish("avocado-salad", "pale wood")
def avocado_salad(scene: Scene) -> None:
    plate(scene, "#f0e9da", "#f8f4ea")
    for x, y, turn in (
        (540, 520, 20),
        (780, 340, 80),
        (1030, 480, -40),
        (1010, 760, 40),
        (640, 800, -30),
    ):
        leaves.lettuce(scene, x, y, 240, 165, turn)
    for x, y in ((560, 420), (1040, 560), (720, 870), (960, 370)):
        raw.tomato_slice(scene, x, y, 80, x % 70)
    for x, y in ((500, 640), (690, 320), (900, 860), (1080, 690)):
        raw.cucumber(scene, x, y, 66)
    raw.avocado_slices(scene, 700, 620, 230, 70, 6, 46)
    raw.avocado_half(scene, 950, 620, 190, -110)
    leaves.onion_strands(scene, 760, 600, 270, 250, 12)


@dish("banana-bread", "cloth")
def banana_bread(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    breads.banana_bread(scene, 620, 470, 235, -18)
    breads.banana_bread(scene, 800, 600, 240, -8)
    breads.banana_bread(scene, 950, 740, 235, 6)
    fruit.banana_slices(scene, 580, 800, 110, 70, 5, 52)
    breads.butter(scene, 1070, 440, 100)


@dish("fried-plantain", "green linen", hot=True)
def fried_plantain(scene: Scene) -> None:
    plate(scene, "#a63a1e", pattern=True)
    for px, py in scatter(scene.rng, 24, 300, 290, apart=112):
        roots.fried_plantain(scene, 800 + px, 600 + py, 152, scene.rng.uniform(0, 180))
    salt = Grain(8, 7, ("#fffdf6",), puff=3)
    grains.sprinkle(scene, 800, 600, 280, 280, salt, 50)
