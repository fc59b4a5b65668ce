"""Who may not approve proposes; the dietitian decides on a page that says what people read meanwhile."""

from __future__ import annotations

import pytest

from ordering.backoffice.tests.staff import log_in, make_staff
from ordering.backoffice.tests.test_items import EDIT, form, rows
from ordering.catalogue.models import AllergenProposal, MenuItem
from ordering.catalogue.proposals import propose_allergens
from ordering.testing import FREE_OF_ALL, NOON, add_group, make_item

pytestmark = pytest.mark.django_db
QUICK = "/cms/menu-items/choose/create/"
SHEET = "/cms/catalogue/allergenproposal/inspect/{}/"
DECIDE = "/cms/catalogue/allergenproposal/decide/{}/"


@pytest.fixture
def manager():
    return log_in("manager")


def test_a_manager_proposes_and_the_dietitian_approves(manager):
    item = make_item("isombe", allergens={"milk": "contains"})
    page = manager.get(EDIT.format(item.pk)).content.decode()
    assert "Note for the dietitian" in page
    said = form(item, **{"allergens-milk": "free", "allergen_note": "No butter any more"})
    assert manager.post(EDIT.format(item.pk), said).status_code == 302
    item.refresh_from_db()
    assert item.allergens["milk"] == "contains"

    proposal = AllergenProposal.objects.get()
    dietitian = log_in("menu_manager")
    assert (
        "Changes of allergens for the dietitian to approve"
        in dietitian.get("/cms/").content.decode()
    )
    sheet = dietitian.get(SHEET.format(proposal.pk)).content.decode()
    for words in ("No butter any more", "I approve", "Free from it", "Manager"):
        assert words in sheet
    dietitian.post(
        DECIDE.format(proposal.pk),
        {"word": "approve", "answer": "Seen", "seen": item.updated_at.isoformat()},
    )
    item.refresh_from_db()
    assert item.allergens["milk"] == "free"
    sheet = manager.get(SHEET.format(proposal.pk)).content.decode()
    assert "Approved" in sheet
    assert "I approve" not in sheet


def test_the_price_is_saved_without_asking_anybody(manager):
    item = make_item(price=2_500)
    assert manager.post(EDIT.format(item.pk), form(item, price="2 700")).status_code == 302
    item.refresh_from_db()
    assert (item.price, AllergenProposal.objects.count()) == (2_700, 0)


def test_saving_again_repeats_what_is_proposed_not_what_is_shown_meanwhile(manager):
    item = make_item(allergens={"milk": "contains"})
    said = form(item, **{"allergens-milk": "free"})
    manager.post(EDIT.format(item.pk), said)
    manager.post(EDIT.format(item.pk), {**said, "price": "2 900"})
    item.refresh_from_db()
    assert item.price == 2_900
    assert AllergenProposal.objects.get().proposed["milk"] == "free"


def test_marketing_makes_a_dish_of_which_nothing_is_known_until_the_dietitian_says_so():
    category = make_item("other").category
    marketing = log_in("marketing")
    said = {f"allergens-{code}": word for code, word in FREE_OF_ALL.items()}
    answer = marketing.post(
        QUICK,
        {
            "name": "Isombe",
            "category": category.pk,
            "price": "3 500",
            "tax_class": "standard",
            "preparation_minutes": "20",
            **said,
            "allergens-peanuts": "contains",
        },
    ).json()
    assert answer["step"] == "chosen"
    item = MenuItem.objects.get(code="isombe")
    assert item.allergens == {"peanuts": "contains"}
    proposal = AllergenProposal.objects.get(item=item)
    assert proposal.proposed == {**FREE_OF_ALL, "peanuts": "contains"}
    assert "I approve" not in marketing.get(SHEET.format(proposal.pk)).content.decode()


@pytest.mark.parametrize("role", ["marketing", "manager", "support", "ops"])
def test_nobody_else_decides(role):
    item = make_item()
    proposal = propose_allergens(
        item=item,
        allergens={**FREE_OF_ALL, "milk": "contains"},
        note="",
        actor=make_staff("superuser"),
        now=NOON,
    )
    client = log_in(role)
    client.post(
        DECIDE.format(proposal.pk),
        {"word": "approve", "seen": item.updated_at.isoformat()},
    )
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_a_manager_adds_a_warning_to_an_option_but_takes_none_away(manager):
    item = make_item()
    group = add_group(item, "side", {"rice": 0})
    option = group.options.get()
    option.contains = ["milk"]
    option.save()
    changes = rows("groups", {"id": group.pk, "name": "Side", "minimum": "0", "maximum": "1"})
    words = {"id": option.pk, "name": "Rice", "extra": "0", "is_available": "on"}
    for contains, status in ((["eggs"], 200), (["milk", "eggs"], 302)):
        options = rows("groups-0-options", {**words, "contains": contains})
        response = manager.post(EDIT.format(item.pk), form(item, **changes, **options))
        assert response.status_code == status
        option.refresh_from_db()
    assert sorted(option.contains) == ["eggs", "milk"]


def test_a_claim_waits_for_the_word_that_it_rests_on(manager):
    item = make_item(allergens={"gluten": "contains"})
    said = form(item, tags=["gluten_free"], **{"allergens-gluten": "free"})
    page = manager.post(EDIT.format(item.pk), said).content.decode()
    assert "The dish contains: Gluten." in page
    item.refresh_from_db()
    assert (item.tags, AllergenProposal.objects.count()) == ([], 0)
