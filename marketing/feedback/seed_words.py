"""The first words of the feedback page and of saved replies, in three languages."""

from __future__ import annotations

PAGE = {
    "en": {
        "title": "Tell us what you think",
        "intro": "Praise, a complaint, an idea: all of it makes the next meal better. You need not give a name.",
        "search_description": "Tell the kitchen of the hospital what you liked, what you missed, and what we should do better. With or without a name.",
    },
    "fr": {
        "title": "Dites-nous ce que vous en pensez",
        "intro": "Un compliment, un reproche, une idée : tout rend le prochain repas meilleur. Inutile de donner un nom.",
        "search_description": "Dites à la cuisine de l’hôpital ce qui vous a plu, ce qui vous a manqué et ce que nous devons améliorer. Avec ou sans nom.",
    },
    "rw": {
        "title": "Mutubwire uko mubibona",
        "intro": "Ishimwe, inenge, igitekerezo: byose bituma ifunguro rikurikira riba ryiza kurushaho. Si ngombwa kwivuga izina.",
        "search_description": "Mubwire igikoni cy’ibitaro icyabashimishije, icyo mwabuze, n’icyo twanoza. Mwivuze izina cyangwa mutarivuze.",
    },
}

REPLIES = {
    "A meal was late": {
        "text": "I am sorry that your meal kept you waiting. I have spoken with the kitchen and the courier, and we are looking at what happened. Thank you for telling us.",
        "text_fr": "Je suis désolé que votre repas vous ait fait attendre. J’ai parlé à la cuisine et au livreur, et nous regardons ce qui s’est passé. Merci de nous l’avoir dit.",
        "text_rw": "Mbabarira ko ifunguro ryanyu ryatinze. Naganiriye n’abo mu gikoni n’uwarizanye, turareba icyabaye. Murakoze kubitubwira.",
    },
    "A dish was missing or wrong": {
        "text": "I am sorry: what came was not what you ordered. Is the meal still needed? Then we cook it again at once and bring it to you.",
        "text_fr": "Je suis désolé : ce n’est pas ce que vous aviez commandé. Le repas est-il encore attendu ? Nous le recuisinons tout de suite et vous l’apportons.",
        "text_rw": "Mbabarira: ibyaje si byo mwatumije. Ifunguro riracyakenewe? Turarigarura rishya ako kanya, tubazanire.",
    },
    "Thank you for your kind words": {
        "text": "Thank you. I have read your words to the kitchen, and they made our day.",
        "text_fr": "Merci. J’ai lu vos mots à la cuisine, et ils ont égayé notre journée.",
        "text_rw": "Murakoze. Amagambo yanyu nayasomeye abo mu gikoni, yabashimishije cyane.",
    },
    "We pass your idea on": {
        "text": "Thank you for this idea. I have passed it on to those who decide about it, and I will write to you again when I know more.",
        "text_fr": "Merci pour cette idée. Je l’ai transmise à ceux qui en décident, et je vous écrirai dès que j’en saurai plus.",
        "text_rw": "Murakoze kuri iki gitekerezo. Nagishyikirije abagifataho icyemezo, kandi nzabandikira nimenya andi makuru.",
    },
}
