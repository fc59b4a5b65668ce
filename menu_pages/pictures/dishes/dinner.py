"""Dinner: soups, stews and soft things."""

from math import pi, sin

from ..cookbook import dish
from ..foods import fruit, grains, leaves, liquids, proteins, roots
from ..pile import Grain
from ..props import napkin, spoon
from ..scene import Scene
from ..shapes import blob, moved, ribbon
from ..vessels import bowl, handle, plate
from .lunch import GREEN_PEPPER, RED_PEPPER

CARROT = ("#dc6e16", "#f59a40")
PALE_POTATO = ("#e0c070", "#f6e4a8")
COURGETTE = ("#6f9a3a", "#b9d27e")


@dish("vegetable-soup", "wood", hot=True)
def vegetable_soup(scene: Scene) -> None:
    spoon(scene, 1370, 500, 620, 82)
    bowl(scene, "#a9552f", "#7a3a20", 490, 0.08)
    liquids.surface(scene, 800, 600, 450, "#b2601a", "#d98e34", ripple=0.2, depth=38)
    fruit.cubes(scene, 800, 600, 330, 320, [CARROT, PALE_POTATO, COURGETTE], 44, 54, 1.0)
    grains.sprinkle(scene, 800, 600, 340, 330, grains.PEA, 34, grains.WET)
    leaves.chopped(scene, 800, 600, 360, 350, 60)
    liquids.dots(scene, 800, 600, 400, 400, "#f7c052", 70, 9)
    liquids.gleam(scene, 800, 600, 410, 0.2)


@dish("pumpkin-soup", "blue linen", hot=True)
def pumpkin_soup(scene: Scene) -> None:
    bowl(scene, "#f2ecdf", "#e3d9c4", 480, 0.075)
    liquids.surface(
        scene, 800, 600, 446, "#d96f0e", "#f29a2a", cell=130, ripple=0.16, depth=34, gloss=0.5
    )
    liquids.spiral(scene, 800, 600, 250, "#fff3d8", turns=2.0, width=30, opacity=0.92, soft=3)
    seeds = Grain(50, 26, ("#7f9a44", "#93ab58", "#6c8836"), puff=9)
    grains.sprinkle(scene, 820, 600, 130, 110, seeds, 14, grains.WET)
    leaves.sprig(scene, 800, 590, 84, 30)
    liquids.dots(scene, 800, 600, 330, 330, "#8a2c0a", 60, 5)
    liquids.gleam(scene, 800, 600, 400, 0.25)


@dish("chicken-broth", "ochre linen", hot=True)
def chicken_broth(scene: Scene) -> None:
    napkin(scene, 1380, 600, 240, 960, 5)
    spoon(scene, 1370, 480, 600, 90)
    bowl(scene, "#3f6488", "#e9e2d2", 470, 0.05)
    liquids.surface(scene, 800, 600, 446, "#c98d28", "#e6b650", ripple=0.22, depth=40, gloss=0.5)
    liquids.noodles(scene, 800, 620, 420, 20)
    roots.carrots(scene, 800, 600, 300, 290, 13, 42)
    proteins.chunks(scene, 800, 600, 270, 250, 9, 62, proteins.PALE_CHICKEN)
    leaves.chopped(scene, 800, 600, 350, 340, 50)
    liquids.dots(scene, 800, 600, 390, 390, "#fbdc84", 110, 11)
    liquids.gleam(scene, 800, 600, 405, 0.25)


@dish("mashed-potatoes-chicken", "striped linen", hot=True)
def mashed_potatoes_chicken(scene: Scene) -> None:
    plate(scene, "#3c6b46")
    roots.mash(scene, 600, 560, 245, well=False)
    grains.pool(scene, blob(scene.rng, 140, 110, 0.12), 600, 570, "#7a3a10", "#a8601e")
    proteins.drumstick(scene, 930, 440, 190, -24)
    proteins.drumstick(scene, 940, 640, 185, 14)
    grains.heap(
        scene, blob(scene.rng, 175, 110, 0.08), 780, 850, [(grains.PEA, 120)], grains.WET, mound=0.2
    )
    roots.carrots(scene, 780, 850, 150, 80, 6, 32)
    leaves.chopped(scene, 620, 560, 200, 200, 20)


@dish("mashed-potatoes", "clay linen", hot=True)
def mashed_potatoes(scene: Scene) -> None:
    bowl(scene, "#f2ecdf", "#e0d5bf", 470, 0.07)
    roots.mash(scene, 800, 600, 365)
    leaves.chopped(scene, 800, 600, 280, 270, 36)
    pepper = Grain(9, 8, ("#2a1a10", "#4a2a16"), puff=3)
    grains.sprinkle(scene, 800, 600, 270, 270, pepper, 40)


