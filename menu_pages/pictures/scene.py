"""The canvas: what is put down on it, the shadow it casts, and the last touch of light."""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .colour import Rgb, curve, faded, raised
from .noise import noise, seeded
from .relief import blurred
from .shapes import Outline, Point, bounds, mask_of, moved

WIDTH, HEIGHT = 1600, 1200
CENTRE = (WIDTH / 2, HEIGHT / 2)
SHADOW: Rgb = (38, 20, 10)


class Scene:
    """A picture being laid: a table first, then vessels and food from the bottom up."""

    def __init__(self, table: Image.Image, rng: Random) -> None:
        self.image = table.copy()
        self.rng = rng

    def shade(self, mask: Image.Image, at: Point, depth: float, opacity: float = 0.5) -> None:
        """Drop the shadow of something ``depth`` pixels high with the outline ``mask``."""
        margin = int(depth * 2) + 2
        padded = Image.new("L", (mask.width + 2 * margin, mask.height + 2 * margin))
        padded.paste(mask, (margin, margin))
        soft = faded(blurred(padded, max(1.0, depth * 0.6)), opacity)
        x, y = int(at[0]), int(at[1])
        shift = int(depth * 0.55)
        self.image.paste(SHADOW, (x - margin + shift, y - margin + shift), soft)

    def put(
        self,
        picture: Image.Image | Rgb,
        mask: Image.Image,
        at: Point,
        shadow: float = 0,
        opacity: float = 0.5,
    ) -> None:
        """Put a picture down with its top left corner ``at``."""
        if shadow:
            self.shade(mask, at, shadow, opacity)
        self.image.paste(picture, (int(at[0]), int(at[1])), mask)

    def stain(
        self, outlines: Sequence[Outline], colour: Rgb, opacity: float = 0.4, soft: float = 0
    ) -> None:
        """Colour outlines given in picture coordinates, softened by ``soft`` pixels."""
        box = bounds([point for outline in outlines for point in outline], int(soft * 2) + 3)
        size = (box[2] - box[0], box[3] - box[1])
        mask = mask_of(size, [moved(outline, -box[0], -box[1]) for outline in outlines])
        if soft:
            mask = blurred(mask, soft)
        self.image.paste(colour, box[:2], faded(mask, opacity))

    def steam(self, x: float, y: float, wisps: int = 3, opacity: float = 0.34) -> None:
        """A few soft wisps over something hot."""
        mask = Image.new("L", (150, 130))
        pencil = ImageDraw.Draw(mask)
        for wisp in range(wisps):
            left = 75 + (wisp - (wisps - 1) / 2) * 32 + self.rng.uniform(-6, 6)
            for step in range(60):
                rise = step / 59
                sway = 9 * ((rise * 2.2 + wisp * 0.4) % 2 - 1) ** 2 * (1 - rise * 0.3)
                size = 2 + 5 * rise
                strength = int(235 * (1 - abs(rise * 2 - 0.9)) ** 1) if 0 < rise < 0.95 else 0
                cx, cy = left + sway - 6, 112 - rise * 96
                pencil.ellipse((cx - size, cy - size, cx + size, cy + size), fill=max(0, strength))
        mask = mask.filter(ImageFilter.GaussianBlur(5))
        mask = faded(mask.resize((600, 520), Image.Resampling.BICUBIC), opacity)
        self.image.paste((255, 252, 246), (int(x) - 300, int(y) - 260), mask)

    def finished(self) -> Image.Image:
        """The picture with the lamp's warmth, falling off to the corner, and a fine grain."""
        warm, dim = _lamp()
        return ImageChops.screen(ImageChops.multiply(self.image, dim), warm)


@lru_cache(maxsize=1)
def _lamp() -> tuple[Image.Image, Image.Image]:
    """What the lamp adds at the top left, and what the far corners and a fine grain take.

    The grain keeps smooth shades from banding.
    """
    glow = Image.radial_gradient("L").resize((WIDTH * 2, HEIGHT * 2), Image.Resampling.BICUBIC)
    near = glow.crop((WIDTH * 3 // 5, HEIGHT * 3 // 5, WIDTH * 8 // 5, HEIGHT * 8 // 5))
    warm = Image.merge("RGB", [near.point(_glow(share)) for share in (0.13, 0.10, 0.05)])
    edge = glow.crop((WIDTH * 9 // 20, HEIGHT * 9 // 20, WIDTH * 29 // 20, HEIGHT * 29 // 20))
    dim = Image.merge("RGB", [edge.point(_falloff(share)) for share in (0.50, 0.58, 0.66)])
    grain = noise((WIDTH, HEIGHT), 1.3, seeded("film")).point(raised(0.975))
    return warm, ImageChops.multiply(dim, Image.merge("RGB", (grain, grain, grain)))


def _glow(share: float) -> list[int]:
    return curve(lambda v: max(0.0, 0.75 - v) * share)


def _falloff(share: float) -> list[int]:
    return curve(lambda v: 1 - share * max(0.0, v - 0.3) ** 1.5)


def encoded(image: Image.Image) -> bytes:
    """The finished picture as JPEG bytes."""
    out = BytesIO()
    image.save(out, "JPEG", quality=90, subsampling=0)
    return out.getvalue()
