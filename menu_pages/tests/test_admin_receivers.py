"""An item is sold while a live page shows it, and public pages are forgotten at once."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale

from menu_pages.models import DishPage
from menu_pages.picture_specs import PICTURE_SPECS
from menu_pages.tests.pages import make_dish, make_section
from ordering.catalogue.models import MenuItem, OptionGroup
from ordering.catalogue.services import mark_sold_out
from ordering.delivery.models import Closure
from ordering.testing import make_item, make_zone
from site_core.base.page_cache import current_version
from site_core.images.models import Picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What happens after the commit happens at the end of each `with committed():`."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def is_listed(item: MenuItem) -> bool:
    return MenuItem.objects.get(pk=item.pk).is_listed


def test_unpublishing_the_last_page_stops_the_sale_and_publishing_resumes_it(committed):
    item = make_item()
    page = make_dish(make_section(), item)
    with committed():
        page.unpublish()
    assert not is_listed(item)
    with committed():
        page.save_revision().publish()
    assert is_listed(item)


def test_a_page_in_another_language_keeps_the_item_on_sale(committed):
    item = make_item()
    section = make_section()
    page = make_dish(section, item)
    french = Locale.objects.get_or_create(language_code="fr")[0]
    page.copy_for_translation(french, copy_parents=True)
    translated = DishPage.objects.get(locale=french)
    with committed():
        translated.save_revision().publish()
    with committed():
        page.unpublish()
    assert is_listed(item)
    with committed():
        translated.refresh_from_db()
        translated.unpublish()
    assert not is_listed(item)


def test_an_item_taken_off_by_hand_stays_off_when_its_page_is_published_again(committed):
    item = make_item()
    page = make_dish(make_section(), item)
    MenuItem.objects.filter(pk=item.pk).update(is_listed=False)
    with committed():
        page.save_revision().publish()
    assert not is_listed(item)
    with committed():
        page.refresh_from_db()
        page.unpublish()
    with committed():
        page.save_revision().publish()
    assert not is_listed(item)


def test_publishing_another_item_in_its_place_stops_the_sale_of_the_first(committed):
    first, second = make_item(), make_item(is_listed=False, waits_for_page=True)
    page = make_dish(make_section(), first)
    page.item = second
    with committed():
        revision = page.save_revision()
    assert (is_listed(first), is_listed(second)) == (True, False)
    with committed():
        revision.publish()
    assert (is_listed(first), is_listed(second)) == (False, True)


def test_deleting_the_section_stops_the_sale_of_its_dishes(committed):
    item = make_item()
    section = make_section()
    make_dish(section, item)
    with committed():
        section.refresh_from_db()
        section.delete()
    assert not is_listed(item)


def test_a_draft_changes_nothing_for_an_item_that_is_sold_without_a_page(committed):
    item = make_item()
    with committed():
        page = make_dish(make_section(), item, live=False)
        page.save_revision()
    assert is_listed(item)


def test_unpublishing_and_publishing_in_one_transaction_leaves_the_item_on_sale(committed):
    item = make_item()
    section = make_section()
    page = make_dish(section, item)
    with committed():
        page.unpublish()
        make_dish(section, item)
    assert is_listed(item)


def forgets(committed, change) -> bool:
    before = current_version()
    with committed():
        change()
    return current_version() != before


def test_everything_that_pages_show_makes_them_forgotten(committed):
    item = make_item()
    section = make_section()
    page = make_dish(section, item)
    zone = make_zone()
    group = OptionGroup(item=item, code="side", name="Side")
    day = dt.date(2026, 12, 25)
    closure = Closure(name="Christmas", starts_on=day, ends_on=day)
    changes = [
        item.save,
        group.save,
        group.delete,
        zone.save,
        closure.save,
        closure.delete,
        page.locale.save,
        page.save_revision().publish,
        page.unpublish,
        lambda: mark_sold_out(item=item, until=None),
        lambda: DishPage.objects.get(pk=page.pk).delete(),
    ]
    assert [forgets(committed, change) for change in changes] == [True] * len(changes)


def test_saving_a_draft_keeps_the_public_pages(committed):
    page = make_dish(make_section(), make_item())
    page.title = "Not yet"
    assert not forgets(committed, page.save_revision)


def test_an_uploaded_picture_is_made_in_all_its_shapes(committed):
    content = BytesIO()
    Image.new("RGB", (1200, 900), "#a63a1e").save(content, "JPEG")
    with committed():
        picture = Picture.objects.create(
            title="Plate", file=ContentFile(content.getvalue(), "plate.jpg")
        )
    made = set(picture.renditions.values_list("filter_spec", flat=True))
    assert made == set(PICTURE_SPECS)


def test_a_file_that_cannot_be_drawn_is_logged_and_shown_as_no_picture(committed, caplog):
    content = BytesIO()
    Image.new("RGB", (1200, 900), "#a63a1e").save(content, "JPEG")
    with committed():
        picture = Picture.objects.create(
            title="Plate", file=ContentFile(content.getvalue(), "broken.jpg")
        )
        Path(picture.file.path).write_bytes(b"no picture at all")
    assert picture.renditions.count() == 0
    assert "prepare_picture" in caplog.text
