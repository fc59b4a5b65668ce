"""Blocks of dishes: by hand, by what is popular, or by a rule. Prices and sale are as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, ChooserBlock, IntegerBlock, ListBlock

from marketing.dishes import MOST_SHOWN, first_of_each
from marketing.facts import Facts, Needs
from menu_pages.cards import DishCard
from ordering.catalogue.facts import DietaryTag
from ordering.catalogue.models import MenuItem
from site_core.base.money import MAX_AMOUNT

from .base import LiveBlock, heading

POPULAR, CHOSEN, RULE = "popular", "chosen", "rule"


class ItemChooserBlock(ChooserBlock):
    """By what is sold, so that each language shows its own page of the dish."""

    class Meta:
        icon = "tag"

    @cached_property
    def target_model(self) -> type[MenuItem]:
        return MenuItem

    @cached_property
    def widget(self) -> Any:
        # The chooser that dish pages use too; its forms need all models to be loaded.
        from ordering.backoffice.item_chooser import item_chooser  # noqa: PLC0415

        return item_chooser.widget_class()


class DishesBlock(LiveBlock):
    heading = heading(
        help_text=_(
            "Empty: “Ordered most these days”, or “From our kitchen” while it is not known."
        )
    )
    intro = CharBlock(label=_("In one line"), max_length=160, required=False)
    source = ChoiceBlock(
        label=_("Which dishes"),
        choices=[
            (POPULAR, _("what is ordered most now")),
            (CHOSEN, _("the ones chosen below")),
            (RULE, _("all that fit the rule below")),
        ],
        default=POPULAR,
    )
    items = ListBlock(
        ItemChooserBlock(label=_("Dish")),
        label=_("Chosen dishes"),
        min_num=0,
        max_num=MOST_SHOWN,
        default=[],
    )
    diet = ChoiceBlock(label=_("Rule: suits"), choices=DietaryTag.choices, required=False)
    max_price = IntegerBlock(
        label=_("Rule: at most, in RWF"), min_value=1, max_value=MAX_AMOUNT, required=False
    )
    limit = IntegerBlock(label=_("How many at most"), min_value=1, max_value=MOST_SHOWN, default=8)

    class Meta:
        icon = "list-ul"
        label = _("Dishes")
        template = "marketing/blocks/dishes.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.dishes = True
        needs.popular = needs.popular or value["source"] == POPULAR

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        return {
            "dishes": self._found(value, facts)[: value["limit"] or MOST_SHOWN],
            "is_popular": value["source"] == POPULAR and bool(facts.popular),
            "max_price": value["max_price"] if value["source"] == RULE else None,
            "menu_url": facts.menu_url,
        }

    def _found(self, value: Any, facts: Facts) -> Sequence[DishCard]:
        if value["source"] == RULE:
            return [card for card in facts.dishes if self._fits(card, value)]
        if value["source"] == CHOSEN:
            order = [item.pk for item in value["items"] if item is not None]
            chosen = (card for card in facts.dishes if card.item.pk in order)
            return sorted(chosen, key=lambda card: order.index(card.item.pk))
        return facts.popular or first_of_each(facts.dishes)

    @staticmethod
    def _fits(card: DishCard, value: Any) -> bool:
        """What can be had now, for at most so much, and says of itself that it suits."""
        return (
            not card.is_gone
            and (not value["diet"] or card.item.facts.carries(value["diet"]))
            and (value["max_price"] is None or card.price <= value["max_price"])
        )


class SectionsBlock(LiveBlock):
    heading = heading(required=True)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Sections of the menu")
        template = "marketing/blocks/sections.html"

    def gather(self, value: Any, needs: Needs) -> None:
        needs.sections = True

    def show(self, value: Any, facts: Facts) -> dict[str, Any]:
        return {"sections": facts.sections}
