"""What an editor should look at again before a dish goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ordering.catalogue.claims import contradictions
from ordering.catalogue.facts import Allergen, Presence
from ordering.catalogue.models import MenuItem
from ordering.catalogue.proposals import open_proposal
from site_core.base.content_checks import Check, register

if TYPE_CHECKING:
    from .models import DishPage

PRICE_MISSING = "dish-without-price"
PHOTO_MISSING = "dish-without-photo"
ALLERGENS_OPEN = "dish-without-allergens"
TAG_REFUTED = "tag-against-figures"

register(
    Check(
        PRICE_MISSING,
        _("The dish has no price"),
        _("Choose what it sells, or make it: without it nobody can order the dish."),
    ),
    Check(
        PHOTO_MISSING,
        _("The dish has no photo"),
        _("A plate from above, in daylight. Without one people see an empty plate."),
    ),
    Check(
        ALLERGENS_OPEN,
        _("The allergens are not confirmed"),
        _("People with allergies rely on them. Ask the dietitian to confirm what is sold."),
    ),
    Check(
        TAG_REFUTED,
        _("A dietary tag is contradicted by the figures"),
        _("Open what is sold: there each tag says why it does not hold."),
    ),
)


def findings_of(page: DishPage) -> set[str]:
    found = set()
    if page.photo_id is None:
        found.add(PHOTO_MISSING)
    if page.item is None:
        return found | {PRICE_MISSING}
    if not _are_allergens_settled(page.item):
        found.add(ALLERGENS_OPEN)
    if any(contradictions(tag, page.item.facts) for tag in page.item.tags):
        found.add(TAG_REFUTED)
    return found


def _are_allergens_settled(item: MenuItem) -> bool:
    """Confirmed, all fourteen known, and nothing waits for the dietitian."""
    facts = item.facts
    is_known = all(facts.presence(code) != Presence.UNKNOWN for code in Allergen.values)
    return bool(item.facts_confirmed_at) and is_known and open_proposal(item) is None
