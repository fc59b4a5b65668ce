"""Changing a cart: lines that join, bounds, what is not for the eater, and coming along at log-in."""

from __future__ import annotations

import datetime as dt

import pytest

from ordering.carts.cleaning import empty_carts, stale_carts
from ordering.carts.models import MAX_LINES, MAX_QUANTITY, Cart, CartLine
from ordering.carts.selectors import find_cart, view_cart
from ordering.carts.services import (
    KEEP_GUEST_CARTS,
    CannotAdd,
    NotSafeForEater,
    accept_prices,
    cook_for,
    make_cart,
    merge_carts,
    set_quantity,
)
from ordering.catalogue.models import MenuItem, Option
from ordering.catalogue.selection import InvalidSelection
from ordering.testing import (
    NOON,
    add_group,
    area_place,
    bed_place,
    make_eater,
    make_filled_cart,
    make_item,
    make_user,
    make_zone,
    put,
)

pytestmark = pytest.mark.django_db


def lines(cart: Cart) -> list[tuple[str, int]]:
    return list(cart.lines.order_by("item__code").values_list("item__code", "quantity"))


def test_same_choice_joins_its_line_and_another_note_does_not() -> None:
    cart, item = make_cart(user=None), make_item("tea")
    put(cart, item, 2)
    put(cart, item, 3)
    put(cart, item, 1, note="no sugar")
    assert sorted(lines(cart)) == [("tea", 1), ("tea", 5)]


def test_order_in_which_options_are_named_does_not_matter() -> None:
    cart, item = make_cart(user=None), make_item()
    add_group(item, "extra", {"egg": 200, "cheese": 300}, maximum=2)
    put(cart, item, options=["extra:egg", "extra:cheese"])
    put(cart, item, options=["extra:cheese", "extra:egg"])
    assert cart.lines.get().quantity == 2


def test_quantity_stops_at_its_bound() -> None:
    cart, item = make_cart(user=None), make_item()
    put(cart, item, MAX_QUANTITY)
    put(cart, item, 5)
    assert cart.lines.get().quantity == MAX_QUANTITY


def test_cart_holds_a_bounded_number_of_lines() -> None:
    cart, item = make_cart(user=None), make_item()
    for number in range(MAX_LINES):
        put(cart, item, note=str(number))
    with pytest.raises(CannotAdd, match="40 different dishes"):
        put(cart, item, note="one more")
    put(cart, item, note="0")
    assert cart.lines.count() == MAX_LINES


def test_dish_off_the_menu_or_sold_out_cannot_be_added() -> None:
    cart = make_cart(user=None)
    with pytest.raises(CannotAdd, match="no longer on the menu"):
        put(cart, make_item(is_listed=False))
    soon = NOON + dt.timedelta(minutes=1)
    with pytest.raises(CannotAdd, match="sold out"):
        put(cart, make_item(sold_out_until=soon))
    put(cart, make_item(sold_out_until=NOON))
    assert cart.lines.count() == 1


@pytest.mark.parametrize(
    ("size", "options", "sentence"),
    [
        ("huge", ["side:rice"], "size is no longer available"),
        ("", [], "Please choose: Side"),
        ("", ["side:rice", "side:chips"], "at most 1: Side"),
        ("", ["side:gold"], "Please choose: Side"),
        ("", ["side:rice", "other:thing"], "choice that you made is no longer available"),
        ("", ["side:plantain"], "Please choose: Side"),
    ],
)
def test_choice_that_cannot_be_made_is_refused(
    size: str, options: list[str], sentence: str
) -> None:
    item = make_item(sizes={"small": 0})
    add_group(item, "side", {"rice": 0, "chips": 200, "plantain": 100}, minimum=1)
    Option.objects.filter(code="plantain").update(is_available=False)
    cart = make_cart(user=None)
    with pytest.raises(InvalidSelection, match=sentence):
        put(cart, item, size=size, options=options)
    assert not cart.lines.exists()


def test_dish_that_is_not_for_the_eater_cannot_be_added() -> None:
    cart = make_filled_cart(eater=make_eater("Mama", avoids=["fish"]))
    with pytest.raises(NotSafeForEater, match=r"not for Mama\. It contains fish"):
        put(cart, make_item(allergens={"fish": "contains"}))
    assert not cart.lines.exists()


@pytest.mark.parametrize(
    ("diet", "allergen"), [("gluten_free", "gluten"), ("vegan", "milk"), ("vegetarian", "fish")]
)
def test_option_that_ends_a_claim_is_not_for_whoever_needs_it(diet: str, allergen: str) -> None:
    item = make_item(tags=[diet])
    add_group(item, "topping", {"plain": 0, "rich": 0}, contains={"rich": [allergen]})
    cart = make_filled_cart(eater=make_eater(needs=[diet]))
    with pytest.raises(NotSafeForEater, match="not marked"):
        put(cart, item, options=["topping:rich"])
    assert not cart.lines.exists()
    put(cart, item, options=["topping:plain"])
    assert cart.lines.get().options == ["topping:plain"]


def test_option_can_make_a_safe_dish_unsafe() -> None:
    item = make_item()
    add_group(
        item, "topping", {"groundnuts": 200, "herbs": 0}, contains={"groundnuts": ["peanuts"]}
    )
    cart = make_filled_cart(eater=make_eater(avoids=["peanuts"]))
    with pytest.raises(NotSafeForEater, match="contains peanuts"):
        put(cart, item, options=["topping:groundnuts"])
    put(cart, item, options=["topping:herbs"])
    assert cart.lines.count() == 1


