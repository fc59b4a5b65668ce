"""Light on height maps: how a flat colour and a grey relief become a lit, glossy thing.

The lamp stands at the top left. A height map is a grey image, white being the highest.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import exp

from PIL import Image, ImageChops, ImageFilter

from .colour import contrast, curve, gain

WARM_WHITE = (255, 249, 236)


@dataclass(frozen=True, slots=True)
class Finish:
    """How a surface takes the light."""

    bump: float = 1.0  # How strongly slopes show.
    step: int = 2  # Pixels over which a slope is measured; larger is smoother.
    gloss: float = 0.0  # Strength of highlights, 0 to 1.
    tilt: float = 34.0  # The slope that catches the lamp; larger moves highlights outward.
    sharp: float = 22.0  # Width of that slope; smaller is wetter.
    cavity: float = 0.9  # How dark the gaps between bumps are.
    reach: float = 7.0  # How wide those gaps are thought to be, in pixels.


MATT = Finish()


def blurred(image: Image.Image, radius: float, fine: bool = False) -> Image.Image:
    """A Gaussian blur; wide ones work on a smaller copy, which the eye does not see.

    ``fine`` keeps the result smooth enough to measure slopes on.
    """
    factor = 1 if radius < 6 else 2 if radius < 14 else 4
    if factor == 1 or min(image.size) < 4 * factor:
        return image.filter(ImageFilter.GaussianBlur(radius))
    small = image.reduce(factor).filter(ImageFilter.GaussianBlur(radius / factor))
    way = Image.Resampling.BICUBIC if fine else Image.Resampling.BILINEAR
    box = (0, 0, image.width / factor, image.height / factor)
    return small.resize(image.size, way, box=box)


@lru_cache(maxsize=32)
def _swell(power: float) -> list[int]:
    return curve(lambda v: max(0.0, (v - 0.44) / 0.56) ** power)


def inflate(mask: Image.Image, radius: float, power: float = 0.6) -> Image.Image:
    """The height map of a mask blown up like a cushion, rising over ``radius`` pixels."""
    return ImageChops.multiply(blurred(mask, radius, fine=True).point(_swell(power)), mask)


@lru_cache(maxsize=64)
def _exposure(bump: float) -> list[int]:
    return curve(lambda v: 0.5 + (v - 0.5) * 1.7 * bump)


@lru_cache(maxsize=128)
def _lobe(centre: float, width: float) -> list[int]:
    return curve(lambda v: exp(-(((v * 255 - 128 - centre) / width) ** 2)))


@lru_cache(maxsize=64)
def _ambient(strength: float) -> list[int]:
    return curve(lambda v: 0.5 + min(0.06, (v - 0.5)) * 2.0 * strength)


def _tones(factors: tuple[float, float, float], lift: float) -> list[int]:
    return [min(255, round(v * f + (255 - v) * lift)) for f in factors for v in range(256)]


_IN_SHADE = _tones((0.30, 0.21, 0.18), 0.01)
_IN_LIGHT = _tones((1.14, 1.11, 1.04), 0.22)
_SHADED = curve(lambda v: v * 2)
_LIGHTED = curve(lambda v: v * 2 - 1)


def lit(albedo: Image.Image, height: Image.Image, finish: Finish = MATT) -> Image.Image:
    """The colours ``albedo`` on the relief ``height``, as the lamp shows them."""
    step = finish.step
    along = ImageChops.subtract(
        ImageChops.offset(height, -step, -step), ImageChops.offset(height, step, step), 2.0, 128
    )
    light = along.point(_exposure(finish.bump))
    if finish.cavity:
        hollow = ImageChops.subtract(height, blurred(height, finish.reach), 1.0, 128)
        light = ImageChops.add(light, hollow.point(_ambient(finish.cavity)), 1.0, -128)
    shown = Image.composite(albedo, albedo.point(_IN_SHADE), light.point(_SHADED))
    shown.paste(albedo.point(_IN_LIGHT), None, light.point(_LIGHTED))
    if finish.gloss:
        across = ImageChops.subtract(
            ImageChops.offset(height, -step, step), ImageChops.offset(height, step, -step), 2.0, 128
        )
        shine = ImageChops.multiply(
            along.point(_lobe(finish.tilt, finish.sharp)), across.point(_lobe(0, finish.sharp))
        )
        shown.paste(WARM_WHITE, None, shine.point(gain(finish.gloss)))
    return shown


def rough(height: Image.Image, texture: Image.Image, amount: float) -> Image.Image:
    """The height map with a grey texture added, ``amount`` 1 meaning the full range."""
    bump = texture.point(contrast(amount))
    return ImageChops.add(height, bump, 1.0, -128)


def dome_light(dome: Image.Image, strength: float) -> Image.Image:
    """The broad light on a mound: a grey image, bright where it faces the lamp."""
    small = dome.resize((max(1, dome.width // 4), max(1, dome.height // 4)))
    white = Image.new("RGB", small.size, (150, 150, 150))
    light = lit(white, small, Finish(bump=1.6 * strength, step=3, cavity=0))
    return light.convert("L").resize(dome.size, Image.Resampling.BICUBIC)


def shade_with(colours: Image.Image, light: Image.Image) -> Image.Image:
    """The colours under a broad light of which 150 is full brightness."""
    gain = light.point(curve(lambda v: v * 1.7))
    return ImageChops.multiply(colours, Image.merge("RGB", (gain, gain, gain)))
