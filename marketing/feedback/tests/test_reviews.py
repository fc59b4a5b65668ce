"""What guests say of a dish stands on its page once somebody of the house has read it."""

from __future__ import annotations

import pytest
from django.test import Client

from menu_pages.tests.pages import make_dish, make_section
from ordering.reviews.services import show_review
from ordering.reviews.tests.meals import delivered_order, make_review
from ordering.testing import NOON, make_item, make_user
from site_core.base.page_cache import current_version

pytestmark = pytest.mark.django_db


def test_dish_page_shows_a_review_at_once_when_it_is_approved_and_not_before(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    item = make_item("isombe")
    page = make_dish(make_section(), item, title="Isombe")
    review = make_review(delivered_order(item).lines.get(), words="Like my grandmother’s.")
    before = client.get(page.url).content.decode()
    assert "grandmother" not in before
    assert "aggregateRating" not in before
    version = current_version()
    with django_capture_on_commit_callbacks(execute=True):
        show_review(review=review, actor=make_user(), now=NOON)
    assert current_version() != version
    after = client.get(page.url).content.decode()
    assert "Like my grandmother’s." in after
    assert '"aggregateRating": {"@type": "AggregateRating", "ratingValue": 4.0' in after
    assert '"author": {"@type": "Person", "name": "Aline"}' in after
