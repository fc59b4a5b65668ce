"""Round things made from the rim inward, as on a wheel, and the shadows they cast."""

from functools import lru_cache

from PIL import Image, ImageChops

from .colour import Rgb, curve, faded
from .relief import blurred
from .scene import SHADOW, Scene
from .shapes import disc

LIGHT, DARK = (255, 253, 247), (52, 30, 18)
COARSE = 2  # Light and shade are soft, so they are worked out on a grid this much coarser.


class Turned:
    """A round thing being made: colours first, then the light that falls on its slopes."""

    def __init__(self, radius: int, colour: Image.Image | Rgb) -> None:
        self.radius = radius
        size = (radius * 2, radius * 2)
        self.image = (
            colour.copy() if isinstance(colour, Image.Image) else Image.new("RGB", size, colour)
        )
        small = (radius * 2 // COARSE, radius * 2 // COARSE)
        self._light, self._dark = Image.new("L", small), Image.new("L", small)

    def paint(
        self, outer: float, inner: float, colour: Rgb | Image.Image, soft: float = 0
    ) -> "Turned":
        """Colour the ring between two radii."""
        mask = _ring(self.radius, outer, inner, soft)
        if isinstance(colour, Image.Image):
            self.image.paste(colour, (0, 0), mask)
        else:
            self.image.paste(colour, None, mask)
        return self

    def bevel(self, outer: float, inner: float, strength: float, soft: float = 2) -> "Turned":
        """Light a ring as a slope: outward for a positive strength, inward for a negative."""
        mask = self._coarse_ring(outer, inner, soft)
        ramp = _slope(mask.width)
        if strength < 0:
            ramp = ImageChops.invert(ramp)
        force = abs(strength)
        up = ramp.point(curve(lambda v: max(0.0, v - 0.5) * 2 * force))
        down = ramp.point(curve(lambda v: max(0.0, 0.5 - v) * 1.7 * force))
        self._light = ImageChops.add(self._light, ImageChops.multiply(mask, up))
        self._dark = ImageChops.add(self._dark, ImageChops.multiply(mask, down))
        return self

    def tone(self, outer: float, inner: float, strength: float, soft: float = 2) -> "Turned":
        """Make a ring paler all around, or darker for a negative strength."""
        mask = faded(self._coarse_ring(outer, inner, soft), abs(strength))
        if strength > 0:
            self._light = ImageChops.add(self._light, mask)
        else:
            self._dark = ImageChops.add(self._dark, mask)
        return self

    def glint(self, reach: float, width: float, opacity: float, turn: float = 0) -> "Turned":
        """An arc of reflected lamp on the ring at ``reach``."""
        mask = self._coarse_ring(reach + width / 2, reach - width / 2, max(1.0, width / 3))
        ramp = _slope(mask.width)
        if turn:
            ramp = ramp.rotate(turn)
        spot = ramp.point(curve(lambda v: max(0.0, (v - 0.72) / 0.28) ** 1.6 * opacity))
        self._light = ImageChops.add(self._light, ImageChops.multiply(mask, spot))
        return self

    def finished(self) -> "Turned":
        """Let the light fall; nothing may be added afterwards."""
        for colour, mask in ((DARK, self._dark), (LIGHT, self._light)):
            full = mask.resize(self.image.size, Image.Resampling.BILINEAR)
            self.image.paste(colour, None, full)
        return self

    def put(
        self, scene: Scene, x: float, y: float, shadow: float = 30, opacity: float = 0.55
    ) -> None:
        """Stand the finished thing around ``x, y``."""
        at = (x - self.radius, y - self.radius)
        round_shadow(scene, self.radius, at, 7, opacity * 0.8)
        round_shadow(scene, self.radius, at, shadow, opacity)
        scene.put(self.image, disc(self.radius), at)

    def _coarse_ring(self, outer: float, inner: float, soft: float) -> Image.Image:
        return _ring(self.radius // COARSE, outer / COARSE, inner / COARSE, soft / COARSE)


def _ring(radius: int, outer: float, inner: float, soft: float) -> Image.Image:
    mask = Image.new("L", (radius * 2, radius * 2))
    for reach, value in ((round(outer), 255), (round(inner), 0)):
        if reach > 0:
            mask.paste(value, (radius - reach, radius - reach), disc(reach))
    return blurred(mask, soft) if soft else mask


@lru_cache(maxsize=32)
def _slope(size: int) -> Image.Image:
    """A grey slope, white at the top left, for a surface that faces the lamp there."""
    ramp = Image.linear_gradient("L").rotate(135, Image.Resampling.BICUBIC)
    return ramp.crop((38, 38, 218, 218)).resize((size, size), Image.Resampling.BICUBIC)


def round_shadow(
    scene: Scene, radius: int, at: tuple[float, float], depth: float, opacity: float
) -> None:
    """The shadow of something round, ``depth`` pixels high."""
    soft, offset = _shadow_of(radius, depth, round(opacity, 2))
    scene.put(SHADOW, soft, (at[0] + offset, at[1] + offset))


@lru_cache(maxsize=12)
def _shadow_of(radius: int, depth: float, opacity: float) -> tuple[Image.Image, int]:
    margin = int(depth * 2) + 2
    padded = Image.new("L", ((radius + margin) * 2, (radius + margin) * 2))
    padded.paste(disc(radius), (margin, margin))
    soft = faded(blurred(padded, max(1.0, depth * 0.6)), opacity)
    return soft, int(depth * 0.55) - margin
