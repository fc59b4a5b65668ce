"""The desk answers, once and by the right people; marketing reads opinions and nothing else."""

from __future__ import annotations

import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from marketing.feedback.board_selectors import covered
from marketing.feedback.models import SavedReply, Source, Status, Ticket
from ordering.backoffice.tests.staff import log_in, make_staff
from ordering.reviews.models import DishScore, Review
from ordering.reviews.services import Opinion, submit_rating
from ordering.reviews.tests.meals import delivered_order, make_review
from ordering.testing import NOON, make_item, make_order, make_user
from site_core.notifications.models import OutboxMessage
from site_core.users.models import User

from .matters import make_ticket, ticket_of

pytestmark = pytest.mark.django_db

SECRET = "Call +250 788 123 456 or aline@example.org; I paid 2 500 RWF for bed 7."


@pytest.fixture
def desk() -> Client:
    return log_in("support")


def url(name: str, ticket: Ticket) -> str:
    return reverse(name, args=[ticket.pk])


def test_answer_goes_out_once_takes_the_ticket_and_stops_the_clock(desk: Client) -> None:
    ticket = ticket_of(make_ticket())
    data = {"text": "We are sorry.", "key": "0123456789abcdef"}
    for _click in range(2):
        desk.post(url("support_answer", ticket), data)
    ticket.refresh_from_db()
    assert ticket.status == Status.WAITING
    assert ticket.assignee.email == "support@example.org"
    assert ticket.first_answered_at is not None
    message = OutboxMessage.objects.get(key="ticket_answered")
    assert message.recipient == "aline@example.org"
    assert "We are sorry." in message.body
    first = ticket.first_answered_at
    desk.post(url("support_answer", ticket), {"text": "It is solved.", "is_solved": "on"})
    ticket.refresh_from_db()
    assert (ticket.status, ticket.first_answered_at) == (Status.SOLVED, first)
    assert ticket.solved_at is not None


def test_without_an_address_nothing_is_answered(desk: Client) -> None:
    ticket = ticket_of(make_ticket(source=Source.FEEDBACK, email=""))
    page = desk.post(url("support_answer", ticket), {"text": "Thanks."}, follow=True)
    assert "no address to answer to" in page.content.decode()
    assert ticket.entries.count() == 1


def test_change_is_written_into_the_thread_with_who_made_it(desk: Client) -> None:
    ticket = ticket_of(make_ticket())
    data = {"category": "praise", "priority": "1", "status": "solved", "assignee": ""}
    desk.post(url("support_change", ticket), data)
    ticket.refresh_from_db()
    assert (ticket.category, ticket.priority, ticket.status) == ("praise", 1, "solved")
    change = ticket.entries.get(kind="change")
    assert change.text == "Complaint → Praise; Normal → High; New → Solved"
    assert change.author.email == "support@example.org"
    for bad in ({**data, "status": "burnt"}, {**data, "assignee": str(make_user().pk)}):
        desk.post(url("support_change", ticket), bad)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee) == ("solved", None)


def test_whoever_is_given_a_ticket_is_told_once_in_their_language(desk: Client) -> None:
    support = User.objects.get(email="support@example.org")
    colleague = make_staff("manager")
    User.objects.filter(pk=colleague.pk).update(language="fr")
    ticket = ticket_of(make_ticket(text="My diabetes is worse."))
    data = {"category": "complaint", "priority": "2", "status": "open"}

    for holder in (colleague, colleague, support):
        desk.post(url("support_change", ticket), {**data, "assignee": str(holder.pk)})

    message = OutboxMessage.objects.get(key="ticket_assigned")
    assert message.recipient == "manager@example.org"
    assert message.subject == f"Le dossier #{ticket.pk} est entre vos mains"
    assert f"Support vous a confié #{ticket.pk} (Réclamation)" in message.body
    assert "diabetes" not in message.body


def test_whoever_does_not_wish_to_be_told_is_not(desk: Client) -> None:
    browser = Client()
    colleague = make_staff("manager")
    browser.force_login(colleague)
    browser.post(reverse("profile"), {"name": "Manager", "language": "en"})
    ticket = ticket_of(make_ticket())
    data = {"category": "complaint", "priority": "2", "status": "open"}

    desk.post(url("support_change", ticket), {**data, "assignee": str(colleague.pk)})

    ticket.refresh_from_db()
    assert ticket.assignee == colleague
    assert not OutboxMessage.objects.filter(key="ticket_assigned").exists()


