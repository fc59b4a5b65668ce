"""Which promotions an order gets. Pure; docs/pricing.md says the rule in words.

Offers on lines come first, then the order as a whole. Of those that may not be combined, a line
takes part in one and the order gets one: whichever makes the total lowest. No promotion is ever
granted that makes an order dearer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from ordering.pricing.services import quote
from ordering.pricing.values import Discount, FeeRule, PricedLine, Quote

from .conditions import find_obstacle
from .effects import Effect, as_discount, effect_of
from .models import Promotion
from .values import Decision, Finding, Food, Grant, Occasion, Usage, Why

NOTHING_USED = Usage()


def decide(
    foods: Sequence[Food],
    promotions: Iterable[Promotion],
    occasion: Occasion,
    *,
    rule: FeeRule | None = None,
    usage: Mapping[int | None, Usage] | None = None,
    audiences: Collection[str] = (),
) -> Decision:
    """What is granted, and how each promotion stands. `usage` is by key of the promotion."""
    work = _Work(foods, rule or FeeRule())
    findings: list[Finding] = []
    holding: list[Promotion] = []
    used = usage or {}
    for promotion in promotions:
        of_it = used.get(promotion.pk, NOTHING_USED)
        obstacle = find_obstacle(promotion, foods, occasion, of_it, audiences)
        if obstacle is None:
            holding.append(promotion)
        else:
            findings.append(obstacle)
    on_lines = [promotion for promotion in holding if promotion.is_on_lines]
    on_order = [promotion for promotion in holding if not promotion.is_on_lines]
    for group in (on_lines, on_order):
        single = [promotion for promotion in group if not promotion.is_stackable]
        work.grant_best(single, used, is_once=group is on_order)
        work.grant_best([promotion for promotion in group if promotion.is_stackable], used)
    findings += [work.finding(promotion, used) for promotion in holding]
    return Decision(tuple(work.grants), tuple(findings))


class _Work:
    """A decision while it is being made: what was granted so far, and which lines are taken."""

    def __init__(self, foods: Sequence[Food], rule: FeeRule) -> None:
        self.foods = foods
        self.rule = rule
        self.lines = [PricedLine(f.unit_price, f.quantity, f.tax_rate) for f in foods]
        self.grants: list[Grant] = []
        self.taken: set[int] = set()
        self.quote = self._quote()

    def _quote(self, *more: Discount) -> Quote:
        granted = [grant.discount for grant in self.grants]
        return quote(self.lines, fee_rule=self.rule, discounts=[*granted, *more])

    def grant_best(
        self, group: list[Promotion], used: Mapping[int | None, Usage], *, is_once: bool = False
    ) -> None:
        """Grant whatever lowers the total most, again and again; `is_once`: only one of them."""
        waiting = list(group)
        while waiting:
            offers = [
                Grant(promotion, discount)
                for promotion in waiting
                if (discount := self._offer(promotion, used)) is not None
            ]
            best = min(offers, key=self._price_with, default=None)
            if best is None or self._price_with(best)[0] >= self.quote.total:
                return
            self.grants.append(best)
            if _is_bound(best.promotion):
                self.taken.update(best.discount.lines or ())
            self.quote = self._quote()
            if is_once:
                return
            waiting.remove(best.promotion)

    def _price_with(self, offer: Grant) -> tuple[int, int]:
        """The total with it, lowest first; of equal ones the older promotion."""
        return self._quote(offer.discount).total, offer.promotion.pk or 0

    def _offer(self, promotion: Promotion, used: Mapping[int | None, Usage]) -> Discount | None:
        left = [line.net for line in self.quote.lines]
        closed = self.taken if _is_bound(promotion) else set()
        open_lines = [index for index in range(len(left)) if index not in closed]
        effect = effect_of(promotion, self.foods, left, open_lines, self.quote.fee)
        if effect is None or _is_beyond_budget(promotion, effect, used):
            return None
        return as_discount(promotion, effect)

    def finding(self, promotion: Promotion, used: Mapping[int | None, Usage]) -> Finding:
        """How a promotion stands that holds by itself."""
        granted = next((grant for grant in self.grants if grant.promotion is promotion), None)
        if granted is not None:
            return Finding(promotion, Why.APPLIES, saving=granted.discount.amount)
        alone = _Work(self.foods, self.rule)
        left = [line.net for line in alone.quote.lines]
        effect = effect_of(promotion, self.foods, left, range(len(left)), alone.quote.fee)
        if effect is not None and _is_beyond_budget(promotion, effect, used):
            return Finding(promotion, Why.BUDGET_SPENT)
        alone.grant_best([promotion], used)
        return Finding(promotion, Why.OTHER_IS_BETTER if alone.grants else Why.NOTHING_TO_LOWER)


def _is_bound(promotion: Promotion) -> bool:
    """Whether the lines that take part in it are closed for its like, and theirs for it."""
    return promotion.is_on_lines and not promotion.is_stackable


def _is_beyond_budget(
    promotion: Promotion, effect: Effect, used: Mapping[int | None, Usage]
) -> bool:
    if promotion.budget is None:
        return False
    return used.get(promotion.pk, NOTHING_USED).amount + effect.amount > promotion.budget
