"""Dinner: soups, stews and soft things."""

from ..cookbook import dish
from ..foods import eggs, fish, fruit, grains, leaves, liquids, meat, raw, roots
from ..pile import Grain
from ..props import napkin, spoon
from ..scene import Scene
from ..shapes import blob, turned
from ..vessels import bowl, handle, plate
from .lunch import GREEN_PEPPER, RED_PEPPER

CARROT = ("#dc6e16", "#f59a40")
PALE_POTATO = ("#e0c070", "#f6e4a8")
COURGETTE = ("#6f9a3a", "#b9d27e")


@dish("vegetable-soup", "wood", hot=True)
def vegetable_soup(scene: Scene) -> None:
    spoon(scene, 1400, 500, 620, 82)
    bowl(scene, "#a9552f", "#7a3a20", 490, 0.08)
    liquids.surface(scene, 800, 600, 450, "#b2601a", "#d98e34", ripple=0.12, depth=38)
    fruit.cubes(scene, 800, 600, 370, 360, [CARROT, PALE_POTATO, COURGETTE], 52, 66, 1.0)
    grains.sprinkle(scene, 800, 600, 360, 350, grains.PEA, 40, grains.WET)
    leaves.chopped(scene, 800, 600, 390, 380, 70)
    liquids.dots(scene, 800, 600, 400, 400, "#f7c052", 70, 9)
    liquids.gleam(scene, 800, 600, 410, 0.2)


@dish("pumpkin-soup", "blue linen", hot=True)
def pumpkin_soup(scene: Scene) -> None:
    bowl(scene, "#f2ecdf", "#e3d9c4", 480, 0.075)
    liquids.surface(
        scene, 800, 600, 446, "#d96f0e", "#f29a2a", cell=130, ripple=0.08, depth=34, gloss=0.5
    )
    liquids.spiral(scene, 800, 600, 250, "#fff3d8", turns=2.0, width=30, opacity=0.92, soft=3)
    seeds = Grain(50, 26, ("#7f9a44", "#93ab58", "#6c8836"), puff=9)
    grains.sprinkle(scene, 820, 600, 130, 110, seeds, 14, grains.WET)
    leaves.sprig(scene, 800, 590, 84, 30)
    liquids.dots(scene, 800, 600, 330, 330, "#8a2c0a", 60, 5)
    liquids.gleam(scene, 800, 600, 400, 0.25)


@dish("chicken-broth", "ochre linen", hot=True)
def chicken_broth(scene: Scene) -> None:
    napkin(scene, 1410, 600, 240, 960, 5)
    spoon(scene, 1400, 480, 600, 90)
    bowl(scene, "#3f6488", "#e9e2d2", 480, 0.05)
    liquids.surface(scene, 800, 600, 456, "#d09a30", "#ebc264", ripple=0.10, depth=40, gloss=0.5)
    liquids.noodles(scene, 800, 610, 480, 34)
    roots.carrots(scene, 800, 600, 340, 330, 16, 50)
    meat.chunks(scene, 800, 600, 310, 290, 9, 76, meat.PALE_CHICKEN)
    leaves.chopped(scene, 800, 600, 380, 370, 60)
    liquids.dots(scene, 800, 600, 400, 400, "#fde6a0", 110, 11)
    liquids.gleam(scene, 800, 600, 415, 0.25)


@dish("mashed-potatoes-chicken", "striped linen", hot=True)
def mashed_potatoes_chicken(scene: Scene) -> None:
    plate(scene, "#3c6b46")
    roots.mash(scene, 590, 540, 270, well=False)
    liquids.glaze(scene, blob(scene.rng, 130, 105, 0.10), 590, 540, "#7a3a10", 0.92)
    grains.heap(
        scene, blob(scene.rng, 220, 120, 0.08), 770, 860, [(grains.PEA, 180)], grains.WET, mound=0.2
    )
    roots.carrots(scene, 770, 860, 180, 90, 6, 38)
    meat.drumstick(scene, 950, 430, 225, -24)
    meat.drumstick(scene, 970, 660, 220, 14)
    leaves.chopped(scene, 620, 540, 210, 200, 24)


@dish("mashed-potatoes", "clay linen", hot=True)
def mashed_potatoes(scene: Scene) -> None:
    bowl(scene, "#3c6b46", "#efe8d8", 470, 0.06)
    roots.mash(scene, 800, 600, 395)
    leaves.chopped(scene, 800, 600, 310, 300, 40)
    pepper = Grain(9, 8, ("#2a1a10", "#4a2a16"), puff=3)
    grains.sprinkle(scene, 800, 600, 290, 290, pepper, 40)


