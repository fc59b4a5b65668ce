"""What the home page says on a new site, in three languages. Marketing changes it in the admin."""

from __future__ import annotations

HOME: dict[str, dict[str, str]] = {
    "en": {
        "title": "Dusangire",
        "seo_title": "Dusangire: good food in the hospital, brought to the bed",
        "search_description": (
            "Warm Rwandan meals cooked in the hospital and brought to the bed, the ward, the "
            "office or your home. See allergens and figures of every dish, order in three taps."
        ),
        "headline": "A good meal, brought to the bedside",
        "welcome": (
            "Dusangire means “let’s share”. We cook in the hospital every day, for those who are "
            "healing, for those who sit beside them, and for those who look after them."
        ),
        "story_title": "One pot, many spoons",
        "story": (
            "<p>In a Rwandan home nobody eats alone. The pot stands in the middle, and whoever "
            "comes through the door is told: <i>dusangire</i>, let’s share. A hospital takes that "
            "away from people when they need it most. So we carry the pot to them.</p>"
            "<p>Our cooks know isombe and brochettes as well as a soft diet after an operation. "
            "For every dish we say what is in it and what is not, so that the person in the bed "
            "can enjoy it and the person at home can stop worrying.</p>"
        ),
    },
    "fr": {
        "title": "Dusangire",
        "seo_title": "Dusangire : de bons repas à l’hôpital, apportés jusqu’au lit",
        "search_description": (
            "Des plats rwandais faits à l’hôpital et apportés au lit, au service, au bureau ou "
            "chez vous. Allergènes et valeurs de chaque plat, commande en trois gestes."
        ),
        "headline": "Un bon repas, servi à votre chevet",
        "welcome": (
            "Dusangire veut dire « partageons ». Nous cuisinons chaque jour à l’hôpital, pour "
            "ceux qui se remettent, pour ceux qui veillent et pour ceux qui soignent."
        ),
        "story_title": "Une marmite, plusieurs cuillères",
        "story": (
            "<p>Dans une maison rwandaise, personne ne mange seul. La marmite est au milieu, et à "
            "qui passe la porte on dit : <i>dusangire</i>, partageons. L’hôpital prive les gens de "
            "ce moment quand ils en ont le plus besoin. Alors nous leur apportons la marmite.</p>"
            "<p>Nos cuisiniers connaissent l’isombe et les brochettes aussi bien que l’alimentation "
            "molle d’après une opération. Pour chaque plat, nous disons ce qu’il contient et ce "
            "qu’il ne contient pas : au lit, on savoure ; à la maison, on est rassuré.</p>"
        ),
    },
    "rw": {
        "title": "Dusangire",
        "seo_title": "Dusangire: ifunguro ryiza mu bitaro, rikugeraho ku gitanda",
        "search_description": (
            "Amafunguro ya Kinyarwanda atekerwa mu bitaro, akagezwa ku gitanda, mu biro cyangwa mu "
            "rugo. Menya ibigize buri funguro, utumize mu ntambwe eshatu."
        ),
        "headline": "Ifunguro ryiza, rikugeraho ku gitanda",
        "welcome": (
            "Dusangire! Buri munsi dutekera hano mu bitaro: tugaburira abarwayi, ababarwaje "
            "n’ababitaho."
        ),
        "story_title": "Inkono imwe, ibiyiko byinshi",
        "story": (
            "<p>Mu muryango nyarwanda nta wurya wenyine. Inkono iba hagati, uwinjiye wese "
            "akabwirwa ati: <i>dusangire</i>. Mu bitaro ibyo birabura kandi ari ho bikenewe cyane. "
            "Ni yo mpamvu inkono tuyibashyira.</p>"
            "<p>Abatetsi bacu bazi isombe na burusheti, bakamenya n’ibiryo byoroshye bihabwa "
            "uwabazwe. Kuri buri funguro tuvuga ibirimo n’ibitarimo, kugira ngo urwaye arye "
            "yishimye, n’uri mu rugo agire amahoro.</p>"
        ),
    },
}