def test_eater_told_later_marks_what_is_in_the_cart() -> None:
    fish, tea = make_item("fish", allergens={"fish": "contains"}), make_item("tea")
    cart = make_filled_cart(fish, tea)
    cook_for(cart=cart, eater=make_eater(avoids=["fish"]))
    view = view_cart(cart, now=NOON)
    assert {line.item.code: line.verdict.is_safe for line in view.lines} == {
        "fish": False,
        "tea": True,
    }
    assert not view.can_check_out


def test_line_that_cannot_be_ordered_has_no_price_and_says_why() -> None:
    gone, there = make_item("gone", price=1_000), make_item("there", price=2_000)
    cart = make_filled_cart(gone, there)
    MenuItem.objects.filter(code="gone").update(is_listed=False)
    view = view_cart(cart, now=NOON)
    assert [(line.item.code, line.problem) for line in view.lines] == [
        ("gone", "This dish is no longer on the menu."),
        ("there", ""),
    ]
    assert (view.quote.total, view.count, view.portions) == (2_000, 2, 1)
    assert not view.can_check_out


def test_changed_price_is_announced_until_it_is_accepted() -> None:
    cart = make_filled_cart(make_item(price=2_000))
    MenuItem.objects.update(price=2_300)
    assert [line.old_price for line in view_cart(cart, now=NOON).lines] == [2_000]
    accept_prices(cart=cart, now=NOON)
    accept_prices(cart=cart, now=NOON)
    view = view_cart(cart, now=NOON)
    assert ([line.old_price for line in view.lines], view.quote.total) == ([None], 2_300)


def test_digest_follows_what_would_be_ordered() -> None:
    cart = make_filled_cart(make_item(), make_item())
    before = view_cart(cart, now=NOON).digest
    line = cart.lines.order_by("pk").first()
    assert line is not None
    set_quantity(cart=cart, line_id=line.pk, quantity=2)
    changed = view_cart(cart, now=NOON).digest
    set_quantity(cart=cart, line_id=line.pk, quantity=1)
    assert changed != before
    assert view_cart(cart, now=NOON).digest == before


def test_line_of_another_cart_is_left_alone() -> None:
    mine, other = make_filled_cart(make_item()), make_filled_cart(make_item())
    set_quantity(cart=mine, line_id=other.lines.get().pk, quantity=0)
    assert other.lines.count() == 1


def test_guests_cart_comes_along_at_log_in() -> None:
    user, zone = make_user(), make_zone()
    tea, soup = make_item("tea"), make_item("soup")
    mine = make_filled_cart(tea, user=user, place=bed_place(zone))
    guest = make_filled_cart(tea, soup, place=area_place(zone), eater=make_eater("Mama"))
    merged = merge_carts(guest=guest, user=user)
    assert merged == mine
    assert lines(merged) == [("soup", 1), ("tea", 2)]
    assert (merged.area, merged.bed) == (guest.area, None)
    assert merged.eater is not None
    assert (merged.eater.name, merged.eater.owner) == ("Mama", None)
    merged.eater.refresh_from_db()
    assert merged.eater.owner == user
    assert not Cart.objects.filter(user=None).exists()


def test_merging_keeps_both_bounds() -> None:
    user, item = make_user(), make_item()
    mine, guest = make_cart(user=user), make_cart(user=None)
    put(mine, item, 15)
    put(guest, item, 15)
    for number in range(MAX_LINES - 1):
        put(mine, item, note=f"mine {number}")
    put(guest, item, note="too much")
    merged = merge_carts(guest=guest, user=user)
    assert merged.lines.count() == MAX_LINES
    assert merged.lines.get(note="").quantity == MAX_QUANTITY


def test_cart_of_an_account_is_not_found_by_its_code() -> None:
    cart = make_cart(user=make_user())
    assert find_cart(user_id=None, code=cart.code) is None
    assert find_cart(user_id=None, code=None) is None


def test_an_empty_cart_of_a_guest_who_told_us_nothing_goes_after_a_day() -> None:
    empty, known, filled = make_cart(user=None), make_cart(user=None), make_filled_cart(make_item())
    Cart.objects.filter(pk=known.pk).update(contact_phone="+250788123456")
    make_cart(user=make_user())
    Cart.objects.update(updated_at=NOON)

    assert empty_carts(NOON + dt.timedelta(days=1)).count() == 0
    assert sum(empty_carts(NOON + dt.timedelta(days=1, seconds=1)).remove()) == 1
    assert not Cart.objects.filter(pk=empty.pk).exists()
    assert Cart.objects.filter(pk__in=[known.pk, filled.pk]).count() == 2


def test_stale_guest_carts_are_swept_and_those_of_accounts_stay() -> None:
    stale, fresh, mine = (
        make_filled_cart(make_item()),
        make_cart(user=None),
        make_cart(user=make_user()),
    )
    long_ago = NOON - KEEP_GUEST_CARTS - dt.timedelta(seconds=1)
    Cart.objects.filter(pk__in=[stale.pk, mine.pk]).update(updated_at=long_ago)
    Cart.objects.filter(pk=fresh.pk).update(updated_at=NOON)
    assert [sum(stale_carts(NOON).remove()) for _time in range(2)] == [1, 0]
    assert set(Cart.objects.all()) == {fresh, mine}
    assert not CartLine.objects.exists()
