"""Breakfast: porridges, eggs, chapati, pancakes."""

from dataclasses import replace

from ..cookbook import dish
from ..foods import breads, eggs, fruit, grains, leaves, liquids, raw, roots
from ..piece import Pencil, Stuff, lay, mottled
from ..props import WOOD, fork, napkin, spoon
from ..relief import Finish
from ..scene import Scene
from ..shapes import blob, moved, rounded, scatter, turned
from ..vessels import bowl, glass, handle, plate

PAPAYA = ("#e2651e", "#f79a44")
MANGO = ("#eb9d16", "#fcc94e")
PINEAPPLE = ("#ecc02c", "#fae48a")
MELON = ("#cf2f34", "#ec5f5a")


@dish("sorghum-porridge", "pale wood", hot=True)
def sorghum_porridge(scene: Scene) -> None:
    spoon(scene, 1310, 420, 600, 66, WOOD)
    handle(scene, 780, 600, 420, "#efe7d6", 40)
    bowl(scene, "#f2ecdf", "#e6ddcb", 430, 0.07, at=(780, 600))
    liquids.surface(
        scene, 780, 600, 396, "#6d3a22", "#96583a", cell=150, ripple=0.06, depth=34, gloss=0.6
    )
    liquids.spiral(scene, 770, 600, 170, "#c49472", turns=1.6, width=20, opacity=0.4, soft=9)
    liquids.dots(scene, 780, 600, 340, 340, "#4a2414", 150, 4)
    liquids.gleam(scene, 780, 600, 345, 0.28)


@dish("sosoma-porridge", "clay linen", hot=True)
def sosoma_porridge(scene: Scene) -> None:
    spoon(scene, 1330, 640, 520, 78)
    bowl(scene, "#9c4d2c", "#7b381e", 470, 0.085, pattern=True)
    liquids.surface(
        scene, 800, 600, 426, "#c39a62", "#ddbb86", cell=140, ripple=0.08, depth=36, gloss=0.4
    )
    liquids.spiral(scene, 800, 600, 270, "#fbf3e2", turns=2.6, width=34, opacity=0.9, soft=6)
    liquids.dots(scene, 800, 600, 380, 380, "#9a6c34", 160, 4)
    grains.sprinkle(scene, 800, 590, 80, 70, grains.NUT, 9)


@dish("scrambled-eggs-toast", "striped linen", hot=True)
def scrambled_eggs_toast(scene: Scene) -> None:
    fork(scene, 170, 500, 620, 90)
    plate(scene, "#a63a1e")
    breads.toast(scene, 610, 400, 225, -16)
    breads.toast(scene, 560, 690, 225, 10)
    raw.tomato_slice(scene, 830, 880, 100, 10)
    raw.tomato_slice(scene, 990, 850, 96, 40)
    eggs.scrambled(scene, 970, 550, 265, 270)
    leaves.chopped(scene, 970, 550, 220, 220, 34)


@dish("oatmeal-fruit", "blue linen", hot=True)
def oatmeal_fruit(scene: Scene) -> None:
    bowl(scene, "#f3eee2", "#e9e0cf", 480, 0.06)
    liquids.surface(
        scene,
        800,
        600,
        450,
        "#d6bb8a",
        "#efdcb4",
        cell=60,
        ripple=0.7,
        rough_cell=30,
        depth=30,
        gloss=0.3,
    )
    flakes = grains.Grain(46, 34, ("#e4cd9c", "#d8bd86", "#f0dfb8"), puff=7)
    grains.heap(
        scene,
        blob(scene.rng, 400, 400, 0.03),
        800,
        600,
        [(flakes, 170)],
        grains.SOFT,
        mound=0,
        shadow=3,
    )
    fruit.banana_slices(scene, 640, 560, 150, 190, 10, 58)
    fruit.cubes(scene, 960, 510, 150, 130, [PAPAYA, MANGO], 12, 96)
    berries = grains.Grain(54, 52, ("#5c1f3a", "#74284a", "#481530"), puff=20)
    grains.sprinkle(scene, 880, 780, 150, 80, berries, 14, grains.WET)
    grains.sprinkle(scene, 700, 780, 120, 60, grains.NUT, 8)
    leaves.sprig(scene, 830, 610, 92, -60)


