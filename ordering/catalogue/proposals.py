"""Allergens change in two steps: somebody proposes, the dietitian approves.

What warns holds at once, what reassures waits: until the decision an item shows, allergen by
allergen, the more careful of the two words. So nobody is told "free from milk" on one person's word,
and nobody waits for a signature to be told "contains milk".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from site_core.base.errors import DomainError
from site_core.base.page_cache import drop_pages
from site_core.users.models import User

from .facts import Allergen, Presence
from .models import AllergenProposal, MenuItem

MAY_APPROVE = "catalogue.approve_allergens"
CARE: Final = (Presence.FREE, Presence.UNKNOWN, Presence.MAY_CONTAIN, Presence.CONTAINS)
"""From the most reassuring word to the one that warns most."""

State = AllergenProposal.State


class ProposalSettled(DomainError):
    """Somebody else decided, or the allergens on the screen are no longer those of the item."""


def may_approve(user: Any) -> bool:
    return user is not None and user.has_perm(MAY_APPROVE)


def open_proposal(item: MenuItem) -> AllergenProposal | None:
    return AllergenProposal.objects.filter(item_id=item.pk, state=State.OPEN).first()


@dataclass(frozen=True, slots=True)
class Difference:
    """One allergen that a proposal speaks about differently."""

    label: str
    before: str
    proposed: str
    shown: str


def more_careful(before: Mapping[str, str], proposed: Mapping[str, str]) -> dict[str, str]:
    """Of each allergen the word that warns more; "not known" is said by leaving it out."""
    chosen = {
        code: max(_word(before, code), _word(proposed, code), key=CARE.index)
        for code in Allergen.values
    }
    return {code: word.value for code, word in chosen.items() if word != Presence.UNKNOWN}


def differences(proposal: AllergenProposal) -> list[Difference]:
    """Allergen by allergen, in the order in which they are always shown."""
    shown = more_careful(proposal.before, proposal.proposed)
    return [
        Difference(
            str(allergen.label),
            *(
                str(_word(words, allergen).label)
                for words in (proposal.before, proposal.proposed, shown)
            ),
        )
        for allergen in Allergen
        if _word(proposal.before, allergen) != _word(proposal.proposed, allergen)
    ]


def propose_allergens(
    *, item: MenuItem, allergens: Mapping[str, str], note: str, actor: User, now: dt.datetime
) -> AllergenProposal | None:
    """Keep a proposal and show the more careful words meanwhile. None when nothing would change.

    A second proposal before the decision takes the place of the first one.
    """
    with transaction.atomic():
        locked = MenuItem.objects.select_for_update().get(pk=item.pk)
        waiting = open_proposal(locked)
        before = waiting.before if waiting else locked.allergens
        if _same(before, allergens) and waiting is None:
            return None
        proposal, _created = AllergenProposal.objects.update_or_create(
            item=locked,
            state=State.OPEN,
            defaults={
                "before": before,
                "proposed": dict(allergens),
                "note": note,
                "proposed_by": actor,
                "proposed_at": now,
            },
        )
        _show(item, more_careful(before, allergens), now)
    return proposal


def decide_proposal(
    *,
    proposal: AllergenProposal,
    is_approved: bool,
    answer: str,
    seen: str,
    actor: User,
    now: dt.datetime,
) -> None:
    """Approve what is proposed, or go back to what was. Raises ProposalSettled.

    `seen` is when the item was last saved, as the screen knew it.
    """
    with transaction.atomic():
        item = MenuItem.objects.select_for_update().get(pk=proposal.item_id)
        if item.updated_at.isoformat() != seen:
            raise ProposalSettled(
                _("Somebody changed this item meanwhile. Please look at it again.")
            )
        state = State.APPROVED if is_approved else State.REFUSED
        won = AllergenProposal.objects.filter(pk=proposal.pk, state=State.OPEN).update(
            state=state, answer=answer, decided_by=actor, decided_at=now
        )
        if not won:
            raise ProposalSettled(_("Somebody else has decided this already."))
        if is_approved and item.facts_confirmed_at is not None:
            # Figures and allergens were confirmed before; of these two only allergens changed.
            MenuItem.objects.filter(pk=item.pk).update(
                facts_confirmed_at=now, facts_confirmed_by=actor
            )
        _show(item, proposal.proposed if is_approved else proposal.before, now)


def settle_by_hand(*, item: MenuItem, actor: User, now: dt.datetime) -> None:
    """The dietitian wrote the allergens herself: what waited for her is answered by that."""
    AllergenProposal.objects.filter(item=item, state=State.OPEN).update(
        state=State.REFUSED,
        answer=_("The dietitian wrote the allergens anew."),
        decided_by=actor,
        decided_at=now,
    )


def _show(item: MenuItem, allergens: Mapping[str, str], now: dt.datetime) -> None:
    item.allergens, item.updated_at = dict(allergens), now
    MenuItem.objects.filter(pk=item.pk).update(allergens=item.allergens, updated_at=now)
    drop_pages()


def _word(allergens: Mapping[str, str], code: str) -> Presence:
    return Presence(allergens.get(code, Presence.UNKNOWN))


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(_word(one, code) == _word(other, code) for code in Allergen.values)
