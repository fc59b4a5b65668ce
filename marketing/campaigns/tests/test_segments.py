"""A segment holds exactly those it names, and never learns anybody's health."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketing.campaigns.audience import audience
from marketing.campaigns.segments import TASTES, taste_choices
from ordering.catalogue.facts import DietaryTag
from ordering.orders.models import Order
from ordering.orders.states import State
from ordering.testing import NOON, make_eater, make_item, make_order, make_user

from .factories import make_campaign, make_reader

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(days=40)


def readers(now: dt.datetime = LATER, **fields: object) -> set[str]:
    campaign = make_campaign(**fields)
    return {person.email.split("@")[0] for person in audience(campaign, now=now)}


@pytest.fixture
def people() -> None:
    """A guest who ordered long ago, a customer who ordered lately, one who cancelled, and a stranger."""
    greens, meat = make_item(tags=["vegan"]), make_item(tags=["high_protein", "diabetic_friendly"])
    for name in ("guest", "customer", "cancelled", "stranger"):
        make_reader(f"{name}@example.org", language="fr" if name == "stranger" else "en")
    make_reader("pending@example.org", state="pending", confirmed_at=None)
    Order.objects.filter(pk=make_order(greens).pk).update(email="Guest@Example.org")
    account = make_user(email="customer@example.org")
    order = make_order(meat, user=account, eater=make_eater(needs=["diabetic_friendly"]))
    Order.objects.filter(pk=order.pk).update(email="", placed_at=LATER - dt.timedelta(days=3))
    gone = make_order(greens)
    Order.objects.filter(pk=gone.pk).update(email="cancelled@example.org", state=State.CANCELLED)


@pytest.mark.usefixtures("people")
class TestSegments:
    def test_everyone_means_everyone_who_said_yes(self):
        assert readers() == {"guest", "customer", "cancelled", "stranger"}

    def test_a_language_narrows_down(self):
        assert readers(only_language="fr") == {"stranger"}

    def test_never_ordered(self):
        assert readers(segment="never_ordered") == {"cancelled", "stranger"}

    def test_not_lately_means_before_but_not_since(self):
        assert readers(segment="not_lately", segment_days=30) == {"guest"}
        assert readers(segment="not_lately", segment_days=2) == {"guest", "customer"}
        assert readers(segment="not_lately", segment_days=60) == set()

    def test_a_taste_is_read_from_dishes_and_vegan_is_vegetarian(self):
        assert readers(segment="likes", segment_tag="vegetarian") == {"guest"}
        assert readers(segment="likes", segment_tag="high_protein") == {"customer"}

    def test_what_speaks_of_an_illness_finds_nobody(self):
        assert readers(segment="likes", segment_tag="diabetic_friendly") == set()

    def test_no_segment_asks_for_an_eater(self):
        with CaptureQueriesContext(connection) as queries:
            for segment in ("never_ordered", "not_lately", "likes"):
                readers(segment=segment, segment_tag="vegan")
        assert not any("dietary_" in query["sql"] for query in queries)


def test_tastes_leave_out_every_tag_that_speaks_of_an_illness():
    left_out = {tag for tag in DietaryTag if tag not in TASTES}
    assert left_out == {
        DietaryTag.DIABETIC_FRIENDLY,
        DietaryTag.LOW_SODIUM,
        DietaryTag.LOW_FAT,
        DietaryTag.GLUTEN_FREE,
        DietaryTag.POST_SURGERY,
        DietaryTag.SOFT_DIET,
    }
    assert len(taste_choices()) == 4
