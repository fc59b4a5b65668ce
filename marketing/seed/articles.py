"""Health and recipes: the first articles."""

from __future__ import annotations

from .schema import PageSeed, Words, bullets, dishes, notice, steps, text

INDEX = PageSeed(
    code="health-and-recipes",
    kind="ArticleIndexPage",
    footer="eat",
    words={
        "en": Words(
            title="Health and recipes",
            intro="Short pieces from the kitchen: what is good for whom, and how to cook it at home.",
        ),
        "fr": Words(
            title="Santé et recettes",
            intro="De courts textes de la cuisine : ce qui est bon pour qui, et comment le faire à la maison.",
        ),
        "rw": Words(
            title="Ubuzima n’uko bateka",
            intro="Utunyandiko tuva mu gikoni: ibifitiye nde akamaro, n’uko babiteka mu rugo.",
        ),
    },
)

AFTER_OPERATION = PageSeed(
    code="eating-after-an-operation",
    kind="ArticlePage",
    parent="health-and-recipes",
    picture="pumpkin-soup",
    date="2026-11-09",
    words={
        "en": Words(
            title="Eating again after an operation",
            intro="Small, soft, often: how appetite comes back, and what helps it along.",
            more={"author": "The kitchen of Dusangire"},
            body=(
                notice(
                    "The ward tells you when you may eat again. Until then nothing, not even a sip, unless they say so.",
                    "careful",
                ),
                text(
                    "Begin small",
                    "The first meals are a visit, not a feast. A few spoons of a smooth soup, half a cup of porridge. When it stays down and feels good, a little more two hours later.",
                ),
                text(
                    "What helps",
                    bullets(
                        "Protein in each meal, for wounds close with it: egg, yoghurt, beans that are cooked soft, fish.",
                        "Soft and moist rather than dry: mash, stew, porridge.",
                        "Little fat and little chilli in the first days.",
                        "Water or tea in small sips, all day long.",
                    ),
                ),
                text(
                    "When to speak up",
                    "Tell the nurse if you feel sick, if your belly is hard, or if you cannot swallow. That is no trouble to anybody; it is what they are there for.",
                ),
                dishes("Soft meals that can be had now", source="rule", diet="soft_diet"),
            ),
        ),
        "fr": Words(
            title="Remanger après une opération",
            intro="Peu, mou, souvent : comment l’appétit revient, et ce qui l’aide.",
            more={"author": "La cuisine de Dusangire"},
            body=(
                notice(
                    "C’est le service qui dit quand vous pouvez remanger. Jusque-là rien, pas même une gorgée, sauf s’il le permet.",
                    "careful",
                ),
                text(
                    "Commencez petit",
                    "Les premiers repas sont une visite, pas un festin. Quelques cuillères d’une soupe lisse, une demi-tasse de bouillie. Si cela passe bien, un peu plus deux heures après.",
                ),
                text(
                    "Ce qui aide",
                    bullets(
                        "Des protéines à chaque repas, car elles referment les plaies : œuf, yaourt, haricots bien cuits, poisson.",
                        "Du mou et de l’humide plutôt que du sec : purée, ragoût, bouillie.",
                        "Peu de gras et peu de piment les premiers jours.",
                        "De l’eau ou du thé par petites gorgées, toute la journée.",
                    ),
                ),
                text(
                    "Quand en parler",
                    "Prévenez l’infirmière si vous avez des nausées, le ventre dur, ou du mal à avaler. Cela ne dérange personne ; elle est là pour cela.",
                ),
                dishes("Repas mous disponibles maintenant", source="rule", diet="soft_diet"),
            ),
        ),
        "rw": Words(
            title="Kongera kurya nyuma yo kubagwa",
            intro="Bike, byoroshye, kenshi: uko ubushake bwo kurya bugaruka, n’ibibufasha.",
            more={"author": "Igikoni cya Dusangire"},
            body=(
                notice(
                    "Serivisi ni yo ibabwira igihe mwongera kurya. Kugeza ubwo nta kintu, habe n’umuguno w’amazi, keretse babyemeye.",
                    "careful",
                ),
                text(
                    "Mutangirire kuri bike",
                    "Amafunguro ya mbere ni nk’urugendo, si umunsi mukuru. Utuyiko duke tw’isupu inoze, igice cy’igikombe cy’igikoma. Iyo bigumye mu nda neza, mwongereho gato nyuma y’amasaha abiri.",
                ),
                text(
                    "Ibifasha",
                    bullets(
                        "Poroteyine kuri buri funguro, kuko zifasha ibisebe gukira: igi, yawurute, ibishyimbo bihiye neza, ifi.",
                        "Ibyoroshye kandi bitose aho kuba ibyumye: umutsima w’ibirayi, isupu, igikoma.",
                        "Amavuta make n’urusenda ruke mu minsi ya mbere.",
                        "Amazi cyangwa icyayi mu miguno mito, umunsi wose.",
                    ),
                ),
                text(
                    "Igihe cyo kubivuga",
                    "Mubwire umuforomo niba mufite iseseme, inda ikomeye, cyangwa kumira bigoranye. Nta we bibangamira; ni cyo abereyeho.",
                ),
                dishes("Amafunguro yoroshye aboneka ubu", source="rule", diet="soft_diet"),
            ),
        ),
    },
)

