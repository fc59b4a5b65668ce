"""Marketing writes, looks, tries and sends in the admin, and sees nobody's number or money."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from marketing.campaigns import selectors
from marketing.campaigns.models import Campaign, Recipient
from marketing.campaigns.sending import send_campaigns
from ordering.backoffice.tests.staff import count_queries, log_in
from ordering.orders.models import Order
from ordering.orders.states import State as OrderState
from ordering.testing import NOON, make_order, make_user
from site_core.notifications.models import OutboxMessage

from .factories import make_campaign, make_reader, make_readers

pytestmark = pytest.mark.django_db
State = Campaign.State


@pytest.fixture
def client() -> Client:
    return log_in("marketing")


def stream(name: str, *blocks: tuple[str, str]) -> dict[str, str]:
    data = {f"{name}-count": str(len(blocks))}
    for at, (kind, value) in enumerate(blocks):
        start = f"{name}-{at}"
        data |= {f"{start}-type": kind, f"{start}-value": value, f"{start}-order": str(at)}
        data |= {f"{start}-deleted": "", f"{start}-id": ""}
    return data


def raw_text(words: str) -> str:
    block = {"key": "a", "text": words, "type": "unstyled", "depth": 0}
    return json.dumps(
        {"blocks": [{**block, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}
    )


def form(**changes: str) -> dict[str, str]:
    return {
        "name": "Soup week",
        "segment": "everyone",
        "segment_days": "30",
        "segment_tag": "",
        "only_language": "",
        "per_minute": "300",
        "subject": "Soup for {name}",
        "teaser": "",
        "subject_fr": "",
        "teaser_fr": "",
        "subject_rw": "",
        "teaser_rw": "",
        **stream("body", ("heading", "Soup"), ("text", raw_text("Dear {name}"))),
        **stream("body_fr"),
        **stream("body_rw"),
        **changes,
    }


def url(action: str, campaign: Campaign, *more: str) -> str:
    return reverse(f"wagtailsnippets_campaigns_campaign:{action}", args=[campaign.pk, *more])


def press(client: Client, campaign: Campaign, move: str, **data: str) -> str:
    answer = client.post(url("move", campaign, move), data, follow=True)
    assert answer.status_code == 200
    campaign.refresh_from_db()
    return answer.content.decode()


def test_a_letter_is_written_looked_at_tried_and_sent(client: Client):
    make_reader("ada@example.org")
    add = reverse("wagtailsnippets_campaigns_campaign:add")
    assert client.post(add, form()).status_code == 302
    campaign = Campaign.objects.get()
    assert "It goes to 1 person" in client.get(url("inspect", campaign)).content.decode()
    letter = client.get(url("letter", campaign, "en")).content.decode()
    assert "Dear Marketing" in letter
    assert "1 letter is on its way to you" in press(client, campaign, "test")
    press(client, campaign, "now")
    assert campaign.state == State.SCHEDULED
    assert send_campaigns(timezone.now()) == 1
    assert OutboxMessage.objects.get(recipient="ada@example.org").subject == "Soup for friend"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"subject": "You owe {total}"}, "{total} is not known here"),
        ({"subject_fr": "Soupe"}, "There is a subject, but no letter yet."),
        ({"segment": "likes"}, "These readers cannot be found without this."),
        ({"per_minute": "0"}, "greater than or equal to 1"),
        (stream("body"), "This field is required"),
    ],
)
def test_what_cannot_be_sent_is_not_saved(client: Client, changes, sentence):
    answer = client.post(reverse("wagtailsnippets_campaigns_campaign:add"), form(**changes))
    assert sentence in answer.content.decode()
    assert Campaign.objects.count() == 0


def test_a_letter_is_seen_through_the_eyes_of_a_real_reader_only_of_its_own(client: Client):
    make_user(name="Claudine Mukamana", email="claudine@example.org", phone="+250788999111")
    reader = make_reader("claudine@example.org")
    other = make_reader("other@example.org", state="withdrawn")
    campaign = make_campaign()
    page = client.get(url("inspect", campaign)).content.decode()
    assert "Claudine · c•••@example.org" in page
    assert "claudine@example.org" not in page
    assert "788999111" not in page
    letter = url("letter", campaign, "en")
    assert "Muraho Claudine" in client.get(letter, {"reader": reader.pk}).content.decode()
    for key in (other.pk, "x", "٣", "9" * 30):
        assert "Muraho Marketing" in client.get(letter, {"reader": key}).content.decode()
    assert client.get(url("letter", campaign, "fr")).status_code == 404


def test_a_moment_is_chosen_taken_back_and_refused_when_it_has_passed(client: Client):
    make_reader()
    campaign = make_campaign()
    at = timezone.localtime() + dt.timedelta(days=1)
    press(client, campaign, "schedule", at=f"{at:%Y-%m-%d %H:%M}")
    assert campaign.state == State.SCHEDULED
    assert client.get(url("edit", campaign)).status_code == 302
    press(client, campaign, "back")
    assert (campaign.state, campaign.send_at) == (State.DRAFT, None)
    for wrong in (f"{at - dt.timedelta(days=2):%Y-%m-%d %H:%M}", "soon", ""):
        press(client, campaign, "schedule", at=wrong)
        assert campaign.state == State.DRAFT


def test_buttons_that_do_not_fit_the_state_say_so_and_change_nothing(client: Client):
    campaign = make_campaign()
    for move in ("pause", "resume", "back", "cancel"):
        assert "moved on meanwhile" in press(client, campaign, move)
    assert "Nobody belongs to these readers" in press(client, campaign, "now")
    assert campaign.state == State.DRAFT
    assert client.post(url("move", campaign, "explode")).status_code == 404


def test_what_has_begun_to_leave_is_neither_changed_nor_deleted(client: Client):
    campaign = make_campaign(state=State.SENT, started_at=NOON)
    client.post(url("edit", campaign), form(subject="Other"))
    campaign.refresh_from_db()
    assert campaign.subject == "Soup for {name}"
    boss = log_in("superuser")
    boss.post(url("delete", campaign))
    assert Campaign.objects.count() == 1


def test_orders_that_followed_are_counted_once_and_as_one_number(client: Client):
    make_readers(12)
    account = make_user(email="many1@example.org")
    campaign = make_campaign(state=State.SENT, started_at=NOON)
    for person in selectors.Subscriber.objects.all():
        Recipient.objects.create(
            campaign=campaign, subscriber=person, state=Recipient.State.QUEUED, queued_at=NOON
        )
    for email, user, days, state in (
        ("Many0@example.org", None, 1, OrderState.DELIVERED),
        ("many1@example.org", account, 6, OrderState.CONFIRMED),
        ("many2@example.org", None, 8, OrderState.DELIVERED),
        ("many3@example.org", None, -1, OrderState.DELIVERED),
        ("many4@example.org", None, 1, OrderState.CANCELLED),
        ("stranger@example.org", None, 1, OrderState.DELIVERED),
    ):
        order = make_order(user=user)
        placed_at = NOON + dt.timedelta(days=days)
        Order.objects.filter(pk=order.pk).update(email=email, placed_at=placed_at, state=state)
    assert selectors.progress(campaign).orders == 2
    Recipient.objects.filter(pk__gt=Recipient.objects.order_by("pk")[8].pk).delete()
    assert selectors.progress(campaign).orders is None


def test_screens_ask_the_database_the_same_whatever_there_is(client: Client):
    make_readers(12)
    campaign = make_campaign()
    make_reader().events.create(kind="confirmed", source="page", at=NOON)
    pages = [reverse("wagtailsnippets_campaigns_campaign:list"), url("inspect", campaign)]
    pages.append(reverse("campaigns_consentevent_modeladmin_index"))
    few = [count_queries(client, page) for page in pages]
    for number in range(3):
        make_campaign(name=f"Letter {number}")
        reader = make_reader()
        reader.events.create(kind="confirmed", source="page", at=NOON)
    more = [count_queries(client, page) for page in pages]
    assert more == few


def test_consents_are_read_only_and_show_little_of_an_address(client: Client):
    reader = make_reader("ada@example.org")
    reader.events.create(kind="confirmed", source="page", wording="Yes", at=NOON)
    listing = reverse("campaigns_consentevent_modeladmin_index")
    page = client.get(listing).content.decode()
    assert "a•••@example.org" in page
    assert "ada@example.org" not in page
    found = client.get(listing, {"q": " Ada@example.org"}).content.decode()
    assert "a•••@example.org" in found
    assert "a•••@example.org" not in client.get(listing, {"q": "ada@"}).content.decode()
    assert client.post(f"{listing}create/").status_code in {302, 403, 404}
    assert reader.events.count() == 1
