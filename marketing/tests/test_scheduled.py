"""What is scheduled comes and goes by itself: the worker's job, and the copies for everybody."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from marketing.models import Question
from marketing.tests.pages import make_home, make_page, make_question
from site_core.operations.jobs import publish_scheduled

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _keep_pages(settings, tmp_path):
    settings.PAGE_CACHE_SECONDS = 30
    settings.PAGE_VERSION_FILE = tmp_path / "version"


@pytest.fixture
def now():
    """Taken when the test begins: the hours it sets must lie ahead."""
    return timezone.now()


@pytest.fixture
def run_the_job(now, monkeypatch, django_capture_on_commit_callbacks):
    """What the worker does every minute, after as many minutes as are said."""

    def run(minutes: int) -> None:
        moment = now + minutes * MINUTE
        monkeypatch.setattr(timezone, "now", lambda: moment)
        with django_capture_on_commit_callbacks(execute=True):
            publish_scheduled(moment)

    return run


def test_a_page_goes_live_at_its_hour_and_away_again(client, now, run_the_job):
    page = make_page(make_home(), title="Umuganura", slug="umuganura", live=False)
    page.go_live_at, page.expire_at = now + 5 * MINUTE, now + 60 * MINUTE
    page.save_revision().publish()
    run_the_job(4)
    assert client.get("/umuganura/").status_code == 404
    run_the_job(6)
    assert "Umuganura" in client.get("/umuganura/").content.decode()
    run_the_job(61)
    assert client.get("/umuganura/").status_code == 404


def test_changed_words_of_a_question_wait_for_their_hour(now, run_the_job):
    question = make_question("Is it warm?")
    question.question = "Is it warm at noon?"
    question.go_live_at = now + 5 * MINUTE
    question.save_revision().publish()
    run_the_job(4)
    assert Question.objects.get().question == "Is it warm?"
    run_the_job(6)
    assert Question.objects.get().question == "Is it warm at noon?"


def test_a_page_that_is_live_from_the_beginning_stays_while_its_next_words_wait(
    client, now, run_the_job
):
    page = make_page(make_home(), title="About us", slug="about", intro="Before")
    page.intro, page.go_live_at = "Afterwards", now + 5 * MINUTE
    page.save_revision().publish()
    run_the_job(4)
    assert "Before" in client.get("/about/").content.decode()
    run_the_job(6)
    assert "Afterwards" in client.get("/about/").content.decode()
