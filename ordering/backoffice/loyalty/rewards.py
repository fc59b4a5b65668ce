"""The catalogue of rewards in the admin. One that was exchanged can only be ended."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from ordering.loyalty.models import Reward

from ..base import HouseAdmin

Kind = Reward.Kind


class RewardForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        needed = {Kind.DISH: "item", Kind.STORE_CREDIT: "amount"}.get(data.get("kind", ""))
        if needed and not data.get(needed) and needed not in self.errors:
            self.add_error(needed, ValidationError(_("Please say what this reward gives.")))
        return data


class RewardAdmin(HouseAdmin):
    model = Reward
    menu_label = gettext_lazy("Rewards")
    menu_icon = "tag"
    ordering = ("points", "pk")
    search_fields = ("name", "name_fr", "name_rw")
    list_display = ("localized_name", "kind", "points", "shown_active")
    edit_handler: ClassVar[ObjectList] = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("name_fr"), FieldPanel("name_rw")],
                heading=gettext_lazy("Name"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("kind"),
                    FieldRowPanel([FieldPanel("points"), FieldPanel("is_active")]),
                    FieldRowPanel([FieldPanel("item"), FieldPanel("amount")]),
                ],
                heading=gettext_lazy("What it gives"),
            ),
        ],
        base_form_class=RewardForm,
    )

    def get_edit_handler(self) -> ObjectList:
        return self.edit_handler

    def localized_name(self, reward: Reward) -> str:
        return reward.localized_name

    localized_name.short_description = gettext_lazy("Name")  # type: ignore[attr-defined]
    localized_name.admin_order_field = "name"  # type: ignore[attr-defined]


reward_admin = RewardAdmin()