@dish("steamed-tilapia-rice", "mat", hot=True)
def steamed_tilapia_rice(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    grains.rice(scene, 770, 800, 310, 180)
    grains.pool(scene, blob(scene.rng, 360, 160, 0.06), 760, 480, "#b8481a", "#e08a3a")
    fish.fish(scene, 790, 470, 860, 10, pale=True)
    fruit.lemon(scene, 740, 480, 80, 10)
    fruit.lemon(scene, 880, 510, 80, 40)
    roots.carrots(scene, 1090, 730, 80, 90, 7, 42)
    fruit.cubes(scene, 520, 690, 90, 60, [("#c22c14", "#ee5e3a"), COURGETTE], 8, 54)
    leaves.chopped(scene, 780, 490, 290, 100, 40)


@dish("lentil-stew-rice", "cloth", hot=True)
def lentil_stew_rice(scene: Scene) -> None:
    plate(scene, "#a63a1e")
    grains.lentils(scene, 970, 600, 255, 325)
    grains.rice(scene, 570, 590, 235, 315)
    leaves.chopped(scene, 970, 600, 190, 250, 40)
    fruit.lemon_wedge(scene, 780, 890, 96, 0)


@dish("potatoes-peas", "dark wood", hot=True)
def potatoes_peas(scene: Scene) -> None:
    bowl(scene, "#a9552f", "#7a3a20", 490, 0.085)
    grains.pool(scene, blob(scene.rng, 415, 410, 0.015), 800, 600, "#b0681c", "#dd9c40")
    roots.potatoes(scene, 800, 590, 345, 335, 17, 108)
    for x, y in (
        (560, 480), (800, 360), (1040, 520), (900, 740), (600, 780), (760, 590), (1080, 720),
        (740, 920),
    ):  # fmt: skip
        outline = turned(blob(scene.rng, 110, 66, 0.14), scene.rng.uniform(0, 180))
        grains.heap(scene, outline, x, y, [(grains.PEA, 26)], grains.WET, mound=0, shadow=8)
    fruit.cubes(scene, 800, 600, 330, 320, [("#c8351c", "#ea6440"), CARROT], 16, 48, 1.6)
    leaves.chopped(scene, 800, 600, 340, 330, 54)


@dish("beef-vegetable-stew", "red mat", hot=True)
def beef_vegetable_stew(scene: Scene) -> None:
    bowl(scene, "#33251c", "#4a2a1a", 490, 0.08, pattern=True)
    liquids.surface(scene, 800, 600, 450, "#6a260a", "#a64c18", ripple=0.14, depth=36)
    meat.chunks(scene, 800, 600, 340, 330, 12, 98)
    fruit.cubes(scene, 800, 600, 340, 330, [PALE_POTATO, CARROT], 15, 92, 1.1)
    meat.chunks(scene, 800, 600, 250, 240, 4, 88)
    grains.sprinkle(scene, 800, 600, 360, 350, grains.PEA, 34, grains.WET)
    leaves.chopped(scene, 800, 600, 380, 370, 60)
    liquids.gleam(scene, 800, 600, 415, 0.2)


@dish("tofu-vegetables", "pale wood", hot=True)
def tofu_vegetables(scene: Scene) -> None:
    plate(scene, "#231b16", "#f7f3ea")
    grains.pool(scene, blob(scene.rng, 360, 350, 0.05), 800, 600, "#8a4a14", "#bd7a34")
    beans = Grain(130, 24, ("#4f8a2a", "#3f7620", "#6aa63e"), bend=0.05, puff=10)
    grains.sprinkle(scene, 800, 600, 320, 310, beans, 24, grains.WET)
    roots.carrots(scene, 800, 600, 310, 300, 12, 48)
    eggs.tofu(scene, 800, 600, 300, 290, 14, 116)
    raw.pepper_strips(scene, 800, 600, 310, 300, 12, *RED_PEPPER)
    raw.pepper_strips(scene, 800, 600, 310, 300, 8, *GREEN_PEPPER)
    sesame = Grain(15, 9, ("#fbf0d4", "#f3e2b8"), puff=4)
    grains.sprinkle(scene, 800, 600, 300, 290, sesame, 80)
    leaves.chopped(scene, 800, 600, 310, 300, 30)


@dish("sweet-potato-ikivuguto", "ochre linen", hot=True)
def sweet_potato_ikivuguto(scene: Scene) -> None:
    plate(scene, "#a63a1e", radius=450, at=(690, 660))
    for x, y, turn in (
        (540, 500, 10), (730, 450, 50), (460, 680, 80), (640, 660, 20), (850, 650, -30),
        (560, 850, 0), (760, 850, 40),
    ):  # fmt: skip
        roots.sweet_potato(scene, x, y, 138, turn)
    handle(scene, 1120, 370, 225, "#f2ecdf", -30)
    bowl(scene, "#f2ecdf", "#e6ddcb", 235, 0.07, at=(1120, 370))
    liquids.surface(scene, 1120, 370, 214, "#f3ecdd", "#fffdf7", cell=80, ripple=0.2, depth=24)
    liquids.froth(scene, 1120, 370, 210, "#fffaf0", 60)
