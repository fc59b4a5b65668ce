"""Lunch: the plates of the house, most with two or three portions."""

from ..cookbook import dish
from ..foods import fish, fruit, grains, leaves, meat, raw, roots
from ..pile import Grain
from ..props import napkin, spoon
from ..scene import Scene
from ..shapes import blob, scatter
from ..vessels import bowl, plate

STEW = ("#6f240c", "#b2481a")
RED_PEPPER = ("#b82618", "#e4523a")
GREEN_PEPPER = ("#35701f", "#69a53a")


@dish("isombe-ubugali", "mat", hot=True)
def isombe_ubugali(scene: Scene) -> None:
    bowl(scene, "#a9552f", "#7a3a20", 490, 0.07)
    roots.ubugali(scene, 625, 520, 250, 255)
    leaves.isombe(scene, 970, 670, 265, 290)


@dish("ibihaza", "linen", hot=True)
def ibihaza(scene: Scene) -> None:
    plate(scene, "#3c6b46")
    grains.stewed(
        scene,
        blob(scene.rng, 300, 250, 0.06),
        880,
        730,
        grains.BROWN_BEAN,
        290,
        ("#7a421c", "#a8652c"),
    )
    for x, y, turn in (
        (860, 400, 18), (1040, 500, 60), (520, 740, -75), (680, 350, -14), (520, 520, -58),
        (700, 560, -38),
    ):  # fmt: skip
        roots.pumpkin_wedge(scene, x, y, 200, turn)
    leaves.chopped(scene, 900, 720, 220, 160, 24)


