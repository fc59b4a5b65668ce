"""The home page."""

from __future__ import annotations

from collections.abc import Sequence

from .schema import Block, Words, dishes, headed, steps, story, ways, zones


def _body(
    *,
    promise: Sequence[tuple[str, str]],
    hungry: str,
    how: str,
    panels: Sequence[tuple[str, str, Sequence[str]]],
    tale: tuple[str, ...],
    where: tuple[str, str],
) -> tuple[Block, ...]:
    return (
        steps("", *promise),
        dishes(),
        headed("sections", hungry),
        ways(how, *panels),
        story(*tale),
        zones(*where),
    )


HOME: dict[str, Words] = {
    "en": Words(
        title="Dusangire",
        intro=(
            "Warm Rwandan meals cooked in the hospital and brought to the bed, the ward, the "
            "office or your home. See allergens and figures of every dish, order in three taps."
        ),
        more={
            "seo_title": "Dusangire: good food in the hospital, brought to the bed",
            "headline": "A good meal, brought to the bedside",
            "welcome": (
                "Dusangire means “let’s share”. We cook in the hospital every day, for those who "
                "are healing, for those who sit beside them, and for those who look after them."
            ),
        },
        body=_body(
            promise=(
                ("Choose a dish", "With its price, its allergens and its figures in plain words."),
                ("Say which bed, office or home", "Ward, room and bed are enough. We find you."),
                ("We bring it, warm", "Pay at the door or the bedside, and watch it come."),
            ),
            hungry="What are you hungry for?",
            how="How it works",
            panels=(
                (
                    "You are in a bed here",
                    "Eat well while you heal",
                    (
                        "Say once what you must not eat. Every dish that does not suit you is "
                        "marked, on the menu and in the kitchen.",
                        "Order for now or for the next ward round: breakfast, lunch or dinner.",
                        "Brought to your bed, and you can watch it come.",
                    ),
                ),
                (
                    "You care for somebody",
                    "Feed them from wherever you are",
                    (
                        "Order for a person in a bed, from beside it or from another country.",
                        "You choose the meal; what the doctors say stays between them and the "
                        "patient.",
                        "A link shows you when it is cooked, on its way and handed over.",
                    ),
                ),
                (
                    "You work here",
                    "A real meal between two rounds",
                    (
                        "Brought to the office, the ward desk or the gate.",
                        "Order ahead in the morning, eat at noon.",
                    ),
                ),
            ),
            tale=(
                "One pot, many spoons",
                "In a Rwandan home nobody eats alone. The pot stands in the middle, and whoever "
                "comes through the door is told: <i>dusangire</i>, let’s share. A hospital takes "
                "that away from people when they need it most. So we carry the pot to them.",
                "Our cooks know isombe and brochettes as well as a soft diet after an operation. "
                "For every dish we say what is in it and what is not, so that the person in the "
                "bed can enjoy it and the person at home can stop worrying.",
            ),
            where=("Where we deliver", "The place decides the fee; you see it before you order."),
        ),
    ),
    "fr": Words(
        title="Dusangire",
        intro=(
            "Des plats rwandais faits à l’hôpital et apportés au lit, au service, au bureau ou "
            "chez vous. Allergènes et valeurs de chaque plat, commande en trois gestes."
        ),
        more={
            "seo_title": "Dusangire : de bons repas à l’hôpital, apportés jusqu’au lit",
            "headline": "Un bon repas, servi à votre chevet",
            "welcome": (
                "Dusangire veut dire « partageons ». Nous cuisinons chaque jour à l’hôpital, pour "
                "ceux qui se remettent, pour ceux qui veillent et pour ceux qui soignent."
            ),
        },
        body=_body(
            promise=(
                (
                    "Choisissez un plat",
                    "Avec son prix, ses allergènes et ses valeurs, en mots simples.",
                ),
                (
                    "Dites quel lit, quel bureau ou quelle maison",
                    "Service, chambre et lit suffisent. Nous vous trouvons.",
                ),
                (
                    "Nous l’apportons, bien chaud",
                    "Payez à la porte ou au chevet, et suivez son arrivée.",
                ),
            ),
            hungry="De quoi avez-vous faim ?",
            how="Comment ça marche",
            panels=(
                (
                    "Vous êtes à l’hôpital",
                    "Bien manger pour se remettre",
                    (
                        "Dites une seule fois ce que vous ne devez pas manger. Chaque plat qui ne "
                        "vous convient pas est signalé, sur la carte et en cuisine.",
                        "Commandez pour tout de suite ou pour la prochaine tournée : "
                        "petit-déjeuner, déjeuner ou dîner.",
                        "Apporté à votre lit, et vous pouvez suivre son arrivée.",
                    ),
                ),
                (
                    "Vous prenez soin de quelqu’un",
                    "Nourrissez vos proches, où que vous soyez",
                    (
                        "Commandez pour une personne alitée, à son chevet ou depuis un autre pays.",
                        "Vous choisissez le repas ; ce que disent les médecins reste entre eux et "
                        "le patient.",
                        "Un lien vous montre quand il est cuisiné, en route et remis.",
                    ),
                ),
                (
                    "Vous travaillez ici",
                    "Un vrai repas entre deux soins",
                    (
                        "Apporté au bureau, à l’accueil du service ou au portail.",
                        "Commandez le matin, mangez à midi.",
                    ),
                ),
            ),
            tale=(
                "Une marmite, plusieurs cuillères",
                "Dans une maison rwandaise, personne ne mange seul. La marmite est au milieu, et à "
                "qui passe la porte on dit : <i>dusangire</i>, partageons. L’hôpital prive les "
                "gens de ce moment quand ils en ont le plus besoin. Alors nous leur apportons la "
                "marmite.",
                "Nos cuisiniers connaissent l’isombe et les brochettes aussi bien que "
                "l’alimentation molle d’après une opération. Pour chaque plat, nous disons ce "
                "qu’il contient et ce qu’il ne contient pas : au lit, on savoure ; à la maison, on "
                "est rassuré.",
            ),
            where=(
                "Où nous livrons",
                "Le lieu décide des frais ; vous les voyez avant de commander.",
            ),
        ),
    ),
    "rw": Words(
        title="Dusangire",
        intro=(
            "Amafunguro ya Kinyarwanda atekerwa mu bitaro, akagezwa ku gitanda, mu biro cyangwa mu "
            "rugo. Menya ibigize buri funguro, utumize mu ntambwe eshatu."
        ),
        more={
            "seo_title": "Dusangire: ifunguro ryiza mu bitaro, rikugeraho ku gitanda",
            "headline": "Ifunguro ryiza, rikugeraho ku gitanda",
            "welcome": (
                "Dusangire! Buri munsi dutekera hano mu bitaro: tugaburira abarwayi, ababarwaje "
                "n’ababitaho."
            ),
        },
        body=_body(
            promise=(
                (
                    "Muhitemo ifunguro",
                    "Hamwe n’igiciro cyaryo, ibitera aleriji n’imibare, mu magambo yumvikana.",
                ),
                (
                    "Mutubwire igitanda, ibiro cyangwa mu rugo",
                    "Serivisi, icyumba n’igitanda birahagije. Turababona.",
                ),
                (
                    "Turibazanira rishyushye",
                    "Mwishyurire ku muryango cyangwa ku gitanda, kandi mukurikire aho rigeze.",
                ),
            ),
            hungry="Murashaka kurya iki?",
            how="Uko bikorwa",
            panels=(
                (
                    "Murwariye hano",
                    "Murye neza mukira",
                    (
                        "Mutubwira rimwe gusa ibyo mutagomba kurya. Buri funguro ritabakwiriye "
                        "rishyirwaho akamenyetso, kuri menu no mu gikoni.",
                        "Mutumize ibyo murya ubu, cyangwa ibizazanwa ku isaha yo kugaburira "
                        "ikurikira: mu gitondo, saa sita cyangwa nimugoroba.",
                        "Tubibazanira ku gitanda, kandi mushobora gukurikira aho bigeze.",
                    ),
                ),
                (
                    "Murwaje",
                    "Mumugemurire aho mwaba muri hose",
                    (
                        "Mutumirize urwariye mu bitaro, mwaba mumuri iruhande cyangwa mu kindi "
                        "gihugu.",
                        "Ifunguro ni mwe murihitamo; ibyo abaganga bavuga biguma hagati yabo "
                        "n’umurwayi.",
                        "Linki ibereka igihe ririmo gutekwa, igihe riri mu nzira n’igihe ryatanzwe.",
                    ),
                ),
                (
                    "Mukora hano",
                    "Ifunguro rikwiye hagati y’imirimo ibiri",
                    (
                        "Rigezwa ku biro, aho serivisi yakirira cyangwa ku irembo.",
                        "Mutumize mu gitondo, murye saa sita.",
                    ),
                ),
            ),
            tale=(
                "Inkono imwe, ibiyiko byinshi",
                "Mu muryango nyarwanda nta wurya wenyine. Inkono iba hagati, uwinjiye wese "
                "akabwirwa ati: <i>dusangire</i>. Mu bitaro ibyo birabura kandi ari ho bikenewe "
                "cyane. Ni yo mpamvu inkono tuyibashyira.",
                "Abatetsi bacu bazi isombe na burusheti, bakamenya n’ibiryo byoroshye bihabwa "
                "uwabazwe. Kuri buri funguro tuvuga ibirimo n’ibitarimo, kugira ngo urwaye arye "
                "yishimye, n’uri mu rugo agire amahoro.",
            ),
            where=("Aho tugemura", "Ikiguzi giterwa n’aho muri; mukibona mbere yo gutumiza."),
        ),
    ),
}
