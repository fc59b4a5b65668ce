"""The letters that ask for consent, in three languages; staff edit the words in the admin."""

from __future__ import annotations

from site_core.notifications.kinds import MessageKind, Text, register

CONFIRM = "letters_confirm"
ALREADY = "letters_already"

register(
    MessageKind(
        key=CONFIRM,
        placeholders=frozenset({"link"}),
        texts={
            "email": {
                "en": Text(
                    subject="Shall we write to you?",
                    body="Muraho,\n\nSomebody, we hope it was you, asked for letters from our kitchen: what is "
                    "cooked this week, and now and then an offer. Please say yes here:\n\n{link}\n\n"
                    "The link is good for seven days. Was it not you? Then do nothing, and we will not write.",
                ),
                "fr": Text(
                    subject="Pouvons-nous vous écrire ?",
                    body="Muraho,\n\nQuelqu’un, vous sans doute, a demandé à recevoir les lettres de notre cuisine : "
                    "ce qui mijote cette semaine et, de temps en temps, une offre. Dites-nous oui ici :\n\n{link}\n\n"
                    "Ce lien est valable sept jours. Ce n’était pas vous ? Ne faites rien, nous n’écrirons pas.",
                ),
                "rw": Text(
                    subject="Tubandikire?",
                    body="Muraho,\n\nHari uwasabye, twizeye ko ari mwe, kujya abona amabaruwa y’igikoni cyacu: "
                    "ibyo duteka muri iki cyumweru, rimwe na rimwe n’igabanuka ry’ibiciro. Mubyemeze hano:\n\n"
                    "{link}\n\nIyi nzira imara iminsi irindwi. Niba atari mwe, ntimugire icyo mukora; "
                    "ntituzabandikira.",
                ),
            }
        },
    )
)
register(
    MessageKind(
        key=ALREADY,
        placeholders=frozenset({"link"}),
        texts={
            "email": {
                "en": Text(
                    subject="You already get our letters",
                    body="Muraho,\n\nThis address was given once more for letters from our kitchen. It gets them "
                    "already; there is nothing to do. Here you change the language, or stop them:\n\n{link}",
                ),
                "fr": Text(
                    subject="Vous recevez déjà nos lettres",
                    body="Muraho,\n\nCette adresse vient d’être redonnée pour les lettres de notre cuisine. Elle les "
                    "reçoit déjà ; rien à faire. Ici, vous changez de langue ou vous les arrêtez :\n\n{link}",
                ),
                "rw": Text(
                    subject="Musanzwe mubona amabaruwa yacu",
                    body="Muraho,\n\nIyi aderesi yongeye gutangwa ngo ijye ibona amabaruwa y’igikoni cyacu. Isanzwe "
                    "iyabona; nta kindi mwakora. Hano muhahindurira ururimi cyangwa mukayahagarika:\n\n{link}",
                ),
            }
        },
    )
)
