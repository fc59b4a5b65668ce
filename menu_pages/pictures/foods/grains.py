"""Rice, beans, lentils, peas and nuts: heaps of many small things."""

from dataclasses import replace

from ..piece import Stuff, lay, mottled
from ..pile import Grain, heap, strew
from ..relief import Finish
from ..scene import Scene
from ..shapes import Outline, blob

RICE = Grain(50, 16, ("#fdf8ec", "#fffdf6", "#f8f0de"), puff=7, spread=0.02)
PILAU = Grain(44, 14, ("#d99a44", "#c98434", "#ebb766", "#b26f2a"), puff=6)
RED_BEAN = Grain(60, 38, ("#7d2417", "#8f3020", "#611a12", "#9a4028"), bend=0.07, puff=12)
BROWN_BEAN = Grain(58, 36, ("#9a5a36", "#84452a", "#b07048"), bend=0.07, puff=12)
LENTIL = Grain(25, 23, ("#8d5a26", "#7a4a1e", "#a57034", "#69401c"), puff=6)
PEA = Grain(42, 40, ("#6f9a2e", "#5f8a26", "#84ad3e", "#7aa238"), puff=13, spread=0.05)
NUT = Grain(58, 40, ("#b0663a", "#c27b4a", "#9a5430", "#cf9462"), puff=13, spread=0.05)
CRUMB = Grain(36, 27, ("#d9a456", "#c58a42", "#ebc07a", "#a86e34"), puff=9, leafy=True)

WET = Finish(bump=0.85, gloss=0.85, tilt=20, sharp=11, cavity=1.0, reach=8)
SOFT = Finish(bump=0.5, gloss=0.18, tilt=16, sharp=12, cavity=0.42, reach=6)
LOOSE = Finish(bump=0.9, gloss=0.4, tilt=18, sharp=12, cavity=0)


def rice(scene: Scene, x: float, y: float, rx: float, ry: float | None = None) -> None:
    """A mound of boiled white rice."""
    ry = ry or rx
    heap(
        scene,
        blob(scene.rng, rx, ry, 0.05),
        x,
        y,
        [(RICE, round(rx * ry / 33))],
        SOFT,
        ground="#e6dabb",
        mound=0.75,
        mound_reach=rx * 0.55,
    )


def pilau(scene: Scene, x: float, y: float, rx: float, ry: float) -> None:
    """Rice browned with spice, with cloves, raisins and fried onion among it."""
    heap(
        scene,
        blob(scene.rng, rx, ry, 0.05),
        x,
        y,
        [
            (PILAU, round(rx * ry / 34)),
            (Grain(50, 13, ("#5a2f14", "#6f3c1a"), bend=0.12, puff=5), round(rx * ry / 2100)),
            (Grain(22, 18, ("#3a1c10",), puff=6), round(rx * ry / 4000)),
        ],
        replace(SOFT, gloss=0.3, bump=0.75),
        ground="#7a4c22",
        mound=0.75,
        mound_reach=rx * 0.55,
    )


def stewed(
    scene: Scene,
    outline: Outline,
    x: float,
    y: float,
    grain: Grain,
    count: int,
    sauce: tuple[str, str],
    *,
    flecks: tuple[Grain, int] | None = None,
) -> None:
    """Beans, peas or lentils in their sauce."""
    pool(scene, [(px * 1.06, py * 1.06) for px, py in outline], x, y, *sauce)
    mixed = [(grain, count)] + ([flecks] if flecks else [])
    heap(scene, outline, x, y, mixed, WET, mound=0.3, shadow=6)


def red_beans(scene: Scene, x: float, y: float, rx: float, ry: float | None = None) -> None:
    """Red beans in a thick gravy with bits of onion and tomato."""
    ry = ry or rx
    onion = Grain(34, 14, ("#e8c79a", "#d96a3a", "#c84f2c"), bend=0.1, puff=6)
    stewed(
        scene,
        blob(scene.rng, rx, ry, 0.07),
        x,
        y,
        RED_BEAN,
        round(rx * ry / 250),
        ("#5e1f10", "#8a3a1c"),
        flecks=(onion, round(rx * ry / 2600)),
    )


def lentils(scene: Scene, x: float, y: float, rx: float, ry: float | None = None) -> None:
    """Brown lentils, stewed soft, with carrot and coriander."""
    ry = ry or rx
    carrot = Grain(26, 24, ("#d97a24", "#e08c34"), puff=8)
    stewed(
        scene,
        blob(scene.rng, rx, ry, 0.06),
        x,
        y,
        LENTIL,
        round(rx * ry / 95),
        ("#6b3f18", "#9a6428"),
        flecks=(carrot, round(rx * ry / 1700)),
    )


def groundnuts(scene: Scene, x: float, y: float, r: float) -> None:
    """Roasted groundnuts in their skins, some of them bare."""
    bare = Grain(52, 36, ("#e9cf9c", "#dfbf86"), puff=13)
    heap(
        scene,
        blob(scene.rng, r, r, 0.04),
        x,
        y,
        [(NUT, round(r * r / 330)), (bare, round(r * r / 4200))],
        Finish(bump=0.9, gloss=0.4, tilt=20, sharp=13, cavity=1.1, reach=9),
        ground="#5b2f18",
        mound=0.4,
        mound_reach=r * 0.4,
    )


def pool(
    scene: Scene, outline: Outline, x: float, y: float, low: str, high: str, gloss: float = 0.8
) -> None:
    """A puddle of sauce, shining at its edge."""
    stuff = Stuff(
        mottled(low, high, 46),
        puff=20,
        finish=Finish(bump=0.7, step=3, gloss=gloss, tilt=13, sharp=7, cavity=0.3),
        rough=0.14,
        rough_cell=34,
        shadow=7,
        power=0.45,
    )
    lay(scene, outline, stuff, x, y)


def sprinkle(
    scene: Scene,
    x: float,
    y: float,
    rx: float,
    ry: float,
    grain: Grain,
    count: int,
    finish: Finish = LOOSE,
) -> None:
    """A few loose grains over whatever lies there."""
    strew(scene, x, y, rx, ry, grain, count, finish)
