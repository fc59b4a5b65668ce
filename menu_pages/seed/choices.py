"""Questions that several dishes ask in the same words: sides, sugar, sizes of drinks."""

from __future__ import annotations

from .schema import OptionGroupSeed, OptionSeed, SizeSeed, Words

SIDE = OptionGroupSeed(
    code="side",
    name=Words(en="Choose your side", fr="Votre accompagnement", rw="Hitamo icyo bijyana"),
    minimum=1,
    maximum=1,
    options=(
        OptionSeed(code="rice", name=Words(en="White rice", fr="Riz blanc", rw="Umuceri")),
        OptionSeed(
            code="ubugali",
            name=Words(en="Maize ubugali", fr="Ubugali de maïs", rw="Ubugali bw’ibigori"),
        ),
        OptionSeed(
            code="plantain",
            name=Words(
                en="Boiled plantain", fr="Banane plantain bouillie", rw="Igitoki gitogosheje"
            ),
        ),
        OptionSeed(
            code="sweet-potato",
            name=Words(en="Sweet potato", fr="Patate douce", rw="Ibijumba"),
        ),
    ),
)

SUGAR = OptionGroupSeed(
    code="sugar",
    name=Words(en="Sugar", fr="Sucre", rw="Isukari"),
    minimum=1,
    maximum=1,
    options=(
        OptionSeed(code="none", name=Words(en="No sugar", fr="Sans sucre", rw="Nta sukari")),
        OptionSeed(
            code="one-spoon",
            name=Words(en="One teaspoon", fr="Une cuillère à café", rw="Akayiko kamwe"),
        ),
        OptionSeed(
            code="two-spoons",
            name=Words(en="Two teaspoons", fr="Deux cuillères à café", rw="Utuyiko tubiri"),
        ),
    ),
)

EXTRA_EGG = OptionGroupSeed(
    code="extra",
    name=Words(en="Add", fr="Ajouter", rw="Ongeraho"),
    minimum=0,
    maximum=1,
    options=(
        OptionSeed(
            code="egg",
            name=Words(en="One more egg", fr="Un œuf de plus", rw="Igi rimwe ryiyongera"),
            extra=400,
            contains=("eggs",),
        ),
    ),
)

EXTRA_AVOCADO = OptionGroupSeed(
    code="extra",
    name=Words(en="Add", fr="Ajouter", rw="Ongeraho"),
    minimum=0,
    maximum=1,
    options=(
        OptionSeed(
            code="avocado",
            name=Words(en="Half an avocado", fr="Un demi-avocat", rw="Igice cya avoka"),
            extra=500,
        ),
    ),
)

PILI_PILI = OptionGroupSeed(
    code="chilli",
    name=Words(en="Chilli", fr="Piment", rw="Urusenda"),
    minimum=0,
    maximum=1,
    options=(
        OptionSeed(
            code="on-the-side",
            name=Words(en="Chilli on the side", fr="Piment à part", rw="Urusenda ku ruhande"),
        ),
        OptionSeed(
            code="in-the-dish",
            name=Words(en="Chilli in the dish", fr="Piment dans le plat", rw="Urusenda rurimo"),
        ),
    ),
)


def meal_sizes(large_extra: int) -> tuple[SizeSeed, ...]:
    """A regular plate, and a large one for `large_extra` RWF more."""
    return (
        SizeSeed(
            code="regular",
            name=Words(en="Regular", fr="Normale", rw="Ingano isanzwe"),
            extra=0,
            is_default=True,
        ),
        SizeSeed(
            code="large", name=Words(en="Large", fr="Grande", rw="Ingano nini"), extra=large_extra
        ),
    )


def drink_sizes(regular_ml: int, large_ml: int, large_extra: int) -> tuple[SizeSeed, ...]:
    """A regular and a large drink; the figures of the dish are those of the regular one."""
    return (
        SizeSeed(
            code="regular",
            name=Words(
                en=f"Regular, {regular_ml} ml",
                fr=f"Normal, {regular_ml} ml",
                rw=f"Ingano isanzwe, ml {regular_ml}",
            ),
            extra=0,
            is_default=True,
        ),
        SizeSeed(
            code="large",
            name=Words(
                en=f"Large, {large_ml} ml",
                fr=f"Grand, {large_ml} ml",
                rw=f"Ingano nini, ml {large_ml}",
            ),
            extra=large_extra,
        ),
    )


def piece_sizes(few: int, many: int, many_extra: int, *, rw: str) -> tuple[SizeSeed, ...]:
    """A few or many of what is sold by the piece; Kinyarwanda counts the thing itself (`rw`)."""
    return (
        SizeSeed(
            code="regular",
            name=Words(en=f"{few} pieces", fr=f"{few} pièces", rw=f"{rw} {few}"),
            extra=0,
            is_default=True,
        ),
        SizeSeed(
            code="large",
            name=Words(en=f"{many} pieces", fr=f"{many} pièces", rw=f"{rw} {many}"),
            extra=many_extra,
        ),
    )
