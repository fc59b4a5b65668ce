"""Seeded random textures. Every field is a grey image and repeats for the same seed."""

from random import Random

from PIL import Image

from .colour import Rgb, contrast

Size = tuple[int, int]


def seeded(text: str) -> Random:
    """The luck that belongs to a text, the same every time; for looks, never for secrets."""
    return Random(text)  # noqa: S311


def noise(size: Size, cell: float, rng: Random) -> Image.Image:
    """Smooth noise whose lumps are about ``cell`` pixels wide."""
    return streaks(size, cell, cell, rng)


def streaks(size: Size, across: float, down: float, rng: Random) -> Image.Image:
    """Smooth noise stretched to lumps of ``across`` by ``down`` pixels: fibres and wood."""
    columns = int(size[0] / across) + 3
    rows = int(size[1] / down) + 3
    small = Image.frombytes("L", (columns, rows), rng.randbytes(columns * rows))
    box = (1, 1, 1 + size[0] / across, 1 + size[1] / down)
    return small.resize(size, Image.Resampling.BICUBIC, box=box)


def cloud(size: Size, cell: float, rng: Random, octaves: int = 3) -> Image.Image:
    """Noise of several sizes laid over one another, at about full contrast.

    Broad lumps are made on a coarser grid, which looks the same and is quicker.
    """
    shrink = 4 if cell >= 40 else 2 if cell >= 16 else 1
    if shrink > 1:
        small = (size[0] // shrink + 1, size[1] // shrink + 1)
        field = cloud(small, cell / shrink, rng, octaves)
        return field.resize(size, Image.Resampling.BICUBIC)
    field = noise(size, cell, rng)
    for octave in range(1, octaves):
        field = Image.blend(field, noise(size, max(1.0, cell / 2.2**octave), rng), 0.36)
    return field.point(contrast(1.45))


def blend_of(mask: Image.Image, low: Rgb, high: Rgb) -> Image.Image:
    """An image of two colours mixed by a mask."""
    return Image.composite(
        Image.new("RGB", mask.size, high), Image.new("RGB", mask.size, low), mask
    )
