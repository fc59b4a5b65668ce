"""What warns holds at once, what reassures waits for the dietitian."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ordering.catalogue.facts import Allergen
from ordering.catalogue.models import AllergenProposal, MenuItem
from ordering.catalogue.proposals import (
    ProposalSettled,
    decide_proposal,
    differences,
    more_careful,
    propose_allergens,
    settle_by_hand,
)
from ordering.testing import FREE_OF_ALL, NOON, make_item, make_user

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(hours=1)


def propose(item: MenuItem, **words: str) -> AllergenProposal:
    said = {**item.allergens, **words}
    said = {code: word for code, word in said.items() if word != "unknown"}
    proposal = propose_allergens(
        item=item, allergens=said, note="New recipe", actor=make_user(), now=NOON
    )
    assert proposal is not None
    return proposal


def decide(proposal: AllergenProposal, *, is_approved: bool, seen: str = "") -> None:
    item = MenuItem.objects.get(pk=proposal.item_id)
    decide_proposal(
        proposal=proposal,
        is_approved=is_approved,
        answer="I asked the cook",
        seen=seen or item.updated_at.isoformat(),
        actor=make_user("Dietitian"),
        now=LATER,
    )


@pytest.mark.parametrize(
    ("before", "proposed", "shown"),
    [
        ("free", "contains", "contains"),
        ("free", "may_contain", "may_contain"),
        ("free", "unknown", None),
        ("unknown", "free", None),
        ("contains", "free", "contains"),
        ("contains", "unknown", "contains"),
        ("may_contain", "contains", "contains"),
    ],
)
def test_until_the_decision_the_more_careful_word_is_shown(before, proposed, shown):
    one, other = (
        {**FREE_OF_ALL, "milk": word} if word != "unknown" else without_milk()
        for word in (before, proposed)
    )
    assert more_careful(one, other).get("milk") == shown


def without_milk() -> dict[str, Any]:
    return {code: word for code, word in FREE_OF_ALL.items() if code != "milk"}


def test_a_reassuring_word_reaches_people_only_when_it_is_approved():
    item = make_item(allergens={"milk": "contains"})
    proposal = propose(item, milk="free", eggs="contains")
    item.refresh_from_db()
    assert (item.allergens["milk"], item.allergens["eggs"]) == ("contains", "contains")
    assert [(d.label, d.before, d.proposed) for d in differences(proposal)] == [
        ("Eggs", "Free from it", "Contains"),
        ("Milk", "Contains", "Free from it"),
    ]
    decide(proposal, is_approved=True)
    item.refresh_from_db()
    assert (item.allergens["milk"], item.allergens["eggs"]) == ("free", "contains")
    assert set(item.allergens) == set(Allergen.values)


def test_what_is_not_approved_leaves_the_item_as_it_was():
    item = make_item()
    proposal = propose(item, milk="contains")
    decide(proposal, is_approved=False)
    item.refresh_from_db()
    assert item.allergens == FREE_OF_ALL
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer, proposal.decided_at) == (
        "refused", "I asked the cook", LATER,
    )  # fmt: skip


def test_a_second_proposal_takes_the_place_of_the_first_and_knows_what_was_before():
    item = make_item(allergens={"milk": "contains"})
    propose(item, milk="free", eggs="contains")
    second = propose(item, milk="free", eggs="free")
    assert AllergenProposal.objects.count() == 1
    item.refresh_from_db()
    assert (item.allergens["milk"], item.allergens["eggs"]) == ("contains", "free")
    assert second.before["milk"] == "contains"


def test_nothing_is_proposed_where_nothing_changes():
    item = make_item()
    assert (
        propose_allergens(item=item, allergens=FREE_OF_ALL, note="", actor=make_user(), now=NOON)
        is None
    )


def test_a_proposal_is_decided_once_and_only_as_it_was_seen():
    proposal = propose(make_item(), milk="contains")
    with pytest.raises(ProposalSettled):
        decide(proposal, is_approved=True, seen="earlier")
    decide(proposal, is_approved=True)
    with pytest.raises(ProposalSettled):
        decide(proposal, is_approved=False)
    assert MenuItem.objects.get().allergens["milk"] == "contains"


def test_approving_renews_a_confirmation_but_never_makes_one():
    confirmed, sample = make_item(facts_confirmed_at=NOON), make_item()
    for item in (confirmed, sample):
        decide(propose(item, milk="contains"), is_approved=True)
        item.refresh_from_db()
    assert (confirmed.facts_confirmed_at, sample.facts_confirmed_at) == (LATER, None)


def test_what_the_dietitian_writes_herself_answers_what_waits():
    item = make_item()
    proposal = propose(item, milk="contains")
    settle_by_hand(item=item, actor=make_user(), now=LATER)
    proposal.refresh_from_db()
    assert proposal.state == "refused"
