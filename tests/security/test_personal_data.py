"""What is known of a person: all of it can be read out, and all but the books can be forgotten."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import ForeignKey, Sum
from django.test import Client

from marketing.campaigns.consent import subscribe_account
from marketing.campaigns.models import Subscriber
from marketing.feedback.models import Ticket
from marketing.feedback.tests.matters import make_ticket
from ordering.checkout.services import cancel_order
from ordering.credit.models import CreditEntry
from ordering.credit.services import grant
from ordering.delivery.models import Address
from ordering.dietary.models import Eater
from ordering.orders.models import Order
from ordering.orders.states import Role
from ordering.payments.models import Payment
from ordering.reviews.models import Review
from ordering.reviews.tests.meals import delivered_order, make_review
from ordering.testing import NOON, make_eater, make_order
from site_core.notifications.models import OutboxMessage
from site_core.users.models import User
from site_core.users.privacy import CannotErase, erase, export, find_subject, holders, subject_of
from site_core.users.tests.people import PASSWORD, make_customer, make_staff

pytestmark = pytest.mark.django_db

# Names of fields that hold somebody's name, number or words.
TELLING = {"email", "phone", "recipient", "payer", "payer_name", "payer_phone", "customer_name",
           "contact_name", "contact_phone", "contact_email", "eater_name"}  # fmt: skip
# Rows that name staff and nobody else, or nobody who could ask.
OF_THE_HOUSE = {
    "users.Invitation": "letters to future staff",
    "house.HouseContact": "the restaurant's own addresses",
    "settlement.CashHandIn": "couriers and who counted their cash: the books",
    "settlement.StatementFile": "who imported it: the books",
    "catalogue.MenuItem": "who confirmed its facts",
    "subscriptions.PlanPrice": "which member of staff set it",
    "catalogue.AllergenProposal": "which member of staff proposed and decided",
    "loyalty.LoyaltyRules": "which member of staff changed them",
    "payments.PaymentEvent": "which member of staff decided",
    "refunds.RefundEvent": "which member of staff decided",
    "receipts.EbmEntry": "which member of staff wrote it",
    "images.Picture": "which member of staff uploaded it",
    "images.SiteDocument": "which member of staff uploaded it",
}
OURS = ("site_core", "ordering", "menu_pages", "marketing")


@pytest.fixture
def guest() -> User:
    """Somebody about whom every part of the house knows something."""
    user = make_customer(phone="+250788123456")
    order = delivered_order(user=user, eater=make_eater("Mama", avoids=["peanuts"], owner=user))
    Order.objects.filter(pk=order.pk).update(note="for Mama in bed 2")
    Address.objects.create(user=user, label="Ward", directions="behind the door")
    make_ticket(order, text="Mama got a rash.")
    make_review(order.lines.get(), words="My mother loved it.", shown_name="Claudine")
    subscribe_account(email="uwase@example.rw", language="en", is_proved=True, now=NOON)
    return user


def unpacked(data: bytes) -> tuple[dict[str, list[dict[str, object]]], list[str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return json.loads(archive.read("data.json")), archive.namelist()


def test_no_place_that_names_people_is_left_out() -> None:
    """A new model that points to a person or holds an address says who answers for it."""
    answered = {label for holder in holders() for label in holder.models}
    unanswered = set()
    for model in apps.get_models():
        if model.__module__.split(".")[0] not in OURS or hasattr(model, "url_path"):
            continue
        points = any(isinstance(f, ForeignKey) and f.related_model is User
                     for f in model._meta.get_fields())  # fmt: skip
        tells = TELLING & {field.name for field in model._meta.get_fields()}
        if (points or tells) and model._meta.label not in answered | OF_THE_HOUSE.keys():
            unanswered.add(model._meta.label)
    assert unanswered == set()


def test_a_copy_holds_everything_and_the_photos(guest: User) -> None:
    data, names = unpacked(export(subject_of(guest)))

    assert data["account"][0]["name"] == "Claudine Uwase"
    assert data["eaters"] == [
        {**data["eaters"][0], "name": "Mama", "avoids": ["peanuts"], "needs": []}
    ]
    assert [row["note"] for row in data["orders"]] == ["for Mama in bed 2"]
    assert data["support"][0]["text"] == "Mama got a rash."
    assert data["letters"][-1]["kind"] == "confirmed"
    assert data["reviews"][-1]["words"] == "My mother loved it."
    assert [name for name in names if name.startswith("photos/")] == [
        row["photo"] for row in data["support"]
    ]


def test_a_copy_holds_nothing_of_somebody_else(guest: User) -> None:
    other = make_customer("other@example.rw")
    data, _names = unpacked(export(subject_of(other)))
    assert {code for code, rows in data.items() if rows} == {"account"}


def test_a_number_that_nobody_proved_shows_no_orders(guest: User) -> None:
    claimed = make_customer("thief@example.rw", phone="+250788123456", phone_proved=False)
    data, _names = unpacked(export(subject_of(claimed)))
    assert data["orders"] == []


def test_what_is_forgotten_is_nowhere_and_the_books_still_add_up(
    guest: User, django_capture_on_commit_callbacks: Any
) -> None:
    sums = (
        Order.objects.aggregate(Sum("total")),
        Payment.objects.aggregate(Sum("amount"), Sum("refunded")),
        CreditEntry.objects.aggregate(Sum("amount")),
    )
    photo = Ticket.objects.get().entries.get().photo
    code = Order.objects.get().code

    assert photo.storage.exists(photo.name)

    with django_capture_on_commit_callbacks(execute=True):
        erase(subject=subject_of(guest), now=NOON)

    assert not User.objects.filter(pk=guest.pk).exists()
    assert [model.objects.count() for model in (Eater, Address, Ticket, Subscriber)] == [0, 0, 0, 0]
    assert not OutboxMessage.objects.filter(unique_key__contains=code).exists()
    order, review = Order.objects.get(), Review.objects.get()
    blank = (order.user, order.customer_name, order.phone, order.email, order.place, order.bed,
             order.ward_name, order.note, order.eater, order.eater_name)  # fmt: skip
    assert blank == (None, "", "", "", "", None, "", "", None, "")
    assert (review.words, review.shown_name, review.stars) == ("", "", 4)
    assert sums == (
        Order.objects.aggregate(Sum("total")),
        Payment.objects.aggregate(Sum("amount"), Sum("refunded")),
        CreditEntry.objects.aggregate(Sum("amount")),
    )
    assert not photo.storage.exists(photo.name)


def test_the_order_page_tells_nothing_afterwards(guest: User, client: Client) -> None:
    code = Order.objects.get().code
    erase(subject=subject_of(guest), now=NOON)
    page = client.get(f"/orders/{code}/")
    assert page.status_code == 200
    for word in ("Claudine", "Aline", "Mama", "788", "Surgery"):
        assert word not in page.content.decode()


def test_nobody_is_forgotten_while_a_meal_is_on_its_way() -> None:
    user = make_customer()
    order = make_order(user=user)

    with pytest.raises(CannotErase, match=f"#{order.number} is still on its way"):
        erase(subject=subject_of(user), now=NOON)

    order.refresh_from_db()
    assert (order.user, order.customer_name) == (user, "Aline Uwase")
    cancel_order(order=order, actor=None, role=Role.CUSTOMER, reason="", now=NOON)
    erase(subject=subject_of(user), now=NOON)
    assert not User.objects.filter(pk=user.pk).exists()


def test_nobody_is_forgotten_while_the_house_owes_them_money(guest: User) -> None:
    grant(user=guest, amount=1500, reason="sorry", unique_key="t", now=NOON)
    with pytest.raises(CannotErase, match=r"1.500.RWF of store credit"):
        erase(subject=subject_of(guest), now=NOON)
    assert User.objects.filter(pk=guest.pk).exists()


def test_staff_are_closed_and_not_deleted() -> None:
    with pytest.raises(CannotErase, match="Staff accounts are closed"):
        erase(subject=subject_of(make_staff("kitchen")), now=NOON)


# --- In the account -------------------------------------------------------------------------------
def log_in(client: Client) -> None:
    client.post("/accounts/login/", {"login": "uwase@example.rw", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_the_account_shows_and_hands_out_what_is_kept(client: Client, guest: User) -> None:
    log_in(client)
    page = client.get("/accounts/data/").content.decode()
    assert "People you order for, with allergies and diets" in page

    response = client.get("/accounts/data/download/")

    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith('attachment; filename="dusangire-your-data-')
    assert "no-store" in response["Cache-Control"]
    assert unpacked(response.content)[0]["eaters"][0]["name"] == "Mama"


@pytest.mark.parametrize("path", ["/accounts/data/download/", "/accounts/data/delete/"])
def test_an_open_browser_is_not_enough(client: Client, guest: User, path: str) -> None:
    client.force_login(guest)
    for answer in (client.get(path), client.post(path, {"agreed": "on"})):
        assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert User.objects.filter(pk=guest.pk).exists()


def test_an_account_ends_only_with_the_tick(client: Client, guest: User) -> None:
    log_in(client)
    assert "for ten years" in client.get("/accounts/data/delete/").content.decode()
    assert client.post("/accounts/data/delete/").status_code == 422
    assert User.objects.filter(pk=guest.pk).exists()

    response = client.post("/accounts/data/delete/", {"agreed": "on"})

    assert response["Location"] == "/accounts/gone/"
    assert not User.objects.filter(pk=guest.pk).exists()
    assert "_auth_user_id" not in client.session
    assert client.get("/accounts/gone/").status_code == 200


# --- By command ----------------------------------------------------------------------------------
def test_the_copy_by_command_is_for_one_pair_of_eyes(guest: User, tmp_path: Path) -> None:
    target = tmp_path / "uwase.zip"
    call_command("export_customer_data", "0788 123 456", to=str(target))
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert unpacked(target.read_bytes())[0]["eaters"][0]["name"] == "Mama"
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("export_customer_data", "0788 123 456", to=str(target))


def test_a_guest_without_an_account_is_forgotten_by_number(capsys: pytest.CaptureFixture) -> None:
    order = delivered_order()
    call_command("erase_customer", order.phone, "--dry-run", "--json")
    order.refresh_from_db()
    assert json.loads(capsys.readouterr().out) == {
        "ok": True, "records": {"Your cart and favourites": 1, "Payments": 1, "Orders": 1, "Messages that we sent you": 2}, "erased": False,
    }  # fmt: skip
    assert order.customer_name == "Aline Uwase"

    call_command("erase_customer", order.phone, "--no-input")

    order.refresh_from_db()
    assert (order.customer_name, order.phone) == ("", "")
    with pytest.raises(CommandError, match="Nothing is kept under this address"):
        call_command("erase_customer", "+250788123456", "--no-input")


def test_who_is_open_with_the_house_stays_by_command_too() -> None:
    make_order(user=make_customer())
    with pytest.raises(CommandError, match="still on its way"):
        call_command("erase_customer", "uwase@example.rw", "--no-input")
    assert find_subject("uwase@example.rw").user is not None