ISOMBE = PageSeed(
    code="isombe-at-home",
    kind="ArticlePage",
    parent="health-and-recipes",
    picture="isombe-ubugali",
    date="2026-11-16",
    words={
        "en": Words(
            title="Isombe, the way our cooks make it",
            intro="Cassava leaves need time and an open lid. For six, with ubugali or rice.",
            more={"author": "The kitchen of Dusangire"},
            body=(
                text(
                    "What you need",
                    bullets(
                        "1 kg pounded cassava leaves",
                        "2 onions, 2 leeks, 1 green pepper",
                        "150 g groundnut flour (leave it out when somebody is allergic to groundnuts)",
                        "2 spoons of oil, a little salt",
                    ),
                ),
                steps(
                    "How it is done",
                    (
                        "Boil the leaves for a long time",
                        "Cover with water and boil for at least one hour without a lid. This is not only for taste: it drives out what raw cassava leaves contain and must not be eaten.",
                    ),
                    (
                        "Add the vegetables",
                        "Onions, leeks and pepper, cut small. Half an hour more, gently.",
                    ),
                    (
                        "Stir in groundnut and oil",
                        "Twenty minutes over a small fire, stirring. Salt last, and little.",
                    ),
                ),
                dishes("Have it cooked for you", source="popular", limit=4),
            ),
        ),
        "fr": Words(
            title="L’isombe de nos cuisiniers",
            intro="Les feuilles de manioc veulent du temps et une marmite sans couvercle. Pour six, avec ubugali ou riz.",
            more={"author": "La cuisine de Dusangire"},
            body=(
                text(
                    "Il vous faut",
                    bullets(
                        "1 kg de feuilles de manioc pilées",
                        "2 oignons, 2 poireaux, 1 poivron vert",
                        "150 g de farine d’arachide (à laisser si quelqu’un y est allergique)",
                        "2 cuillères d’huile, un peu de sel",
                    ),
                ),
                steps(
                    "La façon",
                    (
                        "Faites bouillir longtemps",
                        "Couvrez d’eau et faites bouillir au moins une heure sans couvercle. Ce n’est pas que pour le goût : cela chasse ce que les feuilles crues contiennent et qui ne doit pas être mangé.",
                    ),
                    (
                        "Ajoutez les légumes",
                        "Oignons, poireaux et poivron coupés fin. Encore une demi-heure, à feu doux.",
                    ),
                    (
                        "Mêlez arachide et huile",
                        "Vingt minutes à petit feu, en remuant. Le sel à la fin, et peu.",
                    ),
                ),
                dishes("Laissez-nous cuisiner", source="popular", limit=4),
            ),
        ),
        "rw": Words(
            title="Isombe uko abatetsi bacu bayiteka",
            intro="Isombe ishaka igihe n’inkono idapfundikiye. Y’abantu batandatu, n’ubugali cyangwa umuceri.",
            more={"author": "Igikoni cya Dusangire"},
            body=(
                text(
                    "Ibikenewe",
                    bullets(
                        "Isombe isekuye ikiro 1",
                        "Ibitunguru 2, puwaro 2, puwavuro 1 y’icyatsi",
                        "Ifu y’ubunyobwa garama 150 (muyireke niba hari ubugirira aleriji)",
                        "Utuyiko 2 tw’amavuta, umunyu muke",
                    ),
                ),
                steps(
                    "Uko bikorwa",
                    (
                        "Muteke isombe igihe kirekire",
                        "Mushyiremo amazi, mubize nibura isaha mudapfundikiye. Si uburyohe gusa: bikuramo ibiba mu isombe mbisi bitagomba kuribwa.",
                    ),
                    (
                        "Mwongeremo imboga",
                        "Ibitunguru, puwaro na puwavuro bikase duto. Ikindi gice cy’isaha, ku muriro muke.",
                    ),
                    (
                        "Muvangemo ubunyobwa n’amavuta",
                        "Iminota makumyabiri ku muriro muke, muvanga. Umunyu nyuma, kandi muke.",
                    ),
                ),
                dishes("Mureke tuyibatekere", source="popular", limit=4),
            ),
        ),
    },
)

ARTICLES = (INDEX, AFTER_OPERATION, ISOMBE)