@dish("steamed-tilapia-rice", "mat", hot=True)
def steamed_tilapia_rice(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    grains.rice(scene, 760, 770, 300, 175)
    proteins.fish(scene, 790, 460, 780, 12, pale=True)
    fruit.lemon(scene, 760, 480, 66, 10)
    fruit.lemon(scene, 880, 510, 66, 40)
    roots.carrots(scene, 1090, 720, 70, 80, 6, 34)
    leaves.sprig(scene, 480, 760, 90, 200)
    leaves.chopped(scene, 780, 480, 260, 90, 34)


@dish("lentil-stew-rice", "cloth", hot=True)
def lentil_stew_rice(scene: Scene) -> None:
    plate(scene, "#a63a1e")
    grains.lentils(scene, 960, 610, 240, 300)
    grains.rice(scene, 580, 590, 220, 295)
    leaves.chopped(scene, 960, 610, 180, 230, 36)
    fruit.lemon_wedge(scene, 780, 900, 74, 0)


@dish("potatoes-peas", "dark wood", hot=True)
def potatoes_peas(scene: Scene) -> None:
    bowl(scene, "#a9552f", "#7a3a20", 490, 0.085)
    grains.pool(scene, blob(scene.rng, 415, 410, 0.015), 800, 600, "#a8641c", "#d9973e")
    roots.potatoes(scene, 800, 590, 320, 310, 17, 92)
    for x, y in ((600, 480), (820, 400), (1000, 580), (860, 720), (600, 760), (760, 590)):
        grains.heap(
            scene,
            blob(scene.rng, 90, 76, 0.14),
            x,
            y,
            [(grains.PEA, 24)],
            grains.WET,
            mound=0,
            shadow=8,
        )
    fruit.cubes(scene, 800, 600, 300, 290, [("#c8351c", "#ea6440"), CARROT], 14, 40, 1.6)
    leaves.chopped(scene, 800, 600, 320, 310, 44)


@dish("beef-vegetable-stew", "red mat", hot=True)
def beef_vegetable_stew(scene: Scene) -> None:
    bowl(scene, "#33251c", "#4a2a1a", 490, 0.08, pattern=True)
    liquids.surface(scene, 800, 600, 450, "#5e2008", "#9a4214", ripple=0.26, depth=36)
    fruit.cubes(scene, 800, 600, 320, 310, [PALE_POTATO, CARROT], 20, 78, 1.15)
    proteins.chunks(scene, 800, 600, 310, 300, 18, 80)
    grains.sprinkle(scene, 800, 600, 320, 310, grains.PEA, 26, grains.WET)
    leaves.chopped(scene, 800, 600, 340, 330, 50)
    liquids.gleam(scene, 800, 600, 415, 0.2)


@dish("tofu-vegetables", "pale wood", hot=True)
def tofu_vegetables(scene: Scene) -> None:
    plate(scene, "#231b16", "#f7f3ea")
    grains.pool(scene, blob(scene.rng, 370, 350, 0.05), 800, 600, "#7a3e10", "#a8682a")
    fruit.pepper_strips(scene, 800, 600, 300, 290, 16, *RED_PEPPER)
    fruit.pepper_strips(scene, 800, 600, 300, 290, 14, *GREEN_PEPPER)
    proteins.tofu(scene, 800, 600, 290, 280, 16, 96)
    roots.carrots(scene, 800, 600, 280, 270, 10, 36)
    leaves.onion_strands(scene, 800, 600, 260, 250, 8)
    sesame = Grain(15, 9, ("#fbf0d4", "#f3e2b8"), puff=4)
    grains.sprinkle(scene, 800, 600, 290, 280, sesame, 70)


@dish("sweet-potato-ikivuguto", "ochre linen", hot=True)
def sweet_potato_ikivuguto(scene: Scene) -> None:
    plate(scene, "#a63a1e", radius=440, at=(690, 640))
    for x, y, turn in (
        (560, 500, 10), (730, 470, 50), (500, 660, 80), (660, 640, 20), (820, 620, -30),
        (590, 810, 0), (760, 800, 40),
    ):  # fmt: skip
        roots.sweet_potato(scene, x, y, 112, turn)
    handle(scene, 1120, 370, 215, "#f2ecdf", -30)
    bowl(scene, "#f2ecdf", "#e6ddcb", 225, 0.07, at=(1120, 370))
    liquids.surface(scene, 1120, 370, 204, "#f3ecdd", "#fffdf7", cell=80, ripple=0.2, depth=24)
    liquids.froth(scene, 1120, 370, 200, "#fffaf0", 60)


def cream_line(scene: Scene, x: float, y: float, length: float) -> None:
    """A wavy line of cream across a soup."""
    line = [(-length / 2 + t * length / 20, 40 * sin(t * pi / 5)) for t in range(21)]
    scene.stain([moved(ribbon(line, 20, 0.8), x, y)], (255, 246, 226), 0.9, 3)
