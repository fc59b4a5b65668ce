"""Drinks, seen from above, with what they are made of beside them."""

from ..cookbook import dish
from ..foods import fruit, grains, leaves, liquids
from ..piece import Pencil, Stuff, lay, mottled
from ..pile import Grain
from ..relief import Finish
from ..scene import Scene
from ..shapes import blob, scatter, turned
from ..vessels import bowl, glass, handle, plate


def ginger(scene: Scene, x: float, y: float, size: float, turn: float = 0) -> None:
    """A knob of ginger with a cut end."""
    skin = Stuff(
        mottled("#a9814a", "#d6b27a", 18), puff=22, finish=Finish(gloss=0.2), rough=0.34, shadow=18
    )
    for px, py, rx, ry, lean in (
        (0, 0, 1, 0.5, 10),
        (0.6, -0.5, 0.6, 0.36, -50),
        (-0.6, 0.45, 0.5, 0.34, 120),
    ):
        (ax, ay), *_ = turned([(px * size, py * size)], turn)
        lay(
            scene,
            turned(blob(scene.rng, rx * size, ry * size, 0.08), turn + lean),
            skin,
            x + ax,
            y + ay,
        )
    cut = Stuff(mottled("#ecd27c", "#f8e9ae", 10), puff=6, edge="#b58c4a", edge_width=6, shadow=2)
    (ax, ay), *_ = turned([(0.9 * size, -0.86 * size)], turn)
    lay(scene, turned(blob(scene.rng, size * 0.3, size * 0.26, 0.05), turn), cut, x + ax, y + ay)


def mug(
    scene: Scene, x: float, y: float, r: int, colour: str, inside: str, turn: float = 35
) -> None:
    """An enamel mug."""
    handle(scene, x, y, r, colour, turn)
    bowl(scene, colour, inside, r, 0.055, at=(x, y))


def juice(
    scene: Scene, low: str, high: str, foam: str, x: float = 720, y: float = 600, r: int = 390
) -> None:
    """A full tumbler."""
    glass(scene, r, (x, y))
    liquids.surface(scene, x, y, r - 22, low, high, cell=110, ripple=0.05, depth=30, gloss=0.5)
    liquids.clear(scene, x, y, r - 22, foam, 0.22)
    liquids.froth(scene, x, y, r - 24, foam, 150)
    liquids.gleam(scene, x, y, r - 62, 0.34)


@dish("african-tea", "wood", hot=True)
def african_tea(scene: Scene) -> None:
    plate(scene, "#2f5f8f", radius=500)
    mug(scene, 780, 590, 370, "#f3eee2", "#e6ddcb", 28)
    liquids.surface(scene, 780, 590, 346, "#b3743c", "#cf9a62", cell=130, ripple=0.05, depth=38)
    liquids.froth(scene, 780, 590, 340, "#e9c698", 190)
    liquids.spiral(scene, 780, 590, 120, "#ecd0a6", turns=1.4, width=18, opacity=0.45, soft=8)
    liquids.gleam(scene, 780, 590, 305, 0.3)
    ginger(scene, 1140, 900, 90, 20)


@dish("herbal-tea", "green linen", hot=True)
def herbal_tea(scene: Scene) -> None:
    glass(scene, 430, (790, 600))
    liquids.surface(
        scene, 790, 600, 408, "#b98a14", "#d9ae36", cell=150, ripple=0.06, depth=36, gloss=0.6
    )
    liquids.clear(scene, 790, 600, 408, "#f6e08a", 0.7)
    fruit.lemon(scene, 690, 700, 140, 14)
    leaves.sprig(scene, 870, 510, 150, -30)
    liquids.gleam(scene, 790, 600, 360, 0.4)
    leaves.leaf(scene, 1230, 830, 150, 30)
    leaves.leaf(scene, 1270, 780, 140, -25)
    leaves.leaf(scene, 300, 330, 140, 200)


@dish("orange-juice", "blue linen")
def orange_juice(scene: Scene) -> None:
    fruit.citrus(scene, 1170, 400, 190, turn=8)
    fruit.citrus(scene, 1190, 790, 185, turn=25)
    juice(scene, "#ee8c0e", "#fbb02e", "#ffd27a")
    fruit.citrus(scene, 900, 370, 130, turn=15)


@dish("passion-juice", "linen")
def passion_juice(scene: Scene) -> None:
    fruit.passion_half(scene, 1160, 400, 150)
    fruit.passion_half(scene, 1210, 720, 145)
    fruit.passion_half(scene, 300, 960, 130)
    juice(scene, "#d8900e", "#f2b834", "#fbdc8a")
    seed = Grain(17, 12, ("#241a14", "#3a2a1c"), puff=5)
    grains.sprinkle(scene, 720, 600, 270, 270, seed, 34, grains.WET)


