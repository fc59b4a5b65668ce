"""The feedback page, surveys that staff build, and rating a meal on its page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from marketing.feedback.models import FeedbackPage, Source, SurveyField, SurveyPage, Ticket
from marketing.feedback.seeding import seed_feedback_pages, seed_replies
from marketing.models import HomePage
from menu_pages.tests.pages import make_section
from ordering.backoffice.tests.staff import log_in
from ordering.reviews.models import Rating, Review
from ordering.reviews.tests.meals import delivered_order
from ordering.testing import make_item, make_order

from .matters import human, photo_file

pytestmark = pytest.mark.django_db


def test_feedback_needs_no_name_and_is_seeded_once(client: Client) -> None:
    make_section()
    assert seed_feedback_pages() >= 1
    assert seed_feedback_pages() == 0
    assert (seed_replies(), seed_replies()) == (4, 0)
    page = FeedbackPage.objects.get(locale__language_code="en")
    response = client.get(page.url)
    assert "no-cache" in response["Cache-Control"]
    assert "csrfmiddlewaretoken" in response.content.decode()
    sent = client.post(page.url, human(category="praise", text="The best isombe."))
    ticket = Ticket.objects.get()
    assert sent["Location"] == f"/support/{ticket.code}/"
    assert (ticket.source, ticket.email, ticket.phone) == (Source.FEEDBACK, "", "")
    again = client.post(page.url, human(category="praise", text=""))
    assert "Please write what it is about." in again.content.decode()
    assert Ticket.objects.count() == 1


@pytest.fixture
def survey() -> SurveyPage:
    make_section()
    page = SurveyPage(title="Breakfast", slug="breakfast-survey", intro="Tell us.")
    page.form_fields = [
        SurveyField(label="Website", field_type="singleline", required=False),
        SurveyField(label="When?", field_type="radio", choices="6:30\n7:30", required=True),
    ]
    HomePage.objects.first().add_child(instance=page)
    return page


def test_survey_keeps_the_answers_once_and_no_trap(client: Client, survey: SurveyPage) -> None:
    page = client.get(survey.url).content.decode()
    assert page.count('name="website"') == 1
    data = human(website="none", when="7:30")
    for _click in range(2):
        assert "Your answers have reached us." in client.post(survey.url, data).content.decode()
    assert [row.form_data for row in FormSubmission.objects.all()] == [
        {"website": "none", "when": "7:30"}
    ]


def test_survey_refuses_machines_and_what_is_no_answer(client: Client, survey: SurveyPage) -> None:
    for data in ({"when": "7:30"}, human(when="8:30"), human(when="7:30", human_website="x")):
        assert client.post(survey.url, data).status_code == 200
    assert not FormSubmission.objects.exists()


def test_meal_is_rated_dish_by_dish_and_an_answer_is_asked_for(client: Client) -> None:
    order = delivered_order(make_item("isombe"), make_item("ubugali"), now=timezone.now())
    first, second = order.lines.order_by("position")
    page = f"/orders/{order.code}/rate/"
    assert f'href="{page}"' in client.get(f"/orders/{order.code}/").content.decode()
    nothing = client.post(page, human())
    assert "at least one star" in nothing.content.decode()
    without_stars = client.post(page, human(**{f"words-{first.pk}": "Good"}))
    assert "Please give it stars as well." in without_stars.content.decode()
    assert not Rating.objects.exists()
    data = human(
        **{f"stars-{first.pk}": "5", f"words-{first.pk}": "Good", "delivery": "2"},
        words="It came late.", wants_answer="on", shown_name="Aline", photo=photo_file(),
    )  # fmt: skip
    assert client.post(page, data).status_code == 302
    rating, review = Rating.objects.get(), Review.objects.get()
    photo = reverse("rating_photo", args=[rating.pk])
    assert log_in("support").get(photo).status_code == 200
    assert log_in("marketing").get(photo).status_code == 403
    assert (rating.delivery, rating.words, bool(rating.photo)) == (2, "It came late.", True)
    assert (review.line, review.stars, review.words) == (first, 5, "Good")
    ticket = Ticket.objects.get()
    assert (ticket.order, ticket.category, ticket.source) == (order, "complaint", Source.RATING)
    assert "Thank you for telling us." in client.get(page).content.decode()
    client.post(page, human(**{f"stars-{second.pk}": "1"}))
    assert Review.objects.count() == 1


def test_meal_that_did_not_arrive_cannot_be_rated(client: Client) -> None:
    order = make_order()
    assert "Not now" in client.get(f"/orders/{order.code}/rate/").content.decode()
    client.post(f"/orders/{order.code}/rate/", human(delivery="5"))
    assert not Rating.objects.exists()
