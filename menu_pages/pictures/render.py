"""From a code to a finished picture."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageStat

from .colour import hex_colour
from .noise import seeded
from .recipes import recipe
from .scene import CENTRE, Scene, encoded
from .tables import table


def draw(code: str) -> bytes:
    """The dish's picture as JPEG, 1600 by 1200; the same bytes every time.

    An unknown code gets a plausible plate of its own.
    """
    dish = recipe(code)
    scene = Scene(table(dish.table), seeded(f"dusangire {code}"))
    dish.lay(scene)
    if dish.is_hot:
        scene.steam(CENTRE[0] - 20, CENTRE[1] - 90)
    return encoded(scene.finished())


@lru_cache(maxsize=256)
def blurred_colour(code: str) -> str:
    """The colour of the middle of the picture, ``#rrggbb``, to show while it loads."""
    with Image.open(BytesIO(draw(code))) as picture:
        width, height = picture.size
        middle = picture.crop((width // 4, height // 6, width * 3 // 4, height * 5 // 6))
        red, green, blue = (round(mean) for mean in ImageStat.Stat(middle).mean)
    return hex_colour((red, green, blue))
