"""The plans, in words: what they are, until when they change, what comes back."""

from __future__ import annotations

from .schema import PageSeed, Words, action, bullets, text

PLANS = PageSeed(
    code="plans",
    kind="PlansPage",
    in_header=True,
    words={
        "en": Words(
            title="Plans",
            intro="Pay once and eat for weeks: your meals come by themselves, and you change them when you like.",
            body=(
                text(
                    "How a plan works",
                    bullets(
                        "You choose days, mealtimes and a place: a bed, an office or your home.",
                        "You pay before the first meal, with mobile money or by bank.",
                        "We choose dishes that suit whoever eats, no dish twice within a week if we can. You may choose others.",
                    ),
                ),
                text(
                    "When plans change",
                    bullets(
                        "Until 18:00 the day before you may skip a meal, choose another dish or day, or change the place.",
                        "A skipped meal is not lost: it comes after your last one. A pause moves the end.",
                        "You can end a plan at any time. What can still be stopped is given back, to the franc.",
                        "If we cannot bring a meal, its money becomes your store credit.",
                    ),
                ),
                action("Who eats with us?", "The pot is on the table.", ("See the menu", "menu")),
            ),
        ),
        "fr": Words(
            title="Formules",
            intro="Payez une fois et mangez des semaines : vos repas viennent tout seuls, et vous les changez quand vous voulez.",
            body=(
                text(
                    "Comment marche une formule",
                    bullets(
                        "Vous choisissez les jours, les repas et le lieu : un lit, un bureau ou chez vous.",
                        "Vous payez avant le premier repas, par mobile money ou par banque.",
                        "Nous choisissons des plats qui conviennent à qui mange, si possible jamais deux fois en une semaine. Vous pouvez en choisir d’autres.",
                    ),
                ),
                text(
                    "Quand les plans changent",
                    bullets(
                        "Jusqu’à 18 h la veille, vous pouvez sauter un repas, choisir un autre plat ou un autre jour, ou changer de lieu.",
                        "Un repas sauté n’est pas perdu : il vient après le dernier. Une pause décale la fin.",
                        "Vous pouvez arrêter une formule à tout moment. Ce qui peut encore être arrêté est rendu, au franc près.",
                        "Si nous ne pouvons pas apporter un repas, son prix devient votre avoir.",
                    ),
                ),
                action(
                    "Qui mange avec nous ?",
                    "La marmite est sur la table.",
                    ("Voir le menu", "menu"),
                ),
            ),
        ),
        "rw": Words(
            title="Gahunda",
            intro="Ishyura rimwe urye ibyumweru: amafunguro yawe arizana, ukayahindura igihe ushakiye.",
            body=(
                text(
                    "Uko gahunda ikora",
                    bullets(
                        "Uhitamo iminsi, ibihe by’ifunguro n’aho bizanwa: ku gitanda, mu biro cyangwa iwawe.",
                        "Wishyura mbere y’ifunguro rya mbere, ukoresheje mobile money cyangwa banki.",
                        "Duhitamo amafunguro abereye urya, nta rije kabiri mu cyumweru iyo bishobotse. Ushobora guhitamo andi.",
                    ),
                ),
                text(
                    "Iyo gahunda zihindutse",
                    bullets(
                        "Kugeza saa kumi n’ebyiri z’umugoroba ku munsi ubanza ushobora gusimbuka ifunguro, guhitamo irindi cyangwa undi munsi, cyangwa guhindura aho rizanwa.",
                        "Ifunguro wasimbutse ntiritakara: riza nyuma y’irya nyuma. Ikiruhuko cyimura impera.",
                        "Ushobora guhagarika gahunda igihe icyo ari cyo cyose. Ibigishobora guhagarikwa birasubizwa, ku ifaranga.",
                        "Iyo tudashoboye kuzana ifunguro, amafaranga yaryo aguma kuri konti yawe.",
                    ),
                ),
                action("Ni nde dusangira?", "Inkono iri ku meza.", ("Reba ibyo dutanga", "menu")),
            ),
        ),
    },
)
