"""The cart's screens as a browser meets them, with and without scripts."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from ordering.carts.models import Cart, CartLine
from ordering.catalogue.models import MenuItem
from ordering.delivery.services import keep_address
from ordering.dietary.models import Eater
from ordering.dietary.services import MAX_EATERS
from ordering.testing import (
    add_group,
    area_place,
    bed_place,
    make_area,
    make_bed,
    make_eater,
    make_filled_cart,
    make_item,
    make_user,
    make_zone,
    shop,
)

pytestmark = pytest.mark.django_db


def html(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_cart_of_a_stranger_is_empty_and_makes_no_row(client: Client) -> None:
    assert "Nothing in it yet" in html(client, "/cart/")
    assert not Cart.objects.exists()


def test_adding_makes_the_cart_and_leads_to_it(client: Client) -> None:
    item = make_item("isombe", sizes={"small": 0, "large": 500})
    add_group(item, "side", {"rice": 0}, minimum=1)
    response = client.post(
        "/cart/add/isombe/",
        {"size": "large", "options-side": "side:rice", "quantity": "2", "note": "a\n  b"},
    )
    assert response["Location"] == "/cart/"
    line = CartLine.objects.get()
    assert (line.size, line.options, line.quantity, line.note) == ("large", ["side:rice"], 2, "a b")
    assert client.cookies["visitor"].value == "1"
    page = html(client, "/cart/")
    assert "Isombe" in page
    assert "6\u202f000" in page


def test_refused_choice_shows_the_form_again_with_what_was_chosen(client: Client) -> None:
    item = make_item("isombe", sizes={"small": 0, "large": 500})
    add_group(item, "side", {"rice": 0}, minimum=1)
    response = client.post("/cart/add/isombe/", {"size": "large", "note": "soft please"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Please choose: Side" in page
    assert "soft please" in page
    assert 'value="large" data-extra="500" required checked' in page
    assert not CartLine.objects.exists()


def test_script_gets_the_personal_part_only(client: Client) -> None:
    make_item("tea", price=700)
    response = client.post("/cart/add/tea/", headers={"x-fragment": "here"})
    assert response.status_code == 200
    assert "<html" not in response.content.decode()
    assert "700" in response.content.decode()
    refused = client.post("/cart/add/tea/", {"quantity": "0"}, headers={"x-fragment": "here"})
    assert refused.status_code == 422
    assert "at least one" in refused.content.decode()
    assert CartLine.objects.get().quantity == 1


def test_choices_come_filled_in_from_the_address(client: Client) -> None:
    item = make_item("isombe", sizes={"small": 0, "large": 500})
    add_group(item, "side", {"rice": 0, "chips": 300}, minimum=1)
    page = html(client, "/cart/choose/isombe/?size=large&options-side=side%3Achips&quantity=3")
    assert 'value="large" data-extra="500" required checked' in page
    assert 'value="side:chips" data-extra="300" required checked' in page
    assert "3\u202f300" in page


def test_choices_say_when_the_dish_is_not_for_the_eater(client: Client) -> None:
    make_item("fish-stew", allergens={"fish": "contains"})
    shop(client, make_filled_cart(eater=make_eater("Mama", avoids=["fish"])))
    page = html(client, "/cart/choose/fish-stew/")
    assert "Not for Mama" in page
    assert "It contains fish." in page


def test_dish_off_the_menu_has_no_choices(client: Client) -> None:
    make_item("gone", is_listed=False)
    assert client.get("/cart/choose/gone/").status_code == 404
    assert client.post("/cart/add/gone/").status_code == 422
    assert client.post("/cart/add/never-was/").status_code == 404


def test_quantity_is_set_and_zero_takes_the_line_out(client: Client) -> None:
    cart = make_filled_cart(make_item())
    shop(client, cart)
    path = reverse("cart_line", args=[cart.lines.get().pk])
    client.post(path, {"quantity": "7"})
    assert cart.lines.get().quantity == 7
    client.post(path, {"quantity": "0"})
    assert not cart.lines.exists()


@pytest.mark.parametrize(
    ("quantity", "sentence"),
    [
        ("-1", "at least one"),
        ("21", "at most 20"),
        ("1e9", "whole number"),
        ("", "whole number"),
        ("many", "whole number"),
        ("9" * 10_000, "whole number"),
        ("\0", "whole number"),
    ],
)
def test_rubbish_as_quantity_is_a_sentence(client: Client, quantity: str, sentence: str) -> None:
    cart = make_filled_cart(make_item())
    shop(client, cart)
    response = client.post(
        reverse("cart_line", args=[cart.lines.get().pk]), {"quantity": quantity}, follow=True
    )
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert cart.lines.get().quantity == 1


def test_line_of_somebody_else_is_not_found(client: Client) -> None:
    other = make_filled_cart(make_item())
    shop(client, make_filled_cart(make_item()))
    path = reverse("cart_line", args=[other.lines.get().pk])
    assert client.post(path, {"quantity": "0"}).status_code == 404
    assert client.post("/cart/lines/99999999999999999999999/", {"quantity": "1"}).status_code == 404
    assert other.lines.count() == 1


def test_problem_of_a_line_is_shown_with_a_way_out(client: Client) -> None:
    cart = make_filled_cart(make_item("soup"))
    shop(client, cart)
    MenuItem.objects.update(is_listed=False)
    page = html(client, "/cart/")
    assert "This dish is no longer on the menu." in page
    assert "Take it out" in page
    assert reverse("checkout") + '"' not in page


def test_price_that_changed_shows_old_and_new_until_accepted(client: Client) -> None:
    cart = make_filled_cart(make_item(price=2_000))
    shop(client, cart)
    MenuItem.objects.update(price=2_300)
    sentence = "Now 2\u202f300\xa0RWF, it was 2\u202f000\xa0RWF"
    assert sentence in html(client, "/cart/")
    assert client.post("/cart/prices/")["Location"] == "/cart/"
    assert sentence not in html(client, "/cart/")


def test_fee_is_explained(client: Client) -> None:
    campus = make_zone("campus", fee=500, free_from=10_000, minimum=5_000)
    cart = make_filled_cart(make_item(price=2_500), place=area_place(campus))
    shop(client, cart)
    page = html(client, "/cart/")
    assert "Delivery is free from 10\u202f000\xa0RWF: 7\u202f500\xa0RWF to go." in page
    assert "2\u202f500\xa0RWF are missing" in page
    cart.lines.update(quantity=4)
    assert "because you order for 10\u202f000" in html(client, "/cart/")


def test_bed_is_chosen_by_one_button(client: Client) -> None:
    bed = make_bed(make_zone())
    assert "Surgery" in html(client, "/cart/place/")
    response = client.post("/cart/place/", {"bed": bed.code, "next": "/checkout/"})
    assert response["Location"] == "/checkout/"
    assert Cart.objects.get().bed == bed


def test_card_at_the_bed_only_suggests(client: Client) -> None:
    bed = make_bed(make_zone())
    assert "Bring it here" in html(client, f"/cart/place/?bed={bed.code}")
    assert not Cart.objects.exists()
    assert "do not know this card" in html(client, "/cart/place/?bed=nonsense")


def test_area_needs_directions_and_directions_an_area(client: Client) -> None:
    make_area(make_zone(), "market")
    without = client.post("/cart/place/", {"area": "market"})
    assert (without.status_code, "describe the place" in without.content.decode()) == (422, True)
    nowhere = client.post("/cart/place/", {"directions": "blue gate"})
    assert (nowhere.status_code, "nearest to you" in nowhere.content.decode()) == (422, True)
    assert client.post("/cart/place/", {}).status_code == 422
    assert not Cart.objects.exists()
    client.post("/cart/place/", {"area": "market", "directions": "blue\n gate"})
    assert Cart.objects.get().directions == "blue gate"


def test_posted_zone_or_fee_changes_nothing(client: Client) -> None:
    bed = make_bed(make_zone("wards", fee=700))
    make_zone("free")
    client.post("/cart/place/", {"bed": bed.code, "zone": "free", "fee": "0"})
    shop(client, Cart.objects.get())
    client.post("/cart/add/" + make_item(price=1_000).code + "/")
    assert "1\u202f700" in html(client, "/cart/")


def test_kept_place_is_offered_first_and_only_to_its_owner(client: Client) -> None:
    owner = make_user()
    address = keep_address(user=owner, label="Mama's bed", place=bed_place(make_zone()))
    refused = client.post("/cart/place/", {"address": address.code})
    assert refused.status_code == 422
    client.force_login(make_user())
    assert client.post("/cart/place/", {"address": address.code}).status_code == 422
    assert not Cart.objects.exists()
    client.force_login(owner)
    assert "Mama&#x27;s bed" in html(client, "/cart/place/")
    client.post("/cart/place/", {"address": address.code})
    assert Cart.objects.get().bed == address.bed


def test_who_eats_is_remembered_and_taken_back(client: Client) -> None:
    client.post("/cart/eater/", {"name": "Mama", "avoids": ["fish"], "diets": ["vegan"]})
    cart = Cart.objects.get()
    assert cart.eater is not None
    assert (cart.eater.name, cart.eater.avoids, cart.eater.needs) == ("Mama", ["fish"], ["vegan"])
    client.post("/cart/eater/", {"name": "Papa", "avoids": ["milk"]})
    assert Eater.objects.get(name="Mama").is_current
    client.post("/cart/eater/", {"name": "Papa", "avoids": ["eggs"]})
    assert list(
        Eater.objects.filter(name="Papa", is_current=True).values_list("avoids", flat=True)
    ) == [["eggs"]]
    client.post("/cart/eater/", {"name": ""})
    assert Cart.objects.get().eater is None


def test_one_person_too_many_gets_a_sentence(client: Client) -> None:
    cart = make_filled_cart(make_item(), user=make_user())
    for _number in range(MAX_EATERS):
        make_eater(owner=cart.user)
    shop(client, cart)
    response = client.post("/cart/eater/", {"name": "One more", "avoids": ["milk"]})
    assert response.status_code == 422
    assert "Please delete one first." in response.content.decode()
    assert (Eater.objects.count(), Cart.objects.get().eater) == (MAX_EATERS, None)


def test_kept_eater_of_another_account_is_not_found(client: Client) -> None:
    owner = make_user()
    eater = make_eater("Mama", owner=owner)
    assert client.post("/cart/eater/", {"eater": eater.code}).status_code == 404
    client.force_login(make_user())
    assert client.post("/cart/eater/", {"eater": eater.code}).status_code == 404
    client.force_login(owner)
    assert client.post("/cart/eater/", {"eater": "\0"}).status_code == 404
    client.post("/cart/eater/", {"eater": eater.code})
    assert Cart.objects.get().eater == eater


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:///evil", "\\\\evil"],
)
@pytest.mark.parametrize("path", ["/cart/add/tea/", "/cart/place/", "/cart/eater/"])
def test_next_never_leads_to_another_site(client: Client, path: str, target: str) -> None:
    make_item("tea")
    bed = make_bed(make_zone())
    data = {"bed": bed.code, "name": "Mama", "next": target}
    assert client.post(path, data)["Location"] in {"/cart/", "/menu/"}


def test_cart_comes_along_at_log_in(client: Client) -> None:
    user = make_user()
    client.post("/cart/add/" + make_item("tea").code + "/")
    client.force_login(user)
    assert "Tea" in html(client, "/cart/")
    assert Cart.objects.get().user == user


def test_french_cart_is_french_by_address(client: Client) -> None:
    cart = make_filled_cart(make_item("tea", name_fr="Thé"))
    shop(client, cart)
    assert "Thé" in html(client, "/fr/cart/")


def test_every_change_needs_the_token_of_a_form() -> None:
    strict = Client(enforce_csrf_checks=True)
    make_item("tea")
    for path in [
        "/cart/add/tea/",
        "/cart/lines/1/",
        "/cart/prices/",
        "/cart/place/",
        "/cart/eater/",
    ]:
        assert strict.post(path).status_code == 403
    assert not Cart.objects.exists()


@pytest.mark.parametrize("path", ["/cart/add/tea/", "/cart/lines/1/", "/cart/prices/"])
def test_nothing_changes_by_reading(client: Client, path: str) -> None:
    make_item("tea")
    assert client.get(path).status_code == 405
