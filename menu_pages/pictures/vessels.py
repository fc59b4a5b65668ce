"""Plates, bowls, mugs and glasses seen from above. Each is made once and kept."""

from functools import lru_cache
from math import cos, radians, sin
from random import Random

from PIL import Image, ImageChops

from . import imigongo
from .colour import Rgb, curve, faded, rgb, vary
from .noise import blend_of, cloud, noise
from .piece import Stuff, lay, plain
from .relief import Finish, blurred
from .scene import CENTRE, SHADOW, Scene
from .shapes import disc, rounded, turned

LIGHT, DARK = (255, 252, 244), (52, 30, 18)


@lru_cache(maxsize=48)
def _slope(size: int, soft: float) -> Image.Image:
    """A grey slope, white at the top left, for a surface that faces the lamp there."""
    ramp = Image.linear_gradient("L").rotate(135, Image.Resampling.BICUBIC)
    return ramp.crop((38, 38, 218, 218)).resize((size, size), Image.Resampling.BICUBIC)


class Turned:
    """A round thing being made from the rim inward, like on a wheel."""

    def __init__(self, radius: int, colour: Image.Image | Rgb) -> None:
        self.radius = radius
        size = (radius * 2, radius * 2)
        self.image = (
            colour.copy() if isinstance(colour, Image.Image) else Image.new("RGB", size, colour)
        )

    def _ring(self, outer: float, inner: float, soft: float) -> Image.Image:
        mask = Image.new("L", self.image.size)
        for reach, value in ((round(outer), 255), (round(inner), 0)):
            if reach > 0:
                at = self.radius - reach
                mask.paste(value, (at, at), disc(reach))
        return blurred(mask, soft) if soft else mask

    def paint(
        self,
        outer: float,
        inner: float,
        colour: Rgb | Image.Image,
        opacity: float = 1,
        soft: float = 0,
    ) -> "Turned":
        """Colour the ring between two radii."""
        mask = faded(self._ring(outer, inner, soft), opacity)
        if isinstance(colour, Image.Image):
            self.image.paste(colour, (0, 0), mask)
        else:
            self.image.paste(colour, None, mask)
        return self

    def bevel(self, outer: float, inner: float, strength: float, soft: float = 2) -> "Turned":
        """Light a ring as a slope: outward for a positive strength, inward for a negative."""
        mask = self._ring(outer, inner, soft)
        ramp = _slope(self.radius * 2, 0)
        if strength < 0:
            ramp = ImageChops.invert(ramp)
        force = abs(strength)
        up = ramp.point(curve(lambda v: max(0.0, v - 0.5) * 2 * min(1.0, force)))
        down = ramp.point(curve(lambda v: max(0.0, 0.5 - v) * 1.7 * min(1.0, force)))
        self.image.paste(LIGHT, None, ImageChops.multiply(mask, up))
        self.image.paste(DARK, None, ImageChops.multiply(mask, down))
        return self

    def glint(self, reach: float, width: float, opacity: float, turn: float = 0) -> "Turned":
        """An arc of reflected lamp on the ring at ``reach``."""
        mask = self._ring(reach + width / 2, reach - width / 2, max(1.0, width / 3))
        ramp = _slope(self.radius * 2, 0)
        if turn:
            ramp = ramp.rotate(turn, Image.Resampling.BICUBIC)
        spot = ramp.point(curve(lambda v: max(0.0, (v - 0.72) / 0.28) ** 1.6 * opacity))
        self.image.paste((255, 255, 252), None, ImageChops.multiply(mask, spot))
        return self

    def put(
        self, scene: Scene, x: float, y: float, shadow: float = 30, opacity: float = 0.55
    ) -> None:
        """Stand the finished thing around ``x, y``."""
        at = (x - self.radius, y - self.radius)
        round_shadow(scene, self.radius, at, 7, opacity * 0.8)
        round_shadow(scene, self.radius, at, shadow, opacity)
        scene.put(self.image, disc(self.radius), at)


def round_shadow(
    scene: Scene, radius: int, at: tuple[float, float], depth: float, opacity: float
) -> None:
    """The shadow of something round, ``depth`` pixels high; made once for every size."""
    soft, offset = _shadow_of(radius, depth, round(opacity, 2))
    scene.put(SHADOW, soft, (at[0] + offset, at[1] + offset))


@lru_cache(maxsize=64)
def _shadow_of(radius: int, depth: float, opacity: float) -> tuple[Image.Image, int]:
    margin = int(depth * 2) + 2
    padded = Image.new("L", ((radius + margin) * 2, (radius + margin) * 2))
    padded.paste(disc(radius), (margin, margin))
    soft = faded(blurred(padded, max(1.0, depth * 0.6)), opacity)
    return soft, int(depth * 0.55) - margin


@lru_cache(maxsize=24)
def _enamel(radius: int, rim: str, glaze: str, pattern: bool) -> Turned:
    base = rgb(glaze)
    rng = Random(f"{radius}{rim}{glaze}")
    plate = Turned(radius, base)
    band = radius * 0.045 if not pattern else radius * 0.12
    if pattern:
        plate.paint(radius, radius - band, imigongo.rim(radius, round(radius - band), 40))
        plate.paint(radius, radius - 7, rgb("#231b16"))
        plate.paint(radius - band, radius - band - 6, rgb(rim))
    else:
        plate.paint(radius, radius - band, rgb(rim), 1, 1.0)
    well = radius * 0.76
    plate.bevel(radius, radius - 10, 0.75, 3)
    plate.bevel(radius - 12, radius - 26, -0.35, 5)
    plate.bevel(radius - band, well + 8, -0.22, 16)
    plate.bevel(well + 10, well - 20, -0.55, 9)
    plate.bevel(well - 24, well - 60, -0.10, 16)
    plate.glint(radius - band - (radius - well) * 0.32, 16, 0.9)
    plate.glint(well - 8, 9, 0.55, 180)
    tint = noise((radius * 2, radius * 2), 60, rng).point(curve(lambda v: 0.985 + v * 0.015))
    plate.image = ImageChops.multiply(plate.image, Image.merge("RGB", (tint,) * 3))
    for _ in range(3):
        size = rng.randrange(3, 6)
        angle = rng.random() * 360
        chip = Image.new("L", plate.image.size)
        chip.paste(255, (radius * 2 - size * 2 - 2, radius - size), disc(size))
        plate.image.paste((58, 44, 40), None, chip.rotate(angle))
    return plate


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


@lru_cache(maxsize=24)
def _bowl(radius: int, clay: str, inside: str, wall: float, pattern: bool) -> Turned:
    rng = Random(f"{radius}{clay}{inside}")
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
    return bowl


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
    wall.paint(radius, 0, (236, 244, 244), 0.42)
    wall.paint(radius, radius - 3, (255, 255, 255), 0.75, 1)
    wall.paint(radius - 7, radius - 13, (40, 50, 54), 0.30, 3)
    wall.paint(radius - 16, radius - 24, (255, 255, 255), 0.5, 3)
    wall.bevel(radius - 22, radius - 40, -0.55, 5)
    wall.glint(radius - 12, 14, 1.0)
    wall.glint(radius - 14, 12, 0.9, 180)
    scene.put(wall.image, disc(radius), corner)


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
