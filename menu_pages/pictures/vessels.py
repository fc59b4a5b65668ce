"""Plates, bowls, mugs and glasses seen from above. Each is made once and kept."""

from functools import lru_cache
from math import cos, radians, sin

from PIL import Image

from . import imigongo
from .colour import rgb, vary
from .noise import blend_of, cloud, seeded
from .piece import Stuff, lay, plain
from .relief import Finish
from .scene import CENTRE, Scene
from .shapes import disc, rounded, turned
from .turning import Turned, round_shadow


@lru_cache(maxsize=8)
def _enamel(radius: int, rim: str, glaze: str, pattern: bool) -> Turned:
    base = rgb(glaze)
    rng = seeded(f"{radius}{rim}{glaze}")
    plate = Turned(radius, base)
    band = radius * 0.045 if not pattern else radius * 0.12
    if pattern:
        plate.paint(radius, radius - band, imigongo.rim(radius, round(radius - band), 40))
        plate.paint(radius, radius - 7, rgb("#231b16"))
        plate.paint(radius - band, radius - band - 6, rgb(rim))
    else:
        plate.paint(radius, radius - band, rgb(rim), 1.0)
    well = radius * 0.76
    plate.bevel(radius, radius - 10, 0.75, 3)
    plate.bevel(radius - 12, radius - 26, -0.35, 5)
    plate.bevel(radius - band, well + 8, -0.22, 16)
    plate.bevel(well + 10, well - 20, -0.55, 9)
    plate.bevel(well - 24, well - 60, -0.10, 16)
    plate.glint(radius - band - (radius - well) * 0.32, 16, 0.9)
    plate.glint(well - 8, 9, 0.55, 180)
    for _ in range(3):
        size = rng.randrange(3, 6)
        angle, reach = rng.random() * 6.28, radius - size - 2
        spot = (
            round(radius + reach * cos(angle)) - size,
            round(radius + reach * sin(angle)) - size,
        )
        plate.image.paste((58, 44, 40), spot, disc(size))
    return plate.finished()


def plate(
    scene: Scene,
    rim: str = "#2f5f8f",
    glaze: str = "#f6f2e9",
    radius: int = 505,
    pattern: bool = False,
    at: tuple[float, float] = CENTRE,
) -> None:
    """An enamel plate; its well is about three quarters of the radius."""
    _enamel(radius, rim, glaze, pattern).put(scene, *at, shadow=34)


@lru_cache(maxsize=4)
def _bowl(radius: int, clay: str, inside: str, wall: float, pattern: bool) -> Turned:
    rng = seeded(f"{radius}{clay}{inside}")
    low, high = vary(rgb(clay), -0.12), vary(rgb(clay), 0.10)
    skin = blend_of(cloud((radius * 2, radius * 2), 26, rng), low, high)
    bowl = Turned(radius, skin)
    lip = radius - radius * wall
    if pattern:
        bowl.paint(
            radius - 5,
            lip + 4,
            imigongo.rim(radius - 5, round(lip + 4), 34).resize(bowl.image.size),
        )
    bowl.bevel(radius, radius - 14, 0.65, 5)
    bowl.bevel(lip + 12, lip, -0.4, 4)
    bowl.glint((radius + lip) / 2 + 4, (radius - lip) * 0.35, 0.75)
    bowl.paint(lip, 0, rgb(inside))
    bowl.bevel(lip, lip * 0.84, -0.75, 10)
    bowl.bevel(lip * 0.84, 0, -0.22, 30)
    bowl.glint(lip - 10, 9, 0.6, 180)
    return bowl.finished()


def bowl(
    scene: Scene,
    clay: str = "#a9552f",
    inside: str = "#7a3a20",
    radius: int = 470,
    wall: float = 0.09,
    pattern: bool = False,
    at: tuple[float, float] = CENTRE,
) -> None:
    """A deep bowl of clay or enamel; ``wall`` is the thickness of its lip."""
    _bowl(radius, clay, inside, wall, pattern).put(scene, *at, shadow=52, opacity=0.6)


def glass(scene: Scene, radius: int = 300, at: tuple[float, float] = CENTRE) -> None:
    """An empty tumbler, the table showing through its wall; the drink is laid inside it."""
    corner = (int(at[0]) - radius, int(at[1]) - radius)
    round_shadow(scene, radius, corner, 70, 0.42)
    round_shadow(scene, radius, corner, 24, 0.3)
    below = scene.image.crop((*corner, corner[0] + radius * 2, corner[1] + radius * 2))
    wall = Turned(radius, below.transpose(Image.Transpose.ROTATE_180))
    wall.tone(radius, 0, 0.30, 0)
    wall.tone(radius, radius - 4, 0.6, 1)
    wall.tone(radius - 6, radius - 9, -0.22, 2)
    wall.tone(radius - 11, radius - 17, 0.55, 2)
    wall.bevel(radius - 18, radius - 34, -0.30, 5)
    wall.glint(radius - 12, 14, 1.0)
    wall.glint(radius - 14, 12, 0.9, 180)
    scene.put(wall.finished().image, disc(radius), corner)


def handle(scene: Scene, x: float, y: float, radius: int, colour: str, turn: float = 35) -> None:
    """The handle of a mug that is about to be put around ``x, y``."""
    reach = radius + 46
    angle = radians(turn)
    stuff = Stuff(plain(colour), puff=16, finish=Finish(gloss=0.7, tilt=24), shadow=34)
    lay(
        scene,
        turned(rounded(190, 52, 24), turn),
        stuff,
        x + reach * cos(angle),
        y + reach * sin(angle),
    )
