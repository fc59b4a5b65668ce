"""Who sees which banner, from which minute to which, on pages that are one copy for everybody."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from marketing.banners import audiences
from marketing.banners.audiences import Audience
from marketing.banners.closures import closure_notice
from marketing.banners.models import Banner
from marketing.banners.selectors import banners_of
from menu_pages.models import SectionPage
from menu_pages.tests.pages import make_dish, make_section
from ordering.backoffice.tests.staff import log_in
from ordering.carts.services import deliver_to, make_cart
from ordering.carts.visitors import CART_COOKIE
from ordering.delivery.models import Area, Closure, Zone
from ordering.delivery.places import place_of_area
from ordering.orders.services import move_order
from ordering.orders.states import Role, State
from ordering.testing import NOON, make_item, make_order, make_user, make_zone
from site_core.base.page_cache import current_version

pytestmark = pytest.mark.django_db
MENU = "/menu/"
HOUR = dt.timedelta(hours=1)


def make_banner(title: str = "Fresh juices all week", **fields) -> Banner:
    fields.setdefault("locale", Locale.objects.get(language_code="en"))
    fields.setdefault("placement", Banner.Placement.MENU_TOP)
    return Banner.objects.create(name=title, title=title, live=True, **fields)


@pytest.fixture
def menu() -> None:
    make_dish(make_section(), make_item())


def titles(client: Client, path: str = MENU) -> list[str]:
    page = client.get(path).content.decode()
    return re.findall(r'data-banner="\w+"[^>]*?aria-label="([^"]+)"', page)


def personal(client: Client, *slots: str, section: str = "") -> list[str]:
    found = client.get("/banners/here/", {"slot": slots, "section": section})
    assert found["Cache-Control"].startswith("max-age=0")
    return re.findall(r'data-banner="\w+"[^>]*?aria-label="([^"]+)"', found.content.decode())


def member(**fields) -> Client:
    client = Client()
    client.force_login(make_user(**fields))
    return client


def guest_going_to(kind: str) -> Client:
    zone = make_zone(kind=kind)
    area = Area.objects.create(code=f"area-{kind}", name="Somewhere", zone=zone)
    cart = make_cart(user=None)
    deliver_to(cart=cart, place=place_of_area(area, ""))
    client = Client()
    client.cookies[CART_COOKIE] = cart.code
    return client


# --- Schedule ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "ends", "is_shown"),
    [
        (None, None, True),
        (-HOUR, None, True),
        (HOUR, None, False),
        (None, HOUR, True),
        (None, -HOUR, False),
        (-HOUR, HOUR, True),
    ],
)
def test_a_banner_is_shown_between_its_two_moments(menu, client, starts, ends, is_shown):
    now = timezone.now()
    make_banner(
        starts_at=None if starts is None else now + starts,
        ends_at=None if ends is None else now + ends,
    )
    assert titles(client) == (["Fresh juices all week"] if is_shown else [])


def test_it_is_shown_from_its_first_second_until_just_before_its_end():
    banner = make_banner(starts_at=NOON, ends_at=NOON + HOUR)
    second = dt.timedelta(seconds=1)
    assert not banner.is_showing(NOON - second)
    assert banner.is_showing(NOON)
    assert banner.is_showing(NOON + HOUR - second)
    assert not banner.is_showing(NOON + HOUR)


@pytest.mark.parametrize("field", ["starts_at", "ends_at"])
def test_the_shared_copy_lives_no_longer_than_until_the_next_change(menu, field):
    """The page cache would keep thirty seconds; a banner that changes in ten cuts that short."""
    request = RequestFactory().get(MENU)
    now = timezone.now()
    make_banner(**{field: now + dt.timedelta(seconds=10)})
    make_banner(ends_at=now + HOUR)
    banners_of(request, now)
    assert request.shared_seconds == pytest.approx(10)


def test_public_pages_are_forgotten_when_a_banner_is_published(django_capture_on_commit_callbacks):
    before = current_version()
    with django_capture_on_commit_callbacks(execute=True):
        make_banner()
    assert current_version() != before


def test_a_draft_is_shown_to_nobody(menu, client):
    banner = make_banner()
    Banner.objects.filter(pk=banner.pk).update(live=False)
    assert titles(client) == []


def test_an_end_before_the_start_is_refused_by_form_and_database():
    banner = make_banner()
    banner.starts_at, banner.ends_at = NOON, NOON - HOUR
    with pytest.raises(ValidationError, match="end before it starts"):
        banner.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        banner.save()


# --- Place, language, priority -------------------------------------------------------------------


def test_of_several_the_one_before_the_others_is_shown(menu, client):
    make_banner("Normal")
    make_banner("First", priority=Banner.Priority.HIGH)
    make_banner("Last", priority=Banner.Priority.LOW)
    assert titles(client) == ["First"]


def test_each_language_shows_its_own(menu, client):
    banner = make_banner("Juices")
    french = banner.copy_for_translation(Locale.objects.get_or_create(language_code="fr")[0])
    french.title, french.live = "Des jus", True
    french.save()
    assert titles(client) == ["Juices"]
    assert titles(client, "/cart/") == []
    assert french.code == banner.code


def test_a_banner_of_one_section_stays_in_it(client):
    lunch = make_section()
    drinks = lunch.get_parent().add_child(instance=SectionPage(title="Drinks", slug="drinks"))
    for section in (lunch, drinks):
        make_dish(section, make_item())
    make_banner("Lunch only", placement=Banner.Placement.SECTION, section=lunch)
    make_banner("Any section", placement=Banner.Placement.SECTION, priority=Banner.Priority.LOW)
    assert titles(client, lunch.get_url()) == ["Lunch only"]
    assert titles(client, drinks.get_url()) == ["Any section"]


def test_the_strip_stands_on_public_and_private_pages(menu, client):
    make_banner("New hours", placement=Banner.Placement.STRIP)
    for path in (MENU, "/cart/", f"/orders/{make_order().code}/"):
        assert "New hours" in client.get(path).content.decode(), path


# --- Audience ------------------------------------------------------------------------------------


def test_a_banner_for_customers_is_not_in_the_shared_page_but_told_to_them(menu, client):
    make_banner("Your points", audience="customers")
    page = client.get(MENU).content.decode()
    assert "Your points" not in page
    assert 'data-personal="/banners/here/"' in page
    assert personal(client, "menu_top") == []
    assert personal(member(), "menu_top") == ["Your points"]


def test_a_banner_for_guests_stands_in_the_page_and_gives_way_to_that_of_a_customer(menu, client):
    make_banner("Make an account", audience="guests", priority=Banner.Priority.HIGH)
    make_banner("For all")
    page = client.get(MENU).content.decode()
    # Who has no script cannot be told apart: they see what is for all.
    assert re.search(r'<noscript><aside [^>]*aria-label="For all"', page)
    assert re.search(
        r'class="banner [^"]*needs-script" data-banner="\w+"[^>]* aria-label="Make', page
    )
    assert personal(client, "menu_top") == ["Make an account"]
    assert personal(member(), "menu_top") == ["For all"]


def test_nobody_is_asked_for_when_what_is_for_everyone_comes_first(menu, client):
    make_banner("For all", priority=Banner.Priority.HIGH)
    make_banner("For customers", audience="customers")
    assert "data-personal" not in client.get(MENU).content.decode()


def test_who_has_ordered_no_longer_reads_the_welcome(menu):
    make_banner("Welcome", audience="first_order")
    user = make_user()
    client = Client()
    client.force_login(user)
    assert personal(client, "menu_top") == ["Welcome"]
    order = make_order(user=user)
    assert personal(client, "menu_top") == []
    move_order(order=order, to=State.CANCELLED, role=Role.CUSTOMER, actor=None, now=NOON)
    assert personal(client, "menu_top") == ["Welcome"]


def test_inside_and_outside_follow_the_place_and_wait_until_it_is_known(menu, client):
    make_banner("Ward round", audience="inside")
    make_banner("Free from 25 000", audience="outside", priority=Banner.Priority.LOW)
    assert personal(guest_going_to(Zone.Kind.INSIDE), "menu_top") == ["Ward round"]
    assert personal(guest_going_to(Zone.Kind.OUTSIDE), "menu_top") == ["Free from 25 000"]
    assert personal(client, "menu_top") == []


def test_a_private_page_shows_what_is_meant_for_the_person_at_once():
    make_banner("Your points", placement=Banner.Placement.CART, audience="customers")
    assert titles(member(), "/cart/") == ["Your points"]
    assert titles(Client(), "/cart/") == []


def test_a_rule_that_is_registered_is_offered_and_one_that_is_gone_shows_to_nobody(
    menu, monkeypatch
):
    monkeypatch.setattr(audiences, "_registry", dict(audiences._registry))
    audiences.register(Audience("aline", "Aline", lambda visitor: str(visitor.user) == "Aline"))
    assert ("aline", "Aline") in Banner._meta.get_field("audience").choices
    make_banner("Muraho Aline", audience="aline")
    client = member(name="Aline")
    assert personal(client, "menu_top") == ["Muraho Aline"]
    del audiences._registry["aline"]
    assert personal(client, "menu_top") == []
    with pytest.raises(ValueError, match="everyone"):
        audiences.register(Audience("everyone", "Everybody", lambda visitor: True))


def test_questions_about_the_person_do_not_grow_with_the_banners(menu):
    client = member()
    for number, code in enumerate(["inside", "outside", "customers", "first_order"] * 3):
        make_banner(f"Banner {number}", audience=code)
    with CaptureQueriesContext(connection) as many:
        personal(client, *Banner.Placement.values)
    Banner.objects.exclude(audience="inside").delete()
    Banner.objects.exclude(pk=Banner.objects.earliest("pk").pk).delete()
    with CaptureQueriesContext(connection) as few:
        personal(client, *Banner.Placement.values)
    assert len(many) <= len(few) + 1


def test_a_place_nobody_knows_is_left_out(client):
    make_banner()
    assert personal(client, "moon", "\x00", "menu_top") == ["Fresh juices all week"]


# --- Links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//evil.example/", "/\\evil.example", "http://a.example", "menu"],
)
def test_an_address_that_leads_astray_is_refused(address):
    banner = make_banner(link_text="Go", link_address=address)
    with pytest.raises(ValidationError, match="start with /"):
        banner.full_clean()


def test_a_link_needs_words_and_words_need_a_link():
    for fields in ({"link_text": "Go"}, {"link_address": "/menu/"}):
        with pytest.raises(ValidationError):
            make_banner(**fields).full_clean()
    make_banner(link_text="Go", link_address="/menu/?diet=vegan").full_clean()


# --- Closures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (0, 0, "Umuganura: our kitchen is closed today."),
        (1, 1, "Umuganura: our kitchen is closed on this day: Tomorrow."),
        (-1, 1, "Umuganura: our kitchen is closed. Last day: Tomorrow."),
        (2, 3, "First day: Wednesday 25 November. Last day: Thursday 26 November."),
        (4, 4, ""),
    ],
)
def test_a_closure_is_announced_days_ahead_until_it_is_over(starts, ends, words):
    date = NOON.date()
    Closure.objects.create(
        name="Umuganura", starts_on=date + dt.timedelta(starts), ends_on=date + dt.timedelta(ends)
    )
    notice = closure_notice(NOON)
    assert words in notice.words
    assert bool(words) == bool(notice.words)
    assert notice.changes_at == NOON.replace(hour=0) + dt.timedelta(days=1)


def test_without_a_closure_near_nothing_is_announced(menu, client):
    Closure.objects.create(name="Past", starts_on="2020-01-01", ends_on="2020-01-02")
    assert closure_notice(NOON) is None
    assert 'class="strip' not in client.get(MENU).content.decode()


# --- The admin -----------------------------------------------------------------------------------


def form(**fields) -> dict[str, str]:
    return {
        "name": "Juices", "title": "Fresh juices", "colour": "leaf", "placement": "menu_top",
        "audience": "everyone", "priority": "2", "starts_at": "", "ends_at": "", **fields,
    }  # fmt: skip


def test_marketing_writes_a_draft_then_publishes_it_and_people_see_it(
    menu, client, django_capture_on_commit_callbacks
):
    staff = log_in("marketing")
    added = staff.post("/cms/snippets/banners/banner/add/", form())
    assert added.status_code == 302
    banner = Banner.objects.get()
    assert not banner.live
    assert titles(client) == []
    edit = f"/cms/snippets/banners/banner/edit/{banner.pk}/"
    with django_capture_on_commit_callbacks(execute=True):
        assert staff.post(edit, form(**{"action-publish": "1"})).status_code == 302
    assert titles(client) == ["Fresh juices"]


def test_a_preview_shows_the_banner_before_it_is_saved():
    staff = log_in("marketing")
    address = "/cms/snippets/banners/banner/preview/"
    assert staff.post(address, form()).json()["is_valid"]
    page = staff.get(address).content.decode()
    assert "Fresh juices" in page
    assert "tone-leaf" in page


@pytest.mark.parametrize("role", ["support", "menu_manager", "ops"])
def test_nobody_else_opens_the_list(role):
    assert log_in(role).get("/cms/snippets/banners/banner/").status_code == 302


def test_the_list_says_in_words_what_runs(menu):
    now = timezone.now()
    make_banner("Running")
    make_banner("Coming", starts_at=now + HOUR)
    make_banner("Over", ends_at=now - HOUR)
    staff = log_in("marketing")
    page = staff.get("/cms/snippets/banners/banner/").content.decode()
    assert "Over since" in page
    assert "Comes " in page
    found = staff.get("/cms/snippets/banners/banner/?standing=coming").content.decode()
    assert "Coming" in found
    assert "Over since" not in found
