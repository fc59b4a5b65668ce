"""What a letter says: live prices, the reader's language, links that are counted, a plain twin."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client

from marketing.campaigns.blocks import LetterBlocks
from marketing.campaigns.inlining import as_text, inline
from marketing.campaigns.letters import filled, reader_values, render_letter
from marketing.campaigns.links import CountedLinks
from menu_pages.tests.pages import make_dish, make_section
from ordering.testing import make_item
from site_core.house.models import Brand, HouseContact

from .factories import make_campaign

SITE = settings.SITE_BASE_URL


def test_rules_are_written_into_elements_and_placeholders_are_left_alone():
    html = inline(
        '<p class="lead">A &amp; <a href="/menu/">menu</a> <a href="{stop}">stop</a></p>',
        {"p": "margin:0", ".lead": "color:red"},
        lambda url: f"https://x.example{url}",
    )
    assert html == (
        '<p class="lead" style="margin:0;color:red">A &amp; '
        '<a href="https://x.example/menu/">menu</a> <a href="{stop}">stop</a></p>'
    )


def test_the_plain_twin_reads_like_a_letter():
    text = as_text(
        "<head><title>no</title><style>no</style></head><div aria-hidden='true'>no<br></div>"
        "<h1>Soup</h1><p>Hot &amp; good.<br>Come</p><ul><li>beans</li><li>isombe</li></ul>"
        "<img alt='A plate'><p><a href='https://a.example/'>Menu</a></p>"
        "<p><a href='https://a.example/'>https://a.example/</a></p>"
    )
    assert text == (
        "Soup\n\nHot & good.\nCome\n\n- beans\n- isombe\n\nA plate\n\n"
        "Menu <https://a.example/>\n\nhttps://a.example/"
    )


@pytest.mark.django_db
class TestLetters:
    def test_a_dish_stands_there_with_the_price_of_the_moment_and_leaves_with_its_sale(self):
        item = make_item(price=2_500, sizes={"small": -500, "large": 500})
        dish = make_dish(make_section(), item, title="Isombe", summary="With ubugali")
        campaign = make_campaign(("dish", {"page": dish}))
        letter = render_letter(campaign, "en")
        assert "Isombe <" in letter.text
        assert "from 2 000 RWF" in letter.text
        item.price = 3_000
        item.save()
        assert "from 2 500 RWF" in render_letter(campaign, "en").text
        item.is_listed = False
        item.save()
        assert "Isombe" not in render_letter(campaign, "en").html

    def test_every_part_is_in_both_twins(self):
        campaign = make_campaign(
            ("heading", "Soup week"),
            ("text", "<p>Dear {name}, <b>hot</b>.</p>"),
            (
                "button",
                {"label": "See it", "page": None, "address": "https://other.example/a?b=1&c"},
            ),
            ("coupon", {"code": "soup-10", "words": "Ten percent"}),
            teaser="Only this week",
        )
        letter = filled(
            render_letter(campaign, "en"),
            reader_values(
                "Ada <b>", "en", stop="https://s.example/", preferences="https://p.example/"
            ),
        )
        assert letter.subject == "Soup for Ada <b>"
        assert "Dear Ada <b>, hot." in letter.text
        assert "See it <https://other.example/a?b=1&c>" in letter.text
        assert "SOUP-10" in letter.text
        assert "Stop these letters <https://s.example/>" in letter.text
        assert "Only this week" not in letter.text
        assert "Dear Ada &lt;b&gt;, <b>hot</b>." in letter.html
        assert "{" not in letter.text

    def test_counted_links_lead_to_what_the_letter_said_and_nowhere_else(self, client: Client):
        campaign = make_campaign(
            ("button", {"label": "Menu", "page": None, "address": f"{SITE}/menu/?a=1"}),
            ("button", {"label": "Other", "page": None, "address": "https://other.example/"}),
        )
        letter = render_letter(campaign, "en", rewrite=CountedLinks(campaign, "en"))
        assert "other.example" not in letter.html
        targets = set(campaign.links.values_list("target", flat=True))
        marks = f"utm_source=newsletter&utm_medium=email&utm_campaign=soup-week-{campaign.pk}"
        assert f"{SITE}/menu/?a=1&{marks}" in targets
        assert "https://other.example/" in targets
        link = campaign.links.get(target="https://other.example/")
        for _time in range(2):
            answer = client.get(f"/letters/go/{link.code}/?next=https://evil.example/")
            assert (answer.status_code, answer["Location"]) == (302, "https://other.example/")
        link.refresh_from_db()
        assert link.clicks == 2
        assert client.get("/letters/go/https/").status_code == 404

    def test_a_letter_wears_the_name_and_the_colours_that_staff_chose(self):
        Brand.objects.create(name="Ku meza", accent_day="#0b5d3b", accent_night="#8fe0b5")
        HouseContact.objects.create(instagram="https://www.instagram.com/kumeza/")
        letter = render_letter(make_campaign(), "en")
        assert letter.text.startswith("Ku meza <")
        assert "Instagram <https://www.instagram.com/kumeza/>" in letter.text
        assert "color:#0b5d3b" in letter.html
        assert "color:#8fe0b5!important" in letter.html
        assert "#a63a1e" not in letter.html

    def test_rendering_again_makes_no_second_link(self):
        campaign = make_campaign()
        for _time in range(2):
            render_letter(campaign, "en", rewrite=CountedLinks(campaign, "en"))
        assert campaign.links.count() == 1


def test_a_name_that_nobody_fills_in_is_refused():
    block = LetterBlocks().child_blocks["heading"]
    with pytest.raises(ValidationError, match="total"):
        block.clean("You owe {total}")
    assert block.clean("Dear {name}") == "Dear {name}"