@dish("spanish-omelette", "wood", hot=True)
def spanish_omelette(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    slab = Stuff(
        mottled("#e09a22", "#f9d468", 60),
        puff=50,
        finish=Finish(bump=1.3, step=3, gloss=0.45, tilt=15, sharp=11),
        edge="#b06a1c",
        edge_width=30,
        edge_from=0.1,
        rough=0.13,
        rough_cell=34,
        shadow=30,
    )
    spots = scatter(scene.rng, 16, 290, 280)

    def browned(pencil: Pencil, dx: float, dy: float) -> None:
        for px, py in spots:
            for share, tone in ((1.0, "#cf8420"), (0.6, "#b0661a")):
                spot = blob(scene.rng, 46 * share, 32 * share, 0.25)
                pencil.polygon(moved(spot, px + dx, py + dy), fill=tone)

    lay(scene, blob(scene.rng, 370, 360, 0.03), slab, 800, 595, marks=browned)
    chip = replace(roots.CHIP, shadow=5, puff=12)
    for px, py in scatter(scene.rng, 13, 260, 250, apart=110):
        outline = turned(rounded(150, 44, 10), scene.rng.uniform(0, 180))
        lay(scene, outline, chip, 800 + px, 595 + py)
    fruit.cubes(scene, 800, 595, 280, 270, [("#c22f1c", "#e85c42")], 14, 46, 1.9)
    leaves.onion_strands(scene, 800, 595, 270, 260, 11)
    leaves.chopped(scene, 800, 595, 300, 290, 44)


@dish("chapati-beans", "cloth", hot=True)
def chapati_beans(scene: Scene) -> None:
    plate(scene, "#a63a1e", "#f5efe2")
    breads.chapati(scene, 680, 560, 340)
    breads.chapati(scene, 730, 470, 360, 40)
    bowl(scene, "#a9552f", "#6d3219", 245, 0.10, at=(1000, 720))
    grains.red_beans(scene, 1000, 720, 194)
    leaves.chopped(scene, 1000, 720, 120, 110, 16)


@dish("eggs-avocado", "green linen")
def eggs_avocado(scene: Scene) -> None:
    plate(scene, "#3c6b46")
    leaves.lettuce(scene, 560, 760, 210, 140, 35)
    raw.avocado_slices(scene, 980, 600, 250, 78, 8, 44)
    eggs.boiled_egg(scene, 600, 400, 132, -40)
    eggs.boiled_egg(scene, 560, 640, 132, 15)
    eggs.boiled_egg(scene, 740, 800, 130, 70)
    raw.tomato_slice(scene, 850, 330, 78)
    pepper = grains.Grain(9, 8, ("#2a1a10", "#4a2a16"), puff=3)
    grains.sprinkle(scene, 700, 620, 250, 260, pepper, 46)


@dish("yoghurt-parfait", "linen")
def yoghurt_parfait(scene: Scene) -> None:
    napkin(scene, 1330, 640, 260, 900, 8)
    glass(scene, 430)
    liquids.surface(scene, 800, 600, 406, "#f1eadc", "#fffcf5", cell=120, ripple=0.25, depth=28)
    liquids.spiral(scene, 740, 560, 230, "#b8284a", turns=1.4, width=40, opacity=0.7, soft=8)
    grains.heap(
        scene,
        turned(blob(scene.rng, 290, 125, 0.08), -38),
        920,
        700,
        [(grains.CRUMB, 230), (grains.NUT, 16)],
        grains.SOFT,
        ground="#a06c34",
    )
    fruit.cubes(scene, 640, 490, 140, 130, [MANGO, PAPAYA], 11, 96)
    berries = grains.Grain(58, 56, ("#5c1f3a", "#74284a", "#481530"), puff=20)
    grains.sprinkle(scene, 830, 440, 110, 90, berries, 9, grains.WET)
    fruit.passion_half(scene, 620, 740, 92)
    leaves.sprig(scene, 800, 560, 88, 20)


@dish("banana-pancakes", "ochre linen", hot=True)
def banana_pancakes(scene: Scene) -> None:
    fork(scene, 1430, 420, 620, 96)
    plate(scene, "#2f5f8f", pattern=True)
    breads.pancake(scene, 740, 700, 290)
    breads.pancake(scene, 900, 560, 290)
    breads.pancake(scene, 760, 550, 310)
    liquids.glaze(scene, turned(blob(scene.rng, 250, 190, 0.09), 30), 800, 580, "#b0560c", 0.5)
    fruit.banana_slices(scene, 770, 570, 150, 130, 8, 76)
    breads.butter(scene, 800, 500, 112)
