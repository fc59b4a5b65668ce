"""The ten dietary tags as people read them. The rules behind them are in `catalogue.claims`."""

from __future__ import annotations

from .schema import TagSeed, Words

TAGS: tuple[TagSeed, ...] = (
    TagSeed(
        code="diabetic_friendly",
        name=Words(en="Diabetic-friendly", fr="Adapté au diabète", rw="Ibereye abarwaye diyabete"),
        explanation=Words(
            en="A portion stays within four carbohydrate choices (60 g) and 15 g of sugar.",
            fr="Une portion ne dépasse pas quatre parts de glucides (60 g) ni 15 g de sucres.",
            rw=(
                "Isahani imwe ntirenza garama 60 z’ibinyamasukari, kandi isukari ntirenza garama "
                "15."
            ),
        ),
    ),
    TagSeed(
        code="low_sodium",
        name=Words(en="Low-sodium", fr="Pauvre en sel", rw="Umunyu muke"),
        explanation=Words(
            en="At most 0.12 g of sodium in 100 g, for those who watch their blood pressure.",
            fr="Au plus 0,12 g de sodium pour 100 g, pour qui surveille sa tension.",
            rw=(
                "Sodiyumu itarenze garama 0,12 muri garama 100, ku bantu birinda umuvuduko "
                "w’amaraso."
            ),
        ),
    ),
    TagSeed(
        code="high_protein",
        name=Words(en="High-protein", fr="Riche en protéines", rw="Ibyubaka umubiri byinshi"),
        explanation=Words(
            en="At least a fifth of the energy comes from protein, to heal and keep your strength.",
            fr="Au moins un cinquième de l’énergie vient des protéines, pour reprendre des forces.",
            rw="Nibura kimwe cya gatanu cy’imbaraga gituruka kuri poroteyine zubaka umubiri.",
        ),
    ),
    TagSeed(
        code="vegetarian",
        name=Words(en="Vegetarian", fr="Végétarien", rw="Nta nyama nta n’ifi"),
        explanation=Words(
            en="No meat and no fish; milk and eggs may be used.",
            fr="Ni viande ni poisson, mais le lait et les œufs sont permis.",
            rw="Nta nyama nta n’ifi birimo; hashobora kubamo amata n’amagi.",
        ),
    ),
    TagSeed(
        code="vegan",
        name=Words(en="Vegan", fr="Végétalien", rw="Ibikomoka ku bimera gusa"),
        explanation=Words(
            en="Made from plants only: no meat, fish, milk or eggs.",
            fr="Uniquement à base de plantes, sans viande, poisson, lait ni œufs.",
            rw="Bikozwe mu bimera gusa: nta nyama, nta fi, nta mata, nta magi.",
        ),
    ),
    TagSeed(
        code="gluten_free",
        name=Words(en="Gluten-free", fr="Sans gluten", rw="Nta gluten irimo"),
        explanation=Words(
            en="Cooked without wheat, barley, rye or oats, and kept apart from them.",
            fr="Cuisiné sans blé, orge, seigle ni avoine, et tenu à l’écart de ceux-ci.",
            rw="Bitekwa nta ngano, sayiri cyangwa avoine birimo, kandi bigategurirwa ukwabyo.",
        ),
    ),
    TagSeed(
        code="low_fat",
        name=Words(en="Low-fat", fr="Pauvre en matières grasses", rw="Ibinure bike"),
        explanation=Words(
            en="At most 3 g of fat in 100 g, for lighter plates and easier digestion.",
            fr="Au plus 3 g de matières grasses pour 100 g, pour une assiette plus légère.",
            rw="Ibinure bitarenze garama 3 muri garama 100, bityo igogora rikoroha.",
        ),
    ),
    TagSeed(
        code="high_fibre",
        name=Words(en="High-fibre", fr="Riche en fibres", rw="Fibure nyinshi"),
        explanation=Words(
            en="Plenty of fibre from beans, greens and whole grains, for good digestion.",
            fr="Beaucoup de fibres, celles des haricots et des légumes, pour bien digérer.",
            rw="Fibure nyinshi zo mu bishyimbo, imboga n’ibinyampeke, zifasha igogora.",
        ),
    ),
    TagSeed(
        code="post_surgery",
        name=Words(en="Post-surgery", fr="Après une opération", rw="Nyuma yo kubagwa"),
        explanation=Words(
            en="Little fat, fibre and salt, easy to digest. Your care team has the last word.",
            fr="Peu de gras, de fibres et de sel. L’équipe soignante a le dernier mot.",
            rw="Ibinure, fibure n’umunyu bike. Abaganga bakuvura ni bo bafata icyemezo.",
        ),
    ),
    TagSeed(
        code="soft_diet",
        name=Words(en="Soft diet", fr="Alimentation molle", rw="Ibiryo byoroshye"),
        explanation=Words(
            en="Tender food that asks for little chewing and is gentle on the stomach.",
            fr="Des aliments tendres, faciles à mâcher et doux pour l’estomac.",
            rw="Ibiryo byoroshye bidasaba guhekenya cyane kandi bitagora igifu.",
        ),
    ),
)
