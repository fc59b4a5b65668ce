"""Colours and tone curves. Knows nothing of food, shapes or light."""

from collections.abc import Callable
from functools import lru_cache

from PIL import Image

Rgb = tuple[int, int, int]


@lru_cache(maxsize=1024)
def rgb(text: str) -> Rgb:
    """The channels of ``#rrggbb``."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def hex_colour(channels: Rgb) -> str:
    """``#rrggbb`` of three channels."""
    return "#{:02x}{:02x}{:02x}".format(*channels)


def mix(first: Rgb, second: Rgb, share: float) -> Rgb:
    """``first`` with ``share`` (0 to 1) of ``second`` stirred in."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def vary(colour: Rgb, by: float) -> Rgb:
    """``colour`` made lighter (``by`` > 0) or darker (``by`` < 0), 0.1 being a tenth."""
    red, green, blue = (max(0, min(255, round(channel * (1 + by)))) for channel in colour)
    return red, green, blue


def curve(function: Callable[[float], float]) -> list[int]:
    """A look-up table from a function of 0..1 to 0..1, clamped."""
    return [max(0, min(255, round(255 * function(step / 255)))) for step in range(256)]


@lru_cache(maxsize=256)
def gain(factor: float) -> list[int]:
    """A look-up table that multiplies, clamped at white."""
    return curve(lambda value: value * factor)


@lru_cache(maxsize=256)
def contrast(factor: float, shift: float = 0.0) -> list[int]:
    """A look-up table that stretches around the middle grey and then shifts."""
    return curve(lambda value: (value - 0.5) * factor + 0.5 + shift)


@lru_cache(maxsize=64)
def raised(floor: float) -> list[int]:
    """A look-up table that squeezes 0..1 into ``floor``..1."""
    return curve(lambda value: floor + (1 - floor) * value)


def faded(mask: Image.Image, opacity: float) -> Image.Image:
    """The mask made weaker."""
    return mask if opacity >= 1 else mask.point(gain(round(opacity, 3)))
