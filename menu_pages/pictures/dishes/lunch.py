"""Lunch: the plates of the house, most with two or three portions."""

from ..cookbook import dish
from ..foods import fruit, grains, leaves, proteins, roots
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
    bowl(scene, "#a9552f", "#7a3a20", 500, 0.07)
    roots.ubugali(scene, 650, 540, 235, 240)
    leaves.isombe(scene, 960, 660, 235, 270)


@dish("ibihaza", "linen", hot=True)
def ibihaza(scene: Scene) -> None:
    plate(scene, "#3c6b46")
    grains.stewed(
        scene,
        blob(scene.rng, 300, 260, 0.06),
        840,
        690,
        grains.BROWN_BEAN,
        300,
        ("#7a421c", "#a8652c"),
    )
    for x, y, turn in (
        (560, 480, -50),
        (700, 390, -14),
        (880, 390, 12),
        (1020, 500, 52),
        (640, 620, -30),
    ):
        roots.pumpkin_wedge(scene, x, y, 165, turn)
    leaves.chopped(scene, 840, 700, 230, 170, 24)


@dish("igitoki-beef", "dark wood", hot=True)
def igitoki_beef(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    grains.pool(scene, blob(scene.rng, 330, 290, 0.08), 880, 660, *STEW)
    for x, y, turn in (
        (560, 400, -48),
        (660, 420, -40),
        (520, 560, -66),
        (620, 590, -56),
        (580, 760, -84),
    ):
        roots.plantain(scene, x, y, 330, turn)
    proteins.chunks(scene, 920, 640, 230, 210, 15, 74)
    roots.carrots(scene, 920, 680, 240, 200, 7)
    leaves.onion_strands(scene, 900, 640, 200, 180, 7)
    leaves.chopped(scene, 900, 640, 230, 200, 30)


@dish("rice-beans-dodo", "striped linen", hot=True)
def rice_beans_dodo(scene: Scene) -> None:
    spoon(scene, 1430, 420, 620, 92)
    plate(scene, "#a63a1e")
    leaves.dodo(scene, 800, 810, 260, 165)
    grains.rice(scene, 610, 500, 225, 245)
    grains.red_beans(scene, 1000, 520, 215, 225)


@dish("goat-brochette-plantain", "wood", hot=True)
def goat_brochette_plantain(scene: Scene) -> None:
    plate(scene, "#2f5f8f", pattern=True)
    for x, y, turn in (
        (500, 660, 20),
        (580, 770, -30),
        (720, 830, 10),
        (860, 850, -20),
        (640, 690, 60),
        (990, 810, 30),
    ):
        roots.fried_plantain(scene, x, y, 100, turn)
    proteins.brochette(scene, 760, 420, 880, -18)
    proteins.brochette(scene, 860, 590, 880, -24)
    leaves.onion_strands(scene, 1110, 690, 70, 60, 5)
    fruit.lemon_wedge(scene, 560, 880, 70, -20)
    bowl(scene, "#f2ecdf", "#d8cdb8", 92, 0.1, at=(1110, 800))
    grains.pool(scene, blob(scene.rng, 70, 70, 0.03), 1110, 800, "#a81c0c", "#dc4a1e", 0.9)


@dish("grilled-chicken-vegetables", "linen", hot=True)
def grilled_chicken_vegetables(scene: Scene) -> None:
    plate(scene, "#a63a1e")
    proteins.drumstick(scene, 640, 520, 215, -140, grilled=True)
    proteins.drumstick(scene, 720, 740, 205, 160, grilled=True)
    roots.carrots(scene, 990, 450, 150, 120, 11, 44)
    beans = Grain(150, 22, ("#4f8a2a", "#3f7620", "#639c38"), bend=0.05, puff=9)
    grains.heap(
        scene,
        blob(scene.rng, 150, 180, 0.06),
        1020,
        690,
        [(beans, 46)],
        grains.WET,
        align=60,
        mound=0.2,
    )
    fruit.pepper_strips(scene, 900, 330, 170, 60, 6, *RED_PEPPER)
    fruit.pepper_strips(scene, 950, 850, 120, 50, 5, *GREEN_PEPPER)
    leaves.chopped(scene, 700, 620, 200, 200, 20)


@dish("baked-fish-vegetables", "blue linen", hot=True)
def baked_fish_vegetables(scene: Scene) -> None:
    plate(scene, "#f0e9da", "#f8f4ea")
    proteins.fish(scene, 780, 560, 820, -14)
    leaves.onion_strands(scene, 800, 560, 180, 90, 7)
    fruit.lemon(scene, 620, 800, 78, 10)
    fruit.lemon(scene, 720, 840, 78, 30)
    fruit.tomato_slice(scene, 880, 830, 78)
    roots.carrots(scene, 1030, 740, 90, 70, 7, 36)
    fruit.pepper_strips(scene, 560, 330, 120, 50, 5, *GREEN_PEPPER)
    fruit.pepper_strips(scene, 690, 290, 90, 40, 4, *RED_PEPPER)
    leaves.chopped(scene, 780, 580, 300, 110, 36)


@dish("sambaza-chips", "ochre linen", hot=True)
def sambaza_chips(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    roots.chips(scene, 570, 600, 170, 250, 52)
    for index, (px, py) in enumerate(scatter(scene.rng, 46, 185, 260, dense=0.7)):
        proteins.small_fish(
            scene, 1000 + px, 580 + py, 200, scene.rng.choice((-62, 118)) + index % 7 * 8
        )
    fruit.lemon_wedge(scene, 800, 850, 92, 8)
    fruit.lemon_wedge(scene, 790, 340, 88, 190)
    leaves.chopped(scene, 980, 590, 180, 220, 24)


@dish("beef-pilau", "dark wood", hot=True)
def beef_pilau(scene: Scene) -> None:
    bowl(scene, "#8f4526", "#6d3219", 500, 0.08, pattern=True)
    grains.pilau(scene, 800, 600, 375, 365)
    proteins.chunks(scene, 800, 590, 250, 240, 14, 66)
    leaves.onion_strands(scene, 800, 600, 250, 240, 10)
    leaves.chopped(scene, 800, 600, 280, 270, 46)


@dish("agatogo", "mat", hot=True)
def agatogo(scene: Scene) -> None:
    bowl(scene, "#a9552f", "#7a3a20", 500, 0.08)
    grains.pool(scene, blob(scene.rng, 425, 420, 0.015), 800, 600, "#a5300e", "#dc6a24")
    for x, y, turn in (
        (560, 460, -50), (760, 370, 10), (1000, 440, 40), (540, 700, 70), (700, 800, 20),
        (1000, 760, -30), (820, 600, -15),
    ):  # fmt: skip
        roots.plantain(scene, x, y, 280, turn)
    proteins.chunks(scene, 800, 600, 300, 290, 11, 70)
    fruit.cubes(scene, 800, 600, 310, 300, [("#c22c14", "#ee5e3a")], 12, 52)
    fruit.pepper_strips(scene, 800, 600, 270, 260, 7, *GREEN_PEPPER)
    leaves.chopped(scene, 800, 600, 320, 310, 40)


@dish("dodo-groundnut-sweet-potato", "green linen", hot=True)
def dodo_groundnut_sweet_potato(scene: Scene) -> None:
    plate(scene, "#a63a1e")
    for x, y, turn in (
        (560, 400, 10),
        (480, 560, 40),
        (620, 560, -20),
        (520, 720, 15),
        (650, 730, 60),
    ):
        roots.sweet_potato(scene, x, y, 108, turn)
    leaves.dodo(scene, 960, 600, 240, 300)
    grains.pool(scene, blob(scene.rng, 120, 160, 0.16), 960, 590, "#b87836", "#dca866", 0.7)
    grains.sprinkle(scene, 960, 600, 170, 200, grains.NUT, 18)


@dish("chicken-stew-rice", "cloth", hot=True)
def chicken_stew_rice(scene: Scene) -> None:
    plate(scene, "#2f5f8f")
    grains.rice(scene, 590, 590, 230, 300)
    grains.pool(scene, blob(scene.rng, 270, 310, 0.07), 980, 600, "#b4500e", "#e38a2a")
    proteins.drumstick(scene, 950, 480, 165, -35)
    proteins.drumstick(scene, 960, 720, 165, 28)
    roots.carrots(scene, 1060, 600, 110, 170, 6, 34)
    fruit.cubes(scene, 960, 610, 190, 230, [("#eacb7e", "#f8e6b0")], 6, 62)
    leaves.chopped(scene, 980, 600, 200, 240, 34)


@dish("kawunga-beans", "clay linen", hot=True)
def kawunga_beans(scene: Scene) -> None:
    napkin(scene, 180, 640, 220, 900, -6)
    plate(scene, "#3c6b46")
    roots.ubugali(scene, 640, 480, 225, 215, "#f3e3a8", "#fff4cf")
    leaves.cabbage(scene, 700, 800, 270, 150)
    grains.red_beans(scene, 1010, 590, 210, 250)
