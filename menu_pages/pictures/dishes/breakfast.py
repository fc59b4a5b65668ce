"""Breakfast: porridges, eggs, chapati, pancakes."""

from ..cookbook import dish
from ..foods import breads, fruit, grains, leaves, liquids, proteins, roots
from ..piece import Stuff, lay, mottled
from ..props import WOOD, fork, napkin, spoon
from ..relief import Finish
from ..scene import Scene
from ..shapes import blob, moved, scatter, turned
from ..vessels import bowl, glass, handle, plate

PAPAYA = ("#e2651e", "#f79a44")
MANGO = ("#eb9d16", "#fcc94e")
PINEAPPLE = ("#ecc02c", "#fae48a")
MELON = ("#cf2f34", "#ec5f5a")


@dish("sorghum-porridge", "pale wood", hot=True)
def sorghum_porridge(scene: Scene) -> None:
    spoon(scene, 1290, 850, 560, 62, WOOD)
    handle(scene, 800, 600, 410, "#efe7d6", 18)
    bowl(scene, "#f2ecdf", "#e6ddcb", 420, 0.07)
    liquids.surface(
        scene, 800, 600, 386, "#6d3a22", "#96583a", cell=150, ripple=0.10, depth=34, gloss=0.6
    )
    liquids.spiral(scene, 790, 600, 150, "#c49472", turns=1.6, width=16, opacity=0.35, soft=9)
    liquids.dots(scene, 800, 600, 320, 320, "#4a2414", 130, 4)
    liquids.gleam(scene, 800, 600, 330, 0.28)


@dish("sosoma-porridge", "clay linen", hot=True)
def sosoma_porridge(scene: Scene) -> None:
    spoon(scene, 1330, 640, 520, 78)
    bowl(scene, "#9c4d2c", "#7b381e", 470, 0.085, pattern=True)
    liquids.surface(
        scene, 800, 600, 426, "#c39a62", "#ddbb86", cell=140, ripple=0.14, depth=36, gloss=0.4
    )
    liquids.spiral(scene, 800, 600, 270, "#fbf3e2", turns=2.6, width=34, opacity=0.9, soft=6)
    liquids.dots(scene, 800, 600, 380, 380, "#9a6c34", 160, 4)
    grains.sprinkle(scene, 800, 590, 80, 70, grains.NUT, 9)


@dish("scrambled-eggs-toast", "striped linen", hot=True)
def scrambled_eggs_toast(scene: Scene) -> None:
    fork(scene, 190, 500, 620, 90)
    plate(scene, "#a63a1e")
    breads.toast(scene, 620, 430, 205, -16)
    breads.toast(scene, 560, 690, 205, 10)
    proteins.scrambled(scene, 950, 560, 240, 235)
    leaves.chopped(scene, 950, 560, 200, 190, 34)
    fruit.tomato_slice(scene, 880, 850, 92, 10)
    fruit.tomato_slice(scene, 1010, 840, 88, 40)


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
    fruit.cubes(scene, 960, 510, 150, 130, [PAPAYA, MANGO], 15, 72)
    berries = grains.Grain(54, 52, ("#5c1f3a", "#74284a", "#481530"), puff=20)
    grains.sprinkle(scene, 880, 780, 150, 80, berries, 14, grains.WET)
    grains.sprinkle(scene, 700, 780, 120, 60, grains.NUT, 8)
    leaves.sprig(scene, 830, 610, 92, -60)


