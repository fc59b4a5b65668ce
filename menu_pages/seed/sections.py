"""The five sections of the menu, in the order of the day."""

from __future__ import annotations

from .schema import SectionSeed, Words

SECTIONS: tuple[SectionSeed, ...] = (
    SectionSeed(
        code="breakfast",
        name=Words(en="Breakfast", fr="Petit-déjeuner", rw="Ifunguro rya mu gitondo"),
        intro=Words(
            en="Warm porridge, fresh eggs and ripe fruit to start the day gently.",
            fr="Bouillies chaudes, œufs frais et fruits mûrs pour commencer la journée en douceur.",
            rw="Igikoma gishyushye, amagi n’imbuto zihiye, kugira ngo umunsi utangire neza.",
        ),
    ),
    SectionSeed(
        code="lunch",
        name=Words(en="Lunch", fr="Déjeuner", rw="Ifunguro rya saa sita"),
        intro=Words(
            en="The big meal of the day, from isombe to brochettes, cooked this morning.",
            fr="Le grand repas du jour, de l’isombe aux brochettes, cuisiné ce matin.",
            rw="Ifunguro rikomeye ry’umunsi, kuva ku isombe kugeza kuri burusheti, ritetswe none.",
        ),
    ),
    SectionSeed(
        code="dinner",
        name=Words(en="Dinner", fr="Dîner", rw="Ifunguro rya nimugoroba"),
        intro=Words(
            en="Soups, soft dishes and quiet stews, light enough for a good night.",
            fr="Soupes, plats tendres et ragoûts tout simples, assez légers pour bien dormir.",
            rw="Isupu, ibiryo byoroshye n’amasosi, bitaremereye igifu kugira ngo uryame neza.",
        ),
    ),
    SectionSeed(
        code="snacks",
        name=Words(en="Snacks", fr="En-cas", rw="Ibyo kwica isari"),
        intro=Words(
            en="Something small between meals, or to share with whoever comes to visit.",
            fr="Un petit quelque chose entre les repas, ou à partager avec vos visiteurs.",
            rw="Utuntu duto two kurya hagati y’amafunguro, cyangwa two gusangira n’abashyitsi.",
        ),
    ),
    SectionSeed(
        code="beverages",
        name=Words(en="Beverages", fr="Boissons", rw="Ibinyobwa"),
        intro=Words(
            en="African tea, Rwandan coffee, ikivuguto and juices pressed to order.",
            fr="Thé africain, café du Rwanda, ikivuguto et jus pressés à la commande.",
            rw="Icyayi, ikawa y’u Rwanda, ikivuguto n’imitobe ikamurwa umaze gutumiza.",
        ),
    ),
)
