"""Single pieces of food (a chunk, a slice, a leaf), each lit and casting a small shadow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from .colour import Rgb, contrast, raised, rgb
from .noise import blend_of, cloud, streaks
from .relief import MATT, Finish, blurred, dome_light, inflate, lit, rough, shade_with
from .scene import Scene
from .shapes import Outline, bounds, mask_of, moved

Skin = Callable[[tuple[int, int], Random], Image.Image]
Pencil = ImageDraw.ImageDraw
Marks = Callable[[Pencil, float, float], None]


def mottled(low: str, high: str, cell: float = 18, share: float = 0.0, hard: float = 1.0) -> Skin:
    """A skin of two colours in soft patches; ``share`` favours the high colour, -0.5 to 0.5."""

    def paint(size: tuple[int, int], rng: Random) -> Image.Image:
        patches = cloud(size, cell, rng)
        if share or hard != 1:
            patches = patches.point(contrast(hard, share))
        return blend_of(patches, rgb(low), rgb(high))

    return paint


def fibrous(low: str, high: str, across: float = 60, down: float = 5) -> Skin:
    """A skin of two colours in long fibres."""

    def paint(size: tuple[int, int], rng: Random) -> Image.Image:
        fibres = streaks(size, across, down, rng).point(contrast(1.3))
        return blend_of(fibres, rgb(low), rgb(high))

    return paint


def plain(colour: str | Rgb) -> Skin:
    """A skin of one colour."""

    def paint(size: tuple[int, int], rng: Random) -> Image.Image:
        return Image.new("RGB", size, rgb(colour) if isinstance(colour, str) else colour)

    return paint


@dataclass(frozen=True, slots=True)
class Stuff:
    """What a piece is made of: its skin, its edge, how it swells and how it shines."""

    skin: Skin
    puff: float = 14.0  # Pixels over which the edge rounds off.
    finish: Finish = MATT
    edge: str = ""  # Colour of the edge (a crust, a peel); empty for none.
    edge_width: float = 8.0
    edge_from: float = 0.0  # 0 colours the very edge fully, larger only tints it.
    rough: float = 0.0  # Height of a surface texture, 0 to 1.
    rough_cell: float = 9.0
    shadow: float = 9.0
    power: float = 0.6
    mound: float = 0.0  # Broad shading of something domed, 0 to 1.


def lay(
    scene: Scene,
    outline: Outline,
    stuff: Stuff,
    x: float = 0,
    y: float = 0,
    *,
    holes: Sequence[Outline] = (),
    marks: Marks | None = None,
    carve: Marks | None = None,
    carve_soft: float = 1.6,
) -> None:
    """Put one piece with this outline around ``x, y``.

    ``marks`` may draw on its flat colour and ``carve`` on its height; both are called with a
    pencil and with where the piece's origin lies for that pencil.
    """
    box = bounds(outline, 6)
    size = (box[2] - box[0], box[3] - box[1])
    mask = mask_of(size, [moved(outline, -box[0], -box[1])])
    if holes:
        hollow = mask_of(size, [moved(hole, -box[0], -box[1]) for hole in holes])
        mask.paste(0, (0, 0), hollow)
    colours = stuff.skin(size, scene.rng)
    if stuff.edge:
        inside = inflate(mask, stuff.edge_width, 0.9).point(raised(stuff.edge_from))
        colours = Image.composite(colours, Image.new("RGB", size, rgb(stuff.edge)), inside)
    if marks:
        marks(ImageDraw.Draw(colours), -box[0], -box[1])
        colours = blurred(colours, 0.8)
    if stuff.mound:
        dome = inflate(mask, max(size) * 0.22, 0.8)
        colours = shade_with(colours, dome_light(dome, stuff.mound))
    height = inflate(mask, stuff.puff, stuff.power)
    if stuff.rough:
        height = rough(height, cloud(size, stuff.rough_cell, scene.rng, 2), stuff.rough)
    if carve:
        carve(ImageDraw.Draw(height), -box[0], -box[1])
        height = blurred(height, carve_soft)
    scene.put(lit(colours, height, stuff.finish), mask, (x + box[0], y + box[1]), stuff.shadow)
