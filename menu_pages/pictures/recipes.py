"""The whole cookbook, and a plausible plate for a dish it does not know."""

from .cookbook import DISHES, Dish
from .dishes import breakfast, dinner, drinks, lunch, snacks
from .foods import fruit, grains, leaves, meat, roots
from .noise import seeded
from .scene import Scene
from .shapes import blob
from .vessels import plate

MEALS = (breakfast, lunch, dinner, snacks, drinks)
CODES: tuple[str, ...] = tuple(DISHES)

RIMS = ("#2f5f8f", "#a63a1e", "#3c6b46")
TABLES = ("linen", "wood", "mat", "cloth", "ochre linen", "green linen")


def recipe(code: str) -> Dish:
    """The dish of that code; a plate of the day, always the same one, for an unknown code."""
    if code in DISHES:
        return DISHES[code]
    return Dish(code, seeded(f"table {code}").choice(TABLES), plate_of_the_day, True)


def plate_of_the_day(scene: Scene) -> None:
    """A starch, something with sauce and something green, chosen by the scene's own luck."""
    rng = scene.rng
    plate(scene, rng.choice(RIMS), pattern=rng.random() < 0.3)
    starch, main, green = rng.randrange(4), rng.randrange(4), rng.randrange(3)
    if green == 0:
        leaves.dodo(scene, 800, 815, 250, 150)
    elif green == 1:
        leaves.cabbage(scene, 800, 815, 250, 150)
    else:
        roots.carrots(scene, 800, 830, 200, 90, 11, 40)
    if starch == 0:
        grains.rice(scene, 610, 500, 220, 240)
    elif starch == 1:
        roots.ubugali(scene, 610, 500, 210, 215)
    elif starch == 2:
        roots.potatoes(scene, 610, 500, 180, 190, 8, 84)
    else:
        for x, y, turn in ((560, 380, -50), (620, 500, -40), (560, 640, -70)):
            roots.plantain(scene, x, y, 310, turn)
    if main == 0:
        grains.red_beans(scene, 1000, 520, 205, 225)
    elif main == 1:
        grains.lentils(scene, 1000, 520, 205, 225)
    elif main == 2:
        grains.pool(scene, blob(rng, 220, 240, 0.06), 1000, 520, "#6f240c", "#b2481a")
        meat.chunks(scene, 1000, 520, 150, 170, 9, 76)
    else:
        meat.drumstick(scene, 980, 440, 180, -30)
        meat.drumstick(scene, 990, 620, 175, 20)
    leaves.chopped(scene, 1000, 540, 150, 160, 24)
    if rng.random() < 0.5:
        fruit.lemon_wedge(scene, 800, 320, 70, 180)