@dish("spanish-omelette", "wood", hot=True)
def spanish_omelette(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    slab = Stuff(
        mottled("#dd9a26", "#f6cf62", 44),
        puff=44,
        finish=Finish(bump=1.25, step=3, gloss=0.45, tilt=15, sharp=11),
        edge="#a5601a",
        edge_width=34,
        edge_from=0.1,
        rough=0.26,
        rough_cell=22,
        shadow=26,
    )
    spots = scatter(scene.rng, 26, 300, 290)

    def browned(pencil, dx, dy):  # type: ignore[no-untyped-def]
        for px, py in spots:
            pencil.polygon(moved(blob(scene.rng, 30, 20, 0.25), px + dx, py + dy), fill="#b8701e")

    lay(scene, blob(scene.rng, 350, 340, 0.035), slab, 800, 590, marks=browned)
    for px, py in scatter(scene.rng, 15, 270, 260, apart=90):
        outline = turned([(-62, -17), (62, -17), (62, 17), (-62, 17)], scene.rng.uniform(0, 180))
        lay(scene, outline, roots.CHIP, 800 + px, 590 + py)
    fruit.cubes(
        scene, 800, 590, 290, 280, [("#b82c1a", "#e0553a"), ("#2f6a1e", "#5f9a36")], 30, 34, 1.6
    )
    leaves.onion_strands(scene, 800, 590, 270, 260, 12)
    leaves.chopped(scene, 800, 590, 290, 280, 40)


@dish("chapati-beans", "cloth", hot=True)
def chapati_beans(scene: Scene) -> None:
    plate(scene, "#a63a1e", "#f5efe2")
    breads.chapati(scene, 660, 560, 310)
    breads.chapati(scene, 720, 470, 330, 40)
    bowl(scene, "#a9552f", "#6d3219", 225, 0.10, at=(985, 720))
    grains.red_beans(scene, 985, 720, 176)
    leaves.chopped(scene, 985, 720, 110, 100, 16)


@dish("eggs-avocado", "green linen")
def eggs_avocado(scene: Scene) -> None:
    plate(scene, "#3c6b46")
    leaves.lettuce(scene, 560, 760, 210, 140, 35)
    fruit.avocado_slices(scene, 980, 600, 250, 78, 8, 44)
    proteins.boiled_egg(scene, 600, 400, 132, -40)
    proteins.boiled_egg(scene, 560, 640, 132, 15)
    proteins.boiled_egg(scene, 740, 800, 130, 70)
    fruit.tomato_slice(scene, 850, 330, 78)
    pepper = grains.Grain(9, 8, ("#2a1a10", "#4a2a16"), puff=3)
    grains.sprinkle(scene, 700, 620, 250, 260, pepper, 46)


@dish("yoghurt-parfait", "linen")
def yoghurt_parfait(scene: Scene) -> None:
    napkin(scene, 1330, 640, 260, 900, 8)
    glass(scene, 430)
    liquids.surface(scene, 800, 600, 396, "#f1eadc", "#fffcf5", cell=120, ripple=0.5, depth=28)
    liquids.spiral(scene, 740, 560, 230, "#b8284a", turns=1.4, width=40, opacity=0.7, soft=8)
    grains.heap(
        scene,
        turned(blob(scene.rng, 330, 140, 0.08), -38),
        910,
        700,
        [(grains.CRUMB, 330), (grains.NUT, 16)],
        grains.SOFT,
        ground="#8a5626",
    )
    fruit.cubes(scene, 640, 490, 140, 130, [MANGO, PAPAYA], 13, 74)
    berries = grains.Grain(58, 56, ("#5c1f3a", "#74284a", "#481530"), puff=20)
    grains.sprinkle(scene, 830, 440, 110, 90, berries, 9, grains.WET)
    fruit.passion_half(scene, 620, 740, 92)
    leaves.sprig(scene, 800, 560, 88, 20)


@dish("banana-pancakes", "ochre linen", hot=True)
def banana_pancakes(scene: Scene) -> None:
    fork(scene, 1400, 420, 620, 96)
    plate(scene, "#2f5f8f", pattern=True)
    breads.pancake(scene, 730, 690, 280)
    breads.pancake(scene, 900, 560, 280)
    breads.pancake(scene, 760, 540, 290)
    fruit.banana_slices(scene, 780, 550, 150, 140, 9, 66)
    syrup = moved(blob(scene.rng, 130, 60, 0.3), 0, 0)
    grains.pool(scene, turned(syrup, 40), 900, 700, "#9a4c0c", "#cf7c1a", 0.9)
    breads.butter(scene, 780, 500, 96)
