"""What can be done with many dishes at once: sold out, back on sale, a dietary tag.

They stand in every listing of pages, for Wagtail knows no other place; pages that sell nothing are
named as left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from menu_pages.models import DishPage
from ordering.catalogue.facts import DietaryTag
from ordering.catalogue.models import MenuItem
from ordering.catalogue.services import set_tag
from ordering.fulfilment.item_panel import mark_until


def items_of(pages: Iterable[Page]) -> list[MenuItem]:
    """What these pages sell, each once, whatever the number of languages. One query."""
    sold = DishPage.objects.filter(pk__in=[page.pk for page in pages]).values("item")
    return list(MenuItem.objects.filter(pk__in=sold).order_by("pk"))


class DishAction(PageBulkAction):
    """The base of the three: who may, on what, and the page that asks once more."""

    template_name = "menu_pages/admin/bulk_dishes.html"
    form_class = forms.Form
    permission = ""
    question: Any = ""

    def check_perm(self, page: Page) -> bool:
        return isinstance(page.specific_deferred, DishPage) and self.request.user.has_perm(
            self.permission
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=self.display_name,
            question=self.question,
            has_fields=bool(self.form_class.base_fields),
            **kwargs,
        )

    def get_execution_context(self) -> dict[str, Any]:
        return {"words": self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, objects: list[Page], **kwargs: Any) -> tuple[int, int]:
        """How many items it held for, and for how many it did not."""
        done = [cls.act(item, **kwargs) for item in items_of(objects)]
        return sum(done), len(done) - sum(done)

    @classmethod
    def act(cls, item: MenuItem, *, words: dict[str, Any]) -> bool:
        raise NotImplementedError

    def get_success_message(self, done: int, refused: int) -> str:
        text = ngettext("Done for %(count)d dish.", "Done for %(count)d dishes.", done)
        text %= {"count": done}
        if refused:
            left = ngettext(
                "%(count)d dish was left as it is: its figures or allergens say otherwise.",
                "%(count)d dishes were left as they are: their figures or allergens say otherwise.",
                refused,
            )
            text = f"{text} {left % {'count': refused}}"
        return text


class SoldOutForm(forms.Form):
    until = forms.ChoiceField(
        label=gettext_lazy("Until when?"),
        choices=[
            ("tonight", gettext_lazy("Until the kitchen closes")),
            ("opening", gettext_lazy("Until it opens the next day")),
        ],
        initial="tonight",
        widget=forms.RadioSelect,
    )


class SoldOut(DishAction):
    display_name = gettext_lazy("Sold out")
    aria_label = gettext_lazy("Mark the selected dishes sold out")
    action_type = "sold_out"
    action_priority = 5
    permission = "catalogue.mark_sold_out_menuitem"
    question = gettext_lazy("Are these dishes sold out?")
    form_class = SoldOutForm

    @classmethod
    def act(cls, item: MenuItem, *, words: dict[str, Any]) -> bool:
        mark_until(item=item, until=words["until"], now=timezone.now())
        return True


class BackOnSale(DishAction):
    display_name = gettext_lazy("Back on sale")
    aria_label = gettext_lazy("Put the selected dishes back on sale")
    action_type = "back_on_sale"
    action_priority = 6
    permission = "catalogue.mark_sold_out_menuitem"
    question = gettext_lazy("Can these dishes be had again?")

    @classmethod
    def act(cls, item: MenuItem, *, words: dict[str, Any]) -> bool:
        mark_until(item=item, until="now", now=timezone.now())
        return True


class TagForm(forms.Form):
    tag = forms.ChoiceField(label=gettext_lazy("Dietary tag"), choices=DietaryTag.choices)
    take_away = forms.BooleanField(label=gettext_lazy("Take it away"), required=False)


class Tag(DishAction):
    display_name = gettext_lazy("Dietary tag")
    aria_label = gettext_lazy("Give the selected dishes a dietary tag")
    action_type = "dietary_tag"
    action_priority = 7
    permission = "catalogue.change_menuitem"
    question = gettext_lazy(
        "Which tag shall these dishes have? A dish whose figures contradict it is left as it is."
    )
    form_class = TagForm

    @classmethod
    def act(cls, item: MenuItem, *, words: dict[str, Any]) -> bool:
        return set_tag(item=item, tag=words["tag"], is_claimed=not words["take_away"])


BULK_ACTIONS = (SoldOut, BackOnSale, Tag)
