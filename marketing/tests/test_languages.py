"""Every reader finds every page: in their language, or in English and told so; editors see the gaps."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation

from marketing.admin.side_by_side import NAME
from marketing.language_report import DRAFT, MISSING, STALE, gaps
from marketing.models import StandardPage
from ordering.testing import make_item, make_user, make_zone

from .pages import make_home, make_page, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _render_each_time(settings):
    settings.PAGE_CACHE_SECONDS = 0


def make_homes():
    home = make_home()
    french = home.copy_for_translation(Locale.objects.get_or_create(language_code="fr")[0])
    french.save_revision().publish()
    return home, french


def make_twin(page, parent, **fields):
    return make_page(
        parent, type(page), translation_key=page.translation_key, locale=parent.locale, **fields
    )


def text_of(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_page_without_translation_is_read_in_english_and_says_so(client):
    home, french = make_homes()
    page = make_page(home, slug="about", title="About")
    text = text_of(client, "/fr/about/")
    assert '<html lang="fr">' in text
    assert 'role="note"' in text
    assert '<main id="main" tabindex="-1" lang="en">' in text
    make_twin(page, french, slug="about", title="À propos")
    text = text_of(client, "/fr/about/")
    assert "À propos" in text
    assert 'role="note"' not in text
    assert 'role="note"' not in text_of(client, "/about/")


def test_what_exists_in_no_language_is_not_found(client):
    make_homes()
    assert client.get("/fr/nowhere/").status_code == 404
    assert client.get("/nowhere/").status_code == 404


def test_a_link_in_a_text_leads_to_the_readers_language(client):
    home, french = make_homes()
    target = make_page(home, slug="target")
    link = f'<p><a linktype="page" id="{target.pk}">there</a></p>'
    block = [{"type": "text", "value": {"heading": "", "text": link}}]
    make_page(french, slug="source", body=block, locale=french.locale)
    assert '<a href="/fr/target/">there</a>' in text_of(client, "/fr/source/")
    make_twin(target, french, slug="cible")
    assert '<a href="/fr/cible/">there</a>' in text_of(client, "/fr/source/")


def states(language: str = "fr") -> dict[str, str]:
    return {gap.name: gap.state for gap in gaps([language])}


def test_the_report_tells_missing_stale_and_draft_apart():
    home, french = make_homes()
    now = timezone.now()
    for title in ("Missing", "Stale", "Draft", "Fresh"):
        page = make_page(home, title=title, last_published_at=now)
        if title != "Missing":
            twin = make_twin(page, french, title=f"{title} fr", last_published_at=now)
            late = now - dt.timedelta(days=title == "Stale")
            StandardPage.objects.filter(pk=twin.pk).update(
                last_published_at=late, live=title != "Draft"
            )
    found = states()
    assert {name: found.get(name) for name in ("Missing", "Stale", "Draft", "Fresh")} == {
        "Missing": MISSING,
        "Stale": STALE,
        "Draft": DRAFT,
        "Fresh": None,
    }
    assert states("rw")["Fresh"] == MISSING


def test_the_report_knows_questions_and_the_names_of_things_and_places():
    make_homes()
    make_question("May I?")
    make_item(name="Isombe", name_fr="")
    make_zone("wards", name="Wards", name_fr="Services")
    found = states()
    assert found["May I?"] == MISSING
    assert found["Isombe"] == MISSING
    assert "Wards" not in found


def test_the_report_costs_the_same_for_ten_times_the_pages():
    home, french = make_homes()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            gaps(["fr", "rw"])
        return len(captured)

    make_twin(make_page(home), french)
    queries()
    before = queries()
    for number in range(10):
        make_twin(make_page(home), french)
        make_question(f"And {number}?")
        make_item()
    assert queries() == before


@pytest.fixture
def editor(client):
    user = make_user()
    user.groups.add(Group.objects.get(name="marketing"))
    client.force_login(user)
    return client


def test_an_editor_opens_a_seeded_twin_side_by_side(editor):
    home, french = make_homes()
    page = make_page(home, title="About")
    twin = make_twin(page, french, title="À propos")
    address = f"/cms/pages/{twin.pk}/edit/"
    assert NAME in text_of(editor, address)
    assert not Translation.objects.exists()
    response = editor.post(address, {NAME: "1"}, follow=True)
    assert response.redirect_chain == [(address, 302)]
    side_by_side = response.content.decode()
    assert "js-translation-editor" in side_by_side or "translation-editor" in side_by_side
    assert "About" in side_by_side
    assert "À propos" in side_by_side
    assert "marketing" in text_of(editor, "/cms/languages/")
