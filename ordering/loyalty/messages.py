"""What customers hear about their points, in three languages: by e-mail, else by text message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from ordering.orders.models import Order
from site_core.base.money import format_rwf
from site_core.notifications.kinds import MessageKind, Text, register
from site_core.notifications.services import queue_message

from .models import PointsAccount, PointsLot, Tier
from .rules import rules_at


def tell_expiring(account: PointsAccount, lots: Sequence[PointsLot], *, now: dt.datetime) -> None:
    """What is about to expire, with the first day on which some does. Once a day and account."""
    points, first = sum(lot.left for lot in lots), lots[0].expires_on
    with override(_language(account)):
        context = {
            "points": str(points),
            "amount": format_rwf(points * rules_at(now).point_value),
            "date": date_format(first, "j F Y"),
        }
    _tell(account, "points_expiring", f"{account.pk}:{first:%Y-%m-%d}", context, now)


def tell_tier(account: PointsAccount, *, before: str, now: dt.datetime) -> None:
    """That the tier rose or fell. Once for each time."""
    order = list(Tier)
    rose = order.index(Tier(account.tier)) > order.index(Tier(before))
    with override(_language(account)):
        context = {"tier": str(Tier(account.tier).label), "before": str(Tier(before).label)}
    key = "tier_up" if rose else "tier_down"
    _tell(account, key, f"{account.pk}:{account.tier}:{now:%Y-%m-%d}", context, now)


def tell_owed(account: PointsAccount, order: Order, *, now: dt.datetime) -> None:
    """That points of a refunded order were spent already. Once an order."""
    if account.debt:
        context = {"points": str(account.debt), "number": f"#{order.number}"}
        _tell(account, "points_owed", f"{order.code}", context, now)


def tell_birthday(account: PointsAccount, points: int, *, now: dt.datetime) -> None:
    context = {"points": str(points)}
    _tell(account, "points_birthday", f"{account.pk}:{now.year}", context, now)


def _language(account: PointsAccount) -> str:
    return account.user.language if account.user else "en"


def _tell(
    account: PointsAccount, key: str, unique: str, context: Mapping[str, str], now: dt.datetime
) -> None:
    """Nobody is written to whose account is closed."""
    user = account.user
    if user is None or not user.is_active:
        return
    with override(user.language):
        link = f"{settings.SITE_BASE_URL}{reverse('account_points')}"
    queue_message(
        key=key,
        unique_key=f"{key}:{unique}",
        language=user.language,
        context={"name": user.get_short_name(), "link": link, **context},
        now=now,
        email=user.email or "",
        phone="" if user.email else user.phone or "",
    )


def _register(key: str, names: set[str], **words: tuple[str, str]) -> None:
    """`words` by language: subject and sentence; the greeting and the link are the same for all."""
    greetings = {"en": "Dear {name},", "fr": "Bonjour {name},", "rw": "Muraho {name},"}
    links = {"en": "Your points:", "fr": "Vos points :", "rw": "Amanota yanyu:"}
    register(
        MessageKind(
            key=key,
            placeholders=frozenset({"name", "link", *names}),
            texts={
                "email": {
                    code: Text(
                        subject=subject,
                        body=f"{greetings[code]}\n\n{body}\n\n{links[code]}\n\n{{link}}",
                    )
                    for code, (subject, body) in words.items()
                },
                "sms": {
                    code: Text(f"Dusangire: {body} {{link}}")
                    for code, (_subject, body) in words.items()
                },
            },
        )
    )


_register(
    "points_expiring",
    {"points", "amount", "date"},
    en=(
        "{points} of your points can be used until {date}",
        "{points} of your points, worth {amount}, expire soon, the first of them after {date}. "
        "They pay for part of your next meal.",
    ),
    fr=(
        "{points} de vos points sont utilisables jusqu’au {date}",
        "{points} de vos points, soit {amount}, expirent bientôt, les premiers après le {date}. "
        "Ils paient une partie de votre prochain repas.",
    ),
    rw=(
        "Amanota yanyu {points} azakoreshwa kugeza ku wa {date}",
        "Amanota yanyu {points}, angana na {amount}, agiye kurangiza igihe; aya mbere azarangira "
        "nyuma ya {date}. Mushobora kuyishyuza igice cy’ifunguro ryanyu ritaha.",
    ),
)
_register(
    "tier_up",
    {"tier", "before"},
    en=("You are {tier} now", "Thank you for eating with us so often: you are {tier} from today."),
    fr=(
        "Vous êtes maintenant {tier}",
        "Merci de manger si souvent chez nous : dès aujourd’hui, vous êtes {tier}.",
    ),
    rw=(
        "Ubu muri ku rwego rwa {tier}",
        "Murakoze gufatira amafunguro kenshi iwacu: guhera uyu munsi muri ku rwego rwa {tier}.",
    ),
)
_register(
    "tier_down",
    {"tier", "before"},
    en=(
        "Your level is {tier} now",
        "Your level follows what you ordered in the last twelve months: it was {before} and is "
        "{tier} from today. Your points stay as they are.",
    ),
    fr=(
        "Votre niveau est maintenant {tier}",
        "Votre niveau suit vos commandes des douze derniers mois : il était {before}, il est "
        "{tier} dès aujourd’hui. Vos points ne changent pas.",
    ),
    rw=(
        "Urwego rwanyu ubu ni {tier}",
        "Urwego rwanyu rukurikiza ibyo mwatumije mu mezi cumi n’abiri ashize: rwari {before}, "
        "guhera uyu munsi ni {tier}. Amanota yanyu ntahinduka.",
    ),
)
_register(
    "points_owed",
    {"points", "number"},
    en=(
        "Points of your order {number}",
        "The money of your order {number} went back to you, and with it its points. Some of them "
        "you had used already: the next {points} points you earn make up for these.",
    ),
    fr=(
        "Les points de votre commande {number}",
        "L’argent de votre commande {number} vous a été rendu, et ses points sont repartis avec. "
        "Vous en aviez déjà utilisé : les {points} prochains points gagnés les remplacent.",
    ),
    rw=(
        "Amanota ya komande yanyu {number}",
        "Amafaranga ya komande {number} mwarayasubijwe, n’amanota yayo arakurwaho. Amwe mwari "
        "mwarayakoresheje: amanota {points} muzabona ubutaha azayasimbura.",
    ),
)
_register(
    "points_birthday",
    {"points"},
    en=("Happy birthday", "Happy birthday! We have put {points} points into your account."),
    fr=("Joyeux anniversaire", "Joyeux anniversaire ! Nous vous offrons {points} points."),
    rw=("Isabukuru nziza", "Isabukuru nziza! Twabahaye impano y’amanota {points}."),
)
