"""What holds for whatever promotions meet whatever order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ordering.pricing.services import quote
from ordering.pricing.values import FeeRule, PricedLine, Target
from ordering.promotions.evaluation import decide
from ordering.promotions.models import Kind, Promotion
from ordering.promotions.values import Food, Occasion, Usage
from ordering.testing import NOON

CATEGORIES = ("lunch", "drinks")
prices = st.integers(0, 9_000)


@st.composite
def orders(draw: st.DrawFn) -> list[Food]:
    items = draw(st.lists(st.sampled_from("abcdefgh"), max_size=6, unique=True))
    return [
        Food(
            key=item,
            item=item,
            category=CATEGORIES[index % 2],
            tags=frozenset(),
            unit_price=draw(prices),
            quantity=draw(st.integers(1, 6)),
            tax_rate=draw(st.sampled_from([0, 18])),
        )
        for index, item in enumerate(items)
    ]


targets = st.sampled_from([[], ["category:lunch"], ["category:drinks"], ["item:a", "item:c"]])
promotion = st.builds(
    Promotion,
    is_active=st.just(True),
    kind=st.sampled_from(Kind.values),
    percent=st.integers(1, 100),
    amount=st.integers(1, 12_000),
    buy_quantity=st.integers(1, 3),
    get_quantity=st.integers(1, 2),
    foods=targets,
    gets=targets,
    parts=st.lists(targets, min_size=1, max_size=3),
    is_stackable=st.booleans(),
    minimum=st.sampled_from([0, 0, 5_000]),
    budget=st.none() | st.integers(0, 3_000),
)


@st.composite
def promotion_lists(draw: st.DrawFn) -> list[Promotion]:
    found = draw(st.lists(promotion, max_size=5))
    for number, one in enumerate(found, start=1):
        one.pk, one.name = number, f"P{number}"
    return found


rules = st.builds(FeeRule, st.sampled_from([0, 1_000]), st.none() | st.integers(0, 20_000))


@settings(max_examples=150)
@given(orders(), promotion_lists(), rules, st.data())
def test_promotions_never_make_dearer_and_add_up_in_whatever_order(
    foods: list[Food], promotions: list[Promotion], rule: FeeRule, data: st.DataObject
) -> None:
    lines = [PricedLine(f.unit_price, f.quantity, f.tax_rate) for f in foods]
    plain = quote(lines, fee_rule=rule)
    decision = decide(foods, promotions, Occasion(NOON), rule=rule)
    price = quote(lines, fee_rule=rule, discounts=decision.discounts)

    # Each grant is applied in full: what the order keeps as its reasons adds up to its discount.
    off_food = [d.amount for d in decision.discounts if d.target == Target.FOOD]
    off_delivery = [d.amount for d in decision.discounts if d.target == Target.DELIVERY]
    assert sum(off_food) == price.discount
    assert sum(off_food) + sum(off_delivery) == sum(a.amount for a in price.discounts)
    assert all(amount > 0 for amount in (*off_food, *off_delivery))
    assert 0 <= price.total <= plain.total
    assert all(0 <= line.discount <= line.gross for line in price.lines)

    # No promotion twice, none beyond its budget, and one at most on the order unless combined.
    granted = [grant.promotion for grant in decision.grants]
    assert len({one.pk for one in granted}) == len(granted)
    assert all(
        grant.promotion.budget is None or grant.discount.amount <= grant.promotion.budget
        for grant in decision.grants
    )
    assert sum(not one.is_on_lines and not one.is_stackable for one in granted) <= 1
    assert len(decision.findings) == len(promotions)

    # Neither the order of the lines nor that of the promotions decides what is paid.
    shuffled = data.draw(st.permutations(foods))
    again = decide(shuffled, data.draw(st.permutations(promotions)), Occasion(NOON), rule=rule)
    other = quote(
        [PricedLine(f.unit_price, f.quantity, f.tax_rate) for f in shuffled],
        fee_rule=rule,
        discounts=again.discounts,
    )
    assert (other.total, other.fee, other.discount) == (price.total, price.fee, price.discount)


@given(st.integers(0, 3_000), st.integers(0, 3_000))
def test_a_budget_is_never_passed(budget: int, spent: int) -> None:
    one = Promotion(pk=1, name="P", is_active=True, kind=Kind.AMOUNT, amount=700, budget=budget)
    food = Food("a", "a", "lunch", frozenset(), 1_000, 1, 18)
    decision = decide([food], [one], Occasion(NOON), usage={1: Usage({"all": 1}, spent)})
    assert bool(decision.grants) == (spent + 700 <= budget)