@dish("igitoki-beef", "dark wood", hot=True)
def igitoki_beef(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    grains.pool(scene, blob(scene.rng, 330, 330, 0.06), 910, 640, *STEW)
    for x, y, turn in (
        (560, 380, -50), (680, 380, -42), (500, 560, -70), (620, 560, -58), (540, 760, -84),
    ):  # fmt: skip
        roots.plantain(scene, x, y, 380, turn)
    meat.chunks(scene, 920, 630, 240, 240, 11, 86)
    roots.carrots(scene, 910, 640, 230, 240, 8, 44)
    leaves.onion_strands(scene, 910, 640, 220, 210, 7)
    leaves.chopped(scene, 910, 640, 250, 240, 34)


@dish("rice-beans-dodo", "striped linen", hot=True)
def rice_beans_dodo(scene: Scene) -> None:
    spoon(scene, 1440, 420, 620, 92)
    plate(scene, "#a63a1e")
    leaves.dodo(scene, 800, 820, 285, 175)
    grains.rice(scene, 600, 490, 245, 265)
    grains.red_beans(scene, 1010, 510, 230, 250)


@dish("goat-brochette-plantain", "wood", hot=True)
def goat_brochette_plantain(scene: Scene) -> None:
    plate(scene, "#2f5f8f", pattern=True)
    for x, y, turn in (
        (490, 700, 20), (600, 800, -30), (740, 870, 10), (880, 860, -20), (620, 690, 60),
        (1000, 800, 30), (760, 760, -40),
    ):  # fmt: skip
        roots.fried_plantain(scene, x, y, 120, turn)
    meat.brochette(scene, 770, 370, 900, -16)
    meat.brochette(scene, 820, 550, 940, -20)
    leaves.onion_strands(scene, 1080, 660, 80, 50, 5)
    bowl(scene, "#f2ecdf", "#d8cdb8", 100, 0.1, at=(1100, 760))
    grains.pool(scene, blob(scene.rng, 78, 78, 0.03), 1100, 760, "#a81c0c", "#dc4a1e", 0.9)


@dish("grilled-chicken-vegetables", "linen", hot=True)
def grilled_chicken_vegetables(scene: Scene) -> None:
    plate(scene, "#a63a1e")
    roots.carrots(scene, 980, 400, 140, 110, 12, 54)
    beans = Grain(190, 27, ("#4f8a2a", "#3f7620", "#639c38"), bend=0.05, puff=11)
    grains.heap(
        scene, blob(scene.rng, 150, 200, 0.06), 1020, 690, [(beans, 44)], grains.WET,
        align=64, mound=0.2,
    )  # fmt: skip
    raw.pepper_strips(scene, 860, 860, 180, 50, 8, *RED_PEPPER)
    raw.pepper_strips(scene, 1090, 480, 70, 70, 6, *RED_PEPPER)
    meat.drumstick(scene, 650, 470, 250, -150, grilled=True)
    meat.drumstick(scene, 670, 710, 250, 164, grilled=True)
    leaves.chopped(scene, 700, 600, 220, 220, 22)
    fruit.lemon_wedge(scene, 830, 310, 84, 190)


@dish("baked-fish-vegetables", "blue linen", hot=True)
def baked_fish_vegetables(scene: Scene) -> None:
    plate(scene, "#f0e9da", "#f8f4ea")
    for index, (x, y) in enumerate(((560, 330), (690, 290), (1010, 760), (880, 850))):
        raw.tomato_slice(scene, x, y, 92, index * 20)
    raw.pepper_strips(scene, 800, 330, 120, 60, 7, *GREEN_PEPPER)
    roots.carrots(scene, 1090, 690, 70, 70, 5, 42)
    fruit.lemon(scene, 600, 810, 96, 10)
    fruit.lemon(scene, 740, 860, 96, 30)
    fish.fish(scene, 780, 580, 900, -12)
    leaves.onion_strands(scene, 740, 590, 210, 90, 8)
    leaves.chopped(scene, 760, 590, 320, 110, 40)


@dish("sambaza-chips", "ochre linen", hot=True)
def sambaza_chips(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    roots.chips(scene, 580, 600, 190, 280, 54, 220)
    for index, (px, py) in enumerate(scatter(scene.rng, 44, 190, 280, dense=0.7)):
        lean = scene.rng.choice((-62, 118)) + index % 7 * 8
        fish.small_fish(scene, 1000 + px, 590 + py, 236, lean)
    fruit.lemon_wedge(scene, 800, 870, 112, 8)
    fruit.lemon_wedge(scene, 790, 330, 108, 190)
    leaves.chopped(scene, 980, 590, 180, 240, 30)


@dish("beef-pilau", "dark wood", hot=True)
def beef_pilau(scene: Scene) -> None:
    bowl(scene, "#8f4526", "#6d3219", 500, 0.08, pattern=True)
    grains.pilau(scene, 800, 600, 415, 405)
    grains.sprinkle(scene, 800, 600, 340, 330, grains.PEA, 22, grains.WET)
    meat.chunks(scene, 800, 590, 280, 270, 13, 88)
    leaves.onion_strands(scene, 800, 600, 280, 270, 11)
    leaves.chopped(scene, 800, 600, 320, 310, 46)


@dish("agatogo", "mat", hot=True)
def agatogo(scene: Scene) -> None:
    bowl(scene, "#a9552f", "#7a3a20", 490, 0.08)
    grains.pool(scene, blob(scene.rng, 425, 420, 0.015), 800, 600, "#a5300e", "#dc6a24")
    meat.chunks(scene, 800, 600, 330, 320, 9, 84)
    for x, y, turn in (
        (560, 500, -70), (690, 330, -25), (960, 380, 30), (560, 760, 50), (790, 860, 8),
        (1050, 700, -70), (850, 590, -30), (660, 620, 20),
    ):  # fmt: skip
        roots.plantain(scene, x, y, 270, turn)
    meat.chunks(scene, 800, 600, 270, 260, 5, 78)
    fruit.cubes(scene, 800, 600, 330, 320, [("#c22c14", "#ee5e3a")], 14, 58)
    raw.pepper_strips(scene, 800, 600, 300, 290, 9, *GREEN_PEPPER)
    leaves.chopped(scene, 800, 600, 340, 330, 50)


@dish("dodo-groundnut-sweet-potato", "green linen", hot=True)
def dodo_groundnut_sweet_potato(scene: Scene) -> None:
    plate(scene, "#a63a1e")
    for x, y, turn in (
        (590, 380, 10), (490, 560, 60), (650, 570, -20), (520, 760, 15), (680, 770, 60),
    ):  # fmt: skip
        roots.sweet_potato(scene, x, y, 138, turn)
    leaves.dodo(scene, 970, 600, 260, 320)
    grains.pool(scene, blob(scene.rng, 140, 180, 0.12), 970, 590, "#b9793a", "#d9a25e", 0.6)
    grains.sprinkle(scene, 970, 600, 180, 220, grains.NUT, 20)


@dish("chicken-stew-rice", "cloth", hot=True)
def chicken_stew_rice(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    grains.rice(scene, 580, 590, 245, 320)
    grains.pool(scene, blob(scene.rng, 270, 330, 0.06), 980, 600, "#b4500e", "#e38a2a")
    roots.carrots(scene, 1060, 600, 130, 220, 9, 40)
    fruit.cubes(scene, 900, 610, 130, 250, [("#eacb7e", "#f8e6b0")], 7, 74)
    meat.drumstick(scene, 960, 460, 195, -35)
    meat.drumstick(scene, 960, 730, 195, 28)
    leaves.chopped(scene, 980, 600, 210, 260, 36)


@dish("kawunga-beans", "clay linen", hot=True)
def kawunga_beans(scene: Scene) -> None:
    napkin(scene, 150, 640, 220, 900, -6)
    plate(scene, "#3c6b46")
    roots.ubugali(scene, 620, 470, 245, 235, "#f6e0a0", "#fff0c4")
    leaves.cabbage(scene, 700, 820, 290, 165)
    grains.red_beans(scene, 1020, 590, 220, 280)