def test_the_list_answers_304_until_something_happens_to_a_ticket(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    ticket = ticket_of(make_ticket())
    address = reverse("support_list") + "?tab=todo&category=&page=1"
    page = desk.get(reverse("support"))
    assert page.context["refresh_url"] == address
    etag = page.context["etag"]
    again = desk.get(page.context["refresh_url"], headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")

    data = {"category": "praise", "priority": "1", "status": "new", "assignee": ""}
    desk.post(url("support_change", ticket), data)

    changed = desk.get(address, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert f'data-key="{ticket.pk}"' in changed.content.decode()
    assert changed.headers["Cache-Control"] == "private, no-store"


def test_saved_reply_is_offered_in_the_customers_language(desk: Client) -> None:
    reply = SavedReply.objects.create(
        title="Late", text="Sorry, {name}.", text_fr="Désolé, {name} (n° {number})."
    )
    ticket = ticket_of(make_ticket(language="fr", name="Aline"))
    page = desk.get(url("support_ticket", ticket), {"reply": reply.pk}).content.decode()
    assert f">Désolé, Aline (n° #{ticket.pk}).</textarea>" in page


def test_old_link_no_longer_opens_once_it_is_shut(desk: Client, client: Client) -> None:
    ticket = ticket_of(make_ticket())
    desk.post(url("support_renew", ticket))
    assert client.get(f"/support/{ticket.code}/").status_code == 404
    new = Ticket.objects.get(pk=ticket.pk)
    assert new.code != ticket.code
    assert new.reply_token != ticket.reply_token


@pytest.mark.parametrize(
    "text", ["0788 123 456", "788123456", "+250788123456", "250 788-123-456", "aline", "{number}"]
)
def test_caller_is_found_however_they_are_named(desk: Client, text: str) -> None:
    order = make_order(user=make_user("Aline Uwase", phone="0788123456"))
    ticket = ticket_of(make_ticket(order))
    page = desk.get(
        reverse("support_find"), {"q": text.format(number=f"#{order.number}")}
    ).content.decode()
    assert f"<b>#{order.number}</b> Aline Uwase" in page
    assert url("support_ticket", ticket) in page


def test_what_a_caller_says_is_written_down_with_their_order(desk: Client) -> None:
    order = make_order()
    data = {"category": "complaint", "text": "Too salty.", "order": order.number, "key": "f" * 16}
    for _click in range(2):
        desk.post(reverse("support_new"), data)
    ticket = Ticket.objects.get()
    assert (ticket.order, ticket.name, ticket.phone) == (order, order.customer_name, order.phone)
    assert ticket.assignee.email == "support@example.org"
    refused = desk.post(reverse("support_new"), {**data, "order": 999, "key": "e" * 16})
    assert "There is no order with this number." in refused.content.decode()
    assert Ticket.objects.count() == 1


def test_desk_and_boards_ask_as_much_of_the_database_for_many_as_for_few(desk: Client) -> None:
    pages = [reverse(name) for name in ("support", "support_find", "feedback", "support_figures")]
    pages = [f"{page}?q=aline" for page in pages]

    def counts() -> list[int]:
        found = []
        for page in pages:
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                assert desk.get(page).status_code == 200
            found.append(len(queries))
        return found

    def fill(number: int) -> None:
        for _turn in range(number):
            order = delivered_order(make_item())
            make_ticket(order)
            make_ticket(source=Source.FEEDBACK, name="Aline")
            submit_rating(order=order, opinion=Opinion(delivery=4, words="Good."), now=NOON)

    fill(1)
    few = counts()
    fill(4)
    assert counts() == few


def test_kitchen_and_couriers_find_the_desk_closed() -> None:
    ticket = ticket_of(make_ticket())
    for role in ("kitchen", "delivery", "menu_manager"):
        client = log_in(role)
        for page in (reverse("support"), url("support_ticket", ticket), reverse("feedback")):
            assert client.get(page).status_code == 403


def test_marketing_reads_opinions_without_phone_money_or_conversation() -> None:
    make_ticket(source=Source.FEEDBACK, text=SECRET, name="Aline Uwase", phone="+250788123456")
    private = make_ticket(make_order(), text="My mother has diabetes.")
    order = delivered_order(make_item("isombe"))
    submit_rating(order=order, opinion=Opinion(delivery=2, words=SECRET), now=NOON)
    client = log_in("marketing")
    for name in ("feedback", "feedback_figures", "feedback_reviews"):
        page = client.get(reverse(name)).content.decode()
        for secret in ("788", "example.org", "2 500", "diabetes", "Aline Uwase", order.place):
            assert secret not in page, (name, secret)
    page = client.get(reverse("feedback")).content.decode()
    assert "Call ••• or •••; I paid ••• for bed 7." in page
    table = b"".join(client.get(reverse("feedback_export", args=["csv"])).streaming_content)
    for secret in (b"788", b"example.org", b"2 500", b"diabetes"):
        assert secret not in table
    ticket = ticket_of(private)
    for closed in (
        reverse("support"),
        url("support_ticket", ticket),
        reverse("support_export", args=["csv"]),
        reverse("support_photo", args=[ticket.pk, private.pk]),
        reverse("support_find"),
    ):
        assert client.get(closed).status_code == 403
    assert client.post(url("support_answer", ticket), {"text": "Hi"}).status_code == 403
    assert ticket.entries.count() == 1


def test_marketing_decides_which_reviews_are_shown() -> None:
    item = make_item("isombe")
    worded = make_review(delivered_order(item).lines.get(), stars=2, words="Too salty.")
    bare = make_review(delivered_order(item).lines.get(), stars=5, words="")
    client = log_in("marketing")
    client.post(reverse("review_decide", args=[worded.code]), {"to": "burn"})
    assert not DishScore.objects.exists()
    client.post(reverse("review_decide", args=[worded.code]), {"to": "show"})
    client.post(reverse("reviews_count"))
    score = DishScore.objects.get()
    assert (score.count, score.stars) == (2, 7)
    client.post(reverse("review_decide", args=[worded.code]), {"to": "hide"})
    assert set(Review.objects.values_list("code", "state")) == {
        (worded.code, "hidden"),
        (bare.code, "shown"),
    }


def test_words_are_covered_and_the_rest_is_left() -> None:
    assert covered("Room 12, 3 plates, RWF 5,000, 0788-123-456.") == (
        "Room 12, 3 plates, •••, •••."
    )


def test_tables_hold_every_ticket_and_calculate_with_no_word_of_a_customer(desk: Client) -> None:
    make_ticket(text="=HYPERLINK(1)")
    make_ticket()
    response = desk.get(reverse("support_export", args=["xlsx"]))
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert len(rows) == 3
    assert "'=HYPERLINK(1)" in rows[2] + rows[1]
    assert desk.get(reverse("support_export", args=["exe"])).status_code == 404
