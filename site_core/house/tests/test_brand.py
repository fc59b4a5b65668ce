"""Name, logo and colours: what staff may choose, what nobody could read, and where it is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from marketing.hours import Shift, in_short
from menu_pages.tests.pages import make_section
from ordering.backoffice.tests.staff import log_in
from ordering.delivery.schedule import Hours
from site_core.base.mail import html_twin
from site_core.house.colours import DAY, NIGHT, READABLE, Scheme, contrast, is_readable
from site_core.house.models import Brand, HouseContact
from site_core.house.selectors import brand_of

pytestmark = pytest.mark.django_db
EDIT = "/cms/settings/house/brand/"
TOKENS = Path(settings.STATICFILES_DIRS[0]) / "css/base/01-tokens.css"


def page(client) -> str:
    return client.get("/cart/").content.decode()


def tokens() -> list[dict[str, str]]:
    """By day, by night where the device says so, and by night always."""
    blocks = re.findall(r":root[^{]*\{(.*?)\}", TOKENS.read_text(), flags=re.S)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in blocks]


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#a63a1e", "#a63a1e") == 1


@pytest.mark.parametrize(("scheme", "blocks"), [(DAY, [0]), (NIGHT, [1, 2])])
def test_the_grounds_are_those_of_the_stylesheet(scheme: Scheme, blocks: list[int]):
    for block in blocks:
        found = tokens()[block]
        assert (found["paper"], found["card"], found["on-accent"]) == (
            scheme.paper,
            scheme.card,
            scheme.on_accent,
        )
        # Our own accent passes the test that we put to others.
        assert is_readable(found["accent"], scheme)


@pytest.mark.parametrize(
    ("field", "colour", "sentence"),
    [
        ("accent_day", "#f0916a", "Too light to be read"),
        ("accent_night", "#a63a1e", "Too dark to be read"),
        ("accent_day", "red", "six digits"),
        ("accent_day", "#12345", "six digits"),
        ("accent_night", "}body{}", "six digits"),
    ],
)
def test_a_colour_that_nobody_could_read_is_refused(field, colour, sentence):
    with pytest.raises(ValidationError, match=sentence):
        Brand(**{field: colour}).full_clean()


def test_a_colour_is_served_with_relatives_that_can_be_read(client):
    brand = Brand(accent_day="#1F4E79", accent_night="#9cc7f0")
    brand.full_clean()
    brand.save()
    link = re.search(r'<link rel="stylesheet" href="(/brand\.css\?v=[0-9a-f]+)">', page(client))
    response = client.get(link[1])
    assert response["Content-Type"] == "text/css"
    assert "immutable" in response["Cache-Control"]
    sheet = response.content.decode()
    assert ":root { --accent: #1f4e79;" in sheet
    assert ':root[data-scheme="dark"] { --accent: #9cc7f0;' in sheet
    assert contrast(brand.day.wash, brand.day.accent) >= READABLE


def test_without_a_choice_the_house_looks_like_itself(client):
    html = page(client)
    assert "brand.css" not in html
    assert 'aria-label="Dusangire"' in html
    assert not Brand.objects.exists()


def test_another_name_is_written_in_letters(client):
    Brand.objects.create(name="Umuryango")
    html = page(client)
    assert '<span class="logo__name">Umuryango</span>' in html
    assert '<span class="footer__name">Umuryango</span>' in html


@pytest.mark.parametrize("role", ["marketing", "manager"])
def test_marketing_and_managers_choose(role):
    client = log_in(role)
    path = client.get(EDIT, follow=True).redirect_chain[-1][0]
    data = {"name": "Umuryango", "logo": "", "accent_day": "#1f4e79", "accent_night": ""}
    assert client.post(path, data).status_code == 302
    assert Brand.objects.get().name == "Umuryango"
    refused = client.post(path, {**data, "accent_day": "#ffeeaa"})
    assert "Too light to be read" in refused.content.decode()
    assert Brand.objects.get().accent_day == "#1f4e79"


def test_nobody_else_does():
    client = log_in("support")
    client.post(EDIT, {"name": "Mine"})
    assert not Brand.objects.filter(name="Mine").exists()


def test_pages_elsewhere_are_linked_as_far_as_they_are_written(client):
    HouseContact.objects.create(instagram="https://instagram.com/dusangire")
    html = page(client)
    assert '<a href="https://instagram.com/dusangire" rel="me noopener">Instagram</a>' in html
    assert "Facebook" not in html
    assert HouseContact.objects.get().social_urls == ["https://instagram.com/dusangire"]


def test_the_foot_of_the_page_tells_the_hours_that_the_kitchen_keeps(client):
    from ordering.testing import open_every_day

    assert "Every day" not in page(client)
    open_every_day()
    assert 'Every day <span class="figures">06:30–21:00</span>' in page(client)


def test_the_week_in_short_joins_days_and_leaves_out_days_of_rest():
    import datetime as dt

    def on(*days: int, opens: int = 7, closes: int = 20) -> list[Hours]:
        return [Hours(day, dt.time(opens), dt.time(closes)) for day in days]

    week = [*on(0, 1, 2, 3, 4), *on(5, opens=9, closes=12), *on(5, opens=14, closes=16)]
    assert in_short(week) == [
        Shift("Monday–Friday", "07:00–20:00"),
        Shift("Saturday", "09:00–12:00, 14:00–16:00"),
    ]
    assert in_short([]) == []


def test_another_name_stands_wherever_the_house_is_named(client):
    make_section()
    Brand.objects.create(name="Igikoni")
    home = client.get("/").content.decode()
    title = re.search(r"<title>(.*?)</title>", home)[1]
    assert title.endswith("Igikoni")
    assert '<meta property="og:site_name" content="Igikoni">' in home
    assert home.count('"name": "Igikoni"') == 3
    assert "· Igikoni</title>" in client.get("/accounts/login/").content.decode()
    letter = html_twin(subject="Hello", body="Hello", language="en")
    assert '<p class="name">Igikoni</p>' in letter


def test_the_name_costs_no_query_beyond_that_of_the_logo(client, django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(1):
        for _turn in range(3):
            brand_of(request)