@dish("tree-tomato-juice", "pale wood")
def tree_tomato_juice(scene: Scene) -> None:
    fruit.tree_tomato_half(scene, 1180, 420, 185, -60)
    fruit.tree_tomato_half(scene, 1200, 780, 180, -110)
    fruit.tree_tomato_half(scene, 290, 960, 150, 30)
    juice(scene, "#b52418", "#dc4c30", "#f08a6a")
    leaves.leaf(scene, 1030, 930, 150, 20)


@dish("pineapple-ginger-juice", "clay linen")
def pineapple_ginger_juice(scene: Scene) -> None:
    fruit.pineapple_wedge(scene, 1090, 430, 290, -10)
    ginger(scene, 1200, 830, 120, -10)
    juice(scene, "#e6bd2a", "#f7dc68", "#fff0a8")
    fruit.pineapple_wedge(scene, 860, 360, 190, -60)
    leaves.sprig(scene, 600, 720, 100, 130)


@dish("banana-groundnut-smoothie", "dark wood")
def banana_groundnut_smoothie(scene: Scene) -> None:
    fruit.banana_slices(scene, 1230, 440, 90, 150, 6, 84)
    grains.sprinkle(scene, 1230, 830, 120, 120, grains.NUT, 13)
    juice(scene, "#cfa468", "#e9cb96", "#f7e6c2")
    liquids.spiral(scene, 720, 600, 240, "#9a5a24", turns=2.2, width=20, opacity=0.8, soft=3)
    fruit.banana_slices(scene, 740, 590, 90, 70, 4, 78)
    grains.sprinkle(scene, 720, 620, 170, 160, grains.CRUMB, 36)


@dish("ikivuguto", "mat")
def ikivuguto(scene: Scene) -> None:
    bowl(scene, "#6b3d20", "#4e2a14", 400, 0.10, pattern=True)
    liquids.surface(
        scene, 800, 600, 358, "#f1eadb", "#fffdf8", cell=90, ripple=0.2, rough_cell=46, depth=36
    )
    liquids.froth(scene, 800, 600, 352, "#fffaf0", 130)
    curd = Stuff(
        mottled("#f7f1e4", "#fffefa", 20),
        puff=12,
        finish=Finish(bump=0.7, gloss=0.5, tilt=14, sharp=9, cavity=0.5),
        shadow=5,
    )
    for px, py in scatter(scene.rng, 7, 220, 220, apart=60):
        size = scene.rng.uniform(14, 30)
        lay(scene, blob(scene.rng, size, size * 0.7, 0.16), curd, 800 + px, 600 + py)


@dish("rwandan-coffee", "striped linen", hot=True)
def rwandan_coffee(scene: Scene) -> None:
    plate(scene, "#a63a1e", radius=500, pattern=True)
    mug(scene, 790, 595, 330, "#f4efe4", "#e3d8c4", 24)
    liquids.surface(
        scene, 790, 595, 306, "#1e0d06", "#3c1c0c", cell=140, ripple=0.04, depth=36, gloss=0.7
    )
    liquids.froth(scene, 790, 595, 302, "#a8703a", 150)
    liquids.gleam(scene, 790, 595, 265, 0.42)
    for px, py in ((1150, 860), (1100, 900), (1180, 800), (480, 880), (430, 840), (1090, 840)):
        coffee_bean(scene, px, py, scene.rng.uniform(0, 180))


def coffee_bean(scene: Scene, x: float, y: float, turn: float) -> None:
    """One roasted bean with its crease."""

    def crease(pencil: Pencil, dx: float, dy: float) -> None:
        line = turned([(-30, 0), (-12, 4), (10, -4), (30, 0)], turn)
        pencil.line([(px + dx, py + dy) for px, py in line], fill=30, width=6)

    stuff = Stuff(
        mottled("#3a1c0c", "#5e321a", 12),
        puff=14,
        finish=Finish(gloss=0.7, tilt=22, sharp=12),
        shadow=10,
    )
    lay(scene, turned(blob(scene.rng, 33, 23, 0.02), turn), stuff, x, y, carve=crease)


@dish("mineral-water", "blue linen")
def mineral_water(scene: Scene) -> None:
    glass(scene, 430, (800, 600))
    liquids.surface(
        scene, 800, 600, 408, "#a9c6cf", "#d6e8ec", cell=150, ripple=0.1, depth=40, gloss=0.7
    )
    liquids.clear(scene, 800, 600, 408, "#ffffff", 0.55)
    liquids.ice(scene, 800, 610, 210, 210, 6, 170)
    fruit.lemon(scene, 900, 490, 140, 12)
    liquids.froth(scene, 800, 600, 402, "#ffffff", 90)
    liquids.gleam(scene, 800, 600, 360, 0.5)
    leaves.sprig(scene, 660, 710, 104, 100)
