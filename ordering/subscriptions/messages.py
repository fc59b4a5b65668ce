"""What subscribers hear, in three languages; staff edit the words in the admin."""

from __future__ import annotations

from site_core.notifications.kinds import MessageKind, Text, register

NAMES = frozenset({"name", "plan", "what", "link"})


def _kind(
    key: str, extra: set[str], email: dict[str, tuple[str, str]], sms: dict[str, str]
) -> None:
    register(
        MessageKind(
            key=key,
            placeholders=NAMES | extra,
            texts={
                "email": {
                    language: Text(subject=subject, body=body)
                    for language, (subject, body) in email.items()
                },
                "sms": {language: Text(body=body) for language, body in sms.items()},
            },
        )
    )


_kind(
    "subscription_started",
    {"first", "last", "count", "amount"},
    {
        "en": (
            "Your plan {plan} is paid",
            "Dear {name},\n\nThank you: {amount} has arrived. Your {count} meals come from {first} to "
            "{last}.\n\nChoose dishes, skip a day or pause here:\n\n{link}",
        ),
        "fr": (
            "Votre formule {plan} est payée",
            "Bonjour {name},\n\nMerci : {amount} sont bien arrivés. Vos {count} repas viennent du {first} "
            "au {last}.\n\nChoisissez vos plats, sautez un jour ou faites une pause ici :\n\n{link}",
        ),
        "rw": (
            "Gahunda yanyu {plan} yishyuwe",
            "Muraho {name},\n\nMurakoze: {amount} yageze kuri twe. Amafunguro yanyu {count} azaza kuva "
            "{first} kugeza {last}.\n\nHitamo amafunguro, simbuka umunsi cyangwa uhagarike hano:\n\n{link}",
        ),
    },
    {
        "en": "{plan} is paid. {count} meals from {first}. Choose dishes: {link}",
        "fr": "{plan} : payé. {count} repas dès le {first}. Vos plats : {link}",
        "rw": "{plan} yishyuwe. Amafunguro {count} guhera {first}. Hitamo: {link}",
    },
)
_kind(
    "subscription_news",
    set(),
    {
        "en": ("News of your plan {plan}", "Dear {name},\n\n{what}\n\nYour calendar:\n\n{link}"),
        "fr": (
            "Du nouveau dans votre formule {plan}",
            "Bonjour {name},\n\n{what}\n\nVotre calendrier :\n\n{link}",
        ),
        "rw": (
            "Amakuru ya gahunda yanyu {plan}",
            "Muraho {name},\n\n{what}\n\nKalendari yanyu:\n\n{link}",
        ),
    },
    {"en": "{what} {link}", "fr": "{what} {link}", "rw": "{what} {link}"},
)
register(
    MessageKind(
        key="subscription_offered",
        placeholders=frozenset({"name", "giver", "plan", "until", "link"}),
        texts={
            "email": {
                "en": Text(
                    subject="{giver} gives you a meal plan",
                    body="Dear {name},\n\n{giver} gives you the meals that are left of “{plan}”. They are "
                    "paid. Say until {until} where you eat and what you must not, and they come to "
                    "you:\n\n{link}\n\nIf you do not want them, you need not do anything.",
                ),
                "fr": Text(
                    subject="{giver} vous offre une formule repas",
                    body="Bonjour {name},\n\n{giver} vous offre les repas qui restent de « {plan} ». Ils "
                    "sont payés. Dites avant le {until} où vous mangez et ce que vous évitez, et ils "
                    "viennent chez vous :\n\n{link}\n\nSi vous n’en voulez pas, vous n’avez rien à faire.",
                ),
                "rw": Text(
                    subject="{giver} yabahaye gahunda y’amafunguro",
                    body="Muraho {name},\n\n{giver} yabahaye amafunguro asigaye ya “{plan}”. Yarishyuwe. "
                    "Mutubwire bitarenze {until} aho murira n’ibyo mutarya, aze aho muri:\n\n{link}"
                    "\n\nNiba mutayashaka, nta cyo mukora.",
                ),
            },
            "sms": {
                "en": Text(
                    body="{giver} gives you paid meals ({plan}). Take them until {until}: {link}"
                ),
                "fr": Text(
                    body="{giver} vous offre des repas payés ({plan}). Jusqu’au {until} : {link}"
                ),
                "rw": Text(
                    body="{giver} yabahaye amafunguro yishyuwe ({plan}). Bitarenze {until}: {link}"
                ),
            },
        },
    )
)
_kind(
    "subscription_ends_soon",
    {"last", "amount"},
    {
        "en": (
            "Your plan {plan} ends on {last}",
            "Dear {name},\n\nThe last meal of your plan comes on {last}. If you wish to go on, the next "
            "period costs {amount}; we ask for it then. You can end the plan here before:\n\n{link}",
        ),
        "fr": (
            "Votre formule {plan} se termine le {last}",
            "Bonjour {name},\n\nLe dernier repas de votre formule vient le {last}. Pour continuer, la "
            "période suivante coûte {amount} ; nous vous la demanderons alors. Vous pouvez arrêter avant "
            "ici :\n\n{link}",
        ),
        "rw": (
            "Gahunda yanyu {plan} irangira {last}",
            "Muraho {name},\n\nIfunguro rya nyuma rya gahunda yanyu rizaza {last}. Nimushaka gukomeza, "
            "igihe gikurikira ni {amount}; tuzayabasaba icyo gihe. Mushobora kuyihagarika mbere "
            "hano:\n\n{link}",
        ),
    },
    {
        "en": "{plan} ends on {last}. Going on costs {amount}. Change: {link}",
        "fr": "{plan} finit le {last}. Continuer : {amount}. Modifier : {link}",
        "rw": "{plan} irangira {last}. Gukomeza ni {amount}. Hindura: {link}",
    },
)
_kind(
    "subscription_asks",
    {"amount", "until"},
    {
        "en": (
            "Please pay for your plan {plan}",
            "Dear {name},\n\nTo go on with your plan, please pay {amount} until {until}. No meal comes "
            "before it is paid.\n\nPay here:\n\n{link}",
        ),
        "fr": (
            "Merci de payer votre formule {plan}",
            "Bonjour {name},\n\nPour continuer votre formule, merci de payer {amount} avant le {until}. "
            "Aucun repas ne vient avant le paiement.\n\nPayez ici :\n\n{link}",
        ),
        "rw": (
            "Mwishyure gahunda yanyu {plan}",
            "Muraho {name},\n\nKugira ngo mukomeze gahunda yanyu, mwishyure {amount} bitarenze {until}. "
            "Nta funguro riza mbere yo kwishyura.\n\nIshyura hano:\n\n{link}",
        ),
    },
    {
        "en": "{plan}: please pay {amount} until {until}. {link}",
        "fr": "{plan} : merci de payer {amount} avant le {until}. {link}",
        "rw": "{plan}: mwishyure {amount} bitarenze {until}. {link}",
    },
)
_kind(
    "subscription_expired",
    set(),
    {
        "en": (
            "Your plan {plan} is over",
            "Dear {name},\n\nThe payment did not arrive, so no more meals come. You can subscribe again "
            "whenever you like:\n\n{link}",
        ),
        "fr": (
            "Votre formule {plan} est terminée",
            "Bonjour {name},\n\nLe paiement n’est pas arrivé ; aucun repas ne vient plus. Vous pouvez "
            "vous abonner de nouveau quand vous voulez :\n\n{link}",
        ),
        "rw": (
            "Gahunda yanyu {plan} yarangiye",
            "Muraho {name},\n\nAmafaranga ntiyageze kuri twe, nta rindi funguro rizaza. Mushobora "
            "kongera kwiyandikisha igihe cyose:\n\n{link}",
        ),
    },
    {
        "en": "{plan} is over: the payment did not arrive. {link}",
        "fr": "{plan} est terminée : paiement non reçu. {link}",
        "rw": "{plan} yarangiye: amafaranga ntiyageze. {link}",
    },
)
