"""An item with its choices: resolved from codes, priced, and put into words. No query of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from site_core.base.errors import DomainError

from .claims import still_claimed
from .facts import FoodFacts, Presence
from .models import ItemSize, MenuItem, Option


class InvalidSelection(DomainError):
    """A choice that is missing, is no longer there, or is one too many."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What somebody chose. `unit_price` in RWF holds size and options."""

    item: MenuItem
    size: ItemSize | None
    options: tuple[Option, ...]
    unit_price: int
    allergens: Mapping[str, str]

    @property
    def facts(self) -> FoodFacts:
        """The facts of the dish as chosen: options add allergens, and so may end a claim."""
        plain = self.item.facts
        if self.allergens == plain.allergens:
            return plain
        chosen = replace(plain, allergens=self.allergens)
        return replace(chosen, tags=still_claimed(before=plain, after=chosen))

    def words(self, language: str) -> str:
        """The choices for people: "Large, rice"."""
        parts = [self.size.name_in(language)] if self.size else []
        return ", ".join([*parts, *(option.name_in(language) for option in self.options)])


def option_key(group_code: str, option_code: str) -> str:
    return f"{group_code}:{option_code}"


def select(item: MenuItem, *, size: str = "", options: Sequence[str] = ()) -> Selection:
    """Resolve choices by code. Fetch the item `with_choices()` first.

    Without a size the default (or first) one is taken. Raises InvalidSelection when a size or
    option does not exist or is not available, or when a group got too few or too many.
    """
    chosen_size = _size(item, size)
    chosen = _options(item, options)
    price = item.price + (chosen_size.extra if chosen_size else 0) + sum(o.extra for o in chosen)
    allergens = dict(item.allergens)
    for option in chosen:
        allergens.update(dict.fromkeys(option.contains, Presence.CONTAINS.value))
    return Selection(item, chosen_size, tuple(chosen), max(price, 0), allergens)


def _size(item: MenuItem, code: str) -> ItemSize | None:
    sizes = list(item.sizes.all())
    if not sizes:
        if code:
            raise InvalidSelection(_("This size is no longer available."))
        return None
    if not code:
        return next((size for size in sizes if size.is_default), sizes[0])
    size = next((size for size in sizes if size.code == code), None)
    if size is None:
        raise InvalidSelection(_("This size is no longer available."))
    return size


def _options(item: MenuItem, keys: Sequence[str]) -> list[Option]:
    wanted = set(keys)
    chosen: list[Option] = []
    for group in item.groups.all():
        available = {
            option_key(group.code, o.code): o for o in group.options.all() if o.is_available
        }
        picked = [option for key, option in available.items() if key in wanted]
        wanted.difference_update(available)
        if len(picked) < group.minimum:
            raise InvalidSelection(_("Please choose: %(group)s.") % {"group": group.localized_name})
        if len(picked) > group.maximum:
            raise InvalidSelection(
                _("Please choose at most %(count)d: %(group)s.")
                % {"count": group.maximum, "group": group.localized_name}
            )
        chosen += picked
    if wanted:
        raise InvalidSelection(_("A choice that you made is no longer available."))
    return chosen
