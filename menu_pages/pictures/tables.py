"""What the dishes stand on: wood, linen, a woven mat. Each is made once and kept."""

from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from . import imigongo
from .colour import Rgb, contrast, curve, mix, rgb, vary
from .noise import blend_of, cloud, noise, seeded, streaks
from .relief import Finish, blurred, lit
from .scene import HEIGHT, WIDTH

SPARE = 12  # Pixels around the picture that are cut off, for light needs neighbours.
SIZE = (WIDTH + 2 * SPARE, HEIGHT + 2 * SPARE)


@lru_cache(maxsize=12)
def table(name: str) -> Image.Image:
    """The table top of that name, the size of a picture."""
    return _made(name).crop((SPARE, SPARE, WIDTH + SPARE, HEIGHT + SPARE))


@lru_cache(maxsize=1)
def _made(name: str) -> Image.Image:
    return TABLES[name]()


def _wood(low: str, high: str, planks: int) -> Image.Image:
    rng = seeded(low + high)
    grain = ImageChops.add(
        streaks(SIZE, 700, 5, rng).point(contrast(0.8)),
        streaks(SIZE, 500, 34, rng).point(contrast(0.9)),
        2.0,
    )
    image = blend_of(grain.point(contrast(1.5)), rgb(low), rgb(high))
    height = streaks(SIZE, 260, 3, rng).point(contrast(0.16))
    pencil = ImageDraw.Draw(height)
    tint = ImageDraw.Draw(image, "RGBA")
    deep = SIZE[1] / planks
    for plank in range(planks + 1):
        y = (plank + 0.25) * deep
        dark = rng.random() < 0.5
        tint.rectangle(
            (0, y, SIZE[0], y + deep),
            fill=(30, 12, 0, rng.randrange(6, 34))
            if dark
            else (255, 230, 190, rng.randrange(4, 26)),
        )
        pencil.rectangle((0, y - 2, SIZE[0], y + 2), fill=20)
        tint.rectangle((0, y - 2, SIZE[0], y + 2), fill=(20, 10, 4, 190))
    return lit(image, height, Finish(bump=1.1, step=1, cavity=0.8, reach=5))


def _linen(low: str, high: str, stripes: str = "") -> Image.Image:
    rng = seeded(low + high)
    across = streaks(SIZE, 90, 2.6, rng)
    down = streaks(SIZE, 2.6, 90, rng)
    weave = ImageChops.add(across, down, 2.0)
    image = blend_of(weave.point(contrast(1.2)), rgb(low), rgb(high))
    if stripes:
        pencil = ImageDraw.Draw(image, "RGBA")
        colour: Rgb = rgb(stripes)
        for x in (96, 128, 1470, 1502):
            pencil.rectangle((x, 0, x + (14 if x % 3 else 20), SIZE[1]), fill=(*colour, 150))
    folds = cloud((400, 300), 110, rng, 2).resize(SIZE, Image.Resampling.BICUBIC)
    relief = ImageChops.add(weave.point(contrast(0.12)), folds.point(contrast(0.9)), 2.0)
    return lit(image, relief, Finish(bump=1.2, step=2, cavity=0.5, reach=4))


def _mat(colours: tuple[str, str, str]) -> Image.Image:
    """A round coiled mat in the way of agaseke baskets, larger than the picture."""
    rng = seeded("".join(colours))
    image = _linen("#d9c7a5", "#f3e8d2").copy()
    radius = 590
    coil = 22
    light, dark, accent = (rgb(colour) for colour in colours)
    flat = Image.new("RGB", (radius, radius), light)
    height = Image.new("L", (radius * 2, radius * 2))
    pencil, bump = ImageDraw.Draw(flat), ImageDraw.Draw(height)
    for index, reach in enumerate(range(radius, 0, -coil)):
        box = (radius - reach, radius - reach, radius + reach, radius + reach)
        for layer in range(coil // 2):
            bump.ellipse(
                tuple(v + (layer if k < 2 else -layer) for k, v in enumerate(box)),
                fill=round(210 * (1 - abs(layer / (coil / 2) * 1 - 0.5) * 1.4)),
            )
        step = 360 / max(8, round(reach * 6.28 / 15))
        angle = 0.0
        while angle < 360:
            figure = (angle + index * 7) % 60
            wedge = abs(figure - 30) < 30 - abs((index % 8) - 4) * 7.5
            base = accent if index == 1 else dark if wedge and 2 < index < 9 else light
            tone = vary(mix(base, light, 0.06), rng.gauss(0, 0.06))
            pencil.pieslice(tuple(v / 2 for v in box), angle, angle + step + 0.4, fill=tone)
            angle += step
        inner = reach - coil
        if inner > 0:
            near, far = (radius - inner) / 2, (radius + inner) / 2
            pencil.ellipse((near, near, far, far), fill=light)
    flat = flat.resize(height.size, Image.Resampling.BICUBIC)
    fibres = streaks(height.size, 5, 5, rng).point(contrast(0.18))
    height = ImageChops.add(blurred(height, 2.5), fibres, 1.6)
    picture = lit(flat, height, Finish(bump=0.8, cavity=1.0, reach=6))
    mask = Image.new("L", flat.size)
    ImageDraw.Draw(mask).ellipse((2, 2, radius * 2 - 3, radius * 2 - 3), fill=255)
    mask = blurred(mask, 1.2)
    shadow = Image.new("L", SIZE)
    spot = (SIZE[0] // 2 - radius, SIZE[1] // 2 - radius)
    shadow.paste(mask, (spot[0] + 10, spot[1] + 10))
    image.paste((50, 28, 14), None, blurred(shadow, 12).point(curve(lambda v: v * 0.5)))
    image.paste(picture, spot, mask)
    return image


def _cloth(low: str, high: str) -> Image.Image:
    """A wooden table with a linen cloth whose lower edge carries an imigongo band."""
    image = _made("wood").copy()
    cloth = _linen(low, high)
    edge = HEIGHT - 84
    band = imigongo.band(SIZE[0], 54)
    weave = noise(band.size, 2, seeded("weave")).point(contrast(0.3))
    cloth.paste(lit(band, weave, Finish(bump=0.8, step=1, cavity=0)), (0, edge - 74))
    shadow = Image.new("L", SIZE)
    shadow.paste(255, (0, 0, SIZE[0], edge + 12))
    image.paste((30, 14, 6), None, blurred(shadow, 10).point(curve(lambda v: v * 0.6)))
    image.paste(cloth.crop((0, 0, SIZE[0], edge)), (0, 0))
    return image


TABLES: dict[str, Callable[[], Image.Image]] = {
    "wood": lambda: _wood("#6e4424", "#a26c3c", 5),
    "dark wood": lambda: _wood("#3e2516", "#6a4126", 4),
    "pale wood": lambda: _wood("#b58a58", "#dab684", 6),
    "linen": lambda: _linen("#d8cbb2", "#f6efdf"),
    "striped linen": lambda: _linen("#ddd0b8", "#f8f1e2", "#a63a1e"),
    "blue linen": lambda: _linen("#5f7482", "#8aa0aa"),
    "ochre linen": lambda: _linen("#b9843f", "#dcae68"),
    "clay linen": lambda: _linen("#93482c", "#ba6a48"),
    "green linen": lambda: _linen("#66744f", "#8d9a72"),
    "mat": lambda: _mat(("#e2c68e", "#3a2a20", "#a63a1e")),
    "red mat": lambda: _mat(("#e8d3a4", "#a8482a", "#33251c")),
    "cloth": lambda: _cloth("#ddd0b8", "#f8f1e2"),
}
