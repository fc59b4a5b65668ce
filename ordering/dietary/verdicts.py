"""May this person eat this? Pure: facts and needs in, a verdict with its reasons out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ordering.catalogue.facts import Allergen, DietaryTag, FoodFacts, Presence


@dataclass(frozen=True, slots=True)
class Needs:
    """What must not be on the plate, and what the plate has to be."""

    avoids: tuple[str, ...] = ()
    diets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.avoids or self.diets)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reasons` are sentences; none means that nothing known speaks against it."""

    reasons: tuple[str, ...] = ()

    @property
    def is_safe(self) -> bool:
        return not self.reasons


def judge(facts: FoodFacts, needs: Needs) -> Verdict:
    """Every declared allergen must be declared absent; every diet must be claimed.

    A missing declaration counts as unsafe: most harm done by hospital food is an allergen that
    was known and reached the tray all the same.
    """
    reasons = [_allergen_reason(code, facts.presence(code)) for code in needs.avoids]
    reasons += [
        _("It is not marked %(diet)s.") % {"diet": str(DietaryTag(diet).label).lower()}
        for diet in needs.diets
        if not facts.carries(diet)
    ]
    return Verdict(tuple(reason for reason in reasons if reason))


def _allergen_reason(code: str, presence: str) -> str:
    name = {"allergen": str(Allergen(code).label).lower()}
    if presence == Presence.CONTAINS:
        return _("It contains %(allergen)s.") % name
    if presence == Presence.MAY_CONTAIN:
        return _("It may contain traces of %(allergen)s.") % name
    if presence == Presence.UNKNOWN:
        return _("We do not know whether it contains %(allergen)s.") % name
    return ""
