"""Menu items and categories in the admin: what is sold, apart from what people read about it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from modelcluster.forms import BaseChildFormSet
from wagtail.admin import messages
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.log_actions import log

from ordering.catalogue.facts import Allergen, Presence
from ordering.catalogue.models import Category, MenuItem
from ordering.catalogue.proposals import open_proposal
from ordering.catalogue.services import confirm_facts
from site_core.base.money import format_rwf

from .availability import availability
from .base import HouseAdmin, HouseEditView, actor_of, needs
from .filters import choice_filter, condition_filter
from .item_forms import CHILD_FORMS, FIGURES, ItemForm

NAMES = [FieldPanel("name"), FieldPanel("name_fr"), FieldPanel("name_rw")]
ALLERGENS_INCOMPLETE = reduce(
    or_,
    (Q(**{f"allergens__{code}": Presence.UNKNOWN}) for code in Allergen.values),
    ~Q(allergens__has_keys=Allergen.values),
)


class BoundedFormSet(BaseChildFormSet):
    """Refuses a forged number of rows before it makes a form for each of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Rows that were added and deleted again still count, so there is room for those.
        self.absolute_max = 3 * self.max_num
        super().__init__(*args, **kwargs)


class FormedInlinePanel(InlinePanel):
    """Rows with forms of our own, so that they can say in words what is wrong with them."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset["form"] = CHILD_FORMS[self.db_field.related_model]
        formset["formset"] = BoundedFormSet
        formset["inherit_kwargs"] = ["for_user"]
        return options


SOLD = ObjectList(
    [
        MultiFieldPanel(NAMES, heading=gettext_lazy("Name")),
        FieldPanel("category"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("price"), FieldPanel("tax_class")])],
            heading=gettext_lazy("Price"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_listed"),
                FieldPanel("sold_out_until"),
                FieldRowPanel([FieldPanel("daily_portions"), FieldPanel("preparation_minutes")]),
            ],
            heading=gettext_lazy("On sale"),
        ),
        FieldPanel("code"),
    ],
    heading=gettext_lazy("Sold"),
)
OPTION_PANELS = [
    *NAMES,
    FieldRowPanel([FieldPanel("extra"), FieldPanel("is_available")]),
    FieldPanel("contains"),
]
CHOICES = ObjectList(
    [
        FormedInlinePanel(
            "sizes",
            panels=[*NAMES, FieldRowPanel([FieldPanel("extra"), FieldPanel("is_default")])],
            heading=gettext_lazy("Sizes"),
            label=gettext_lazy("Size"),
            max_num=12,
        ),
        FormedInlinePanel(
            "groups",
            panels=[
                *NAMES,
                FieldRowPanel([FieldPanel("minimum"), FieldPanel("maximum")]),
                FormedInlinePanel(
                    "options", panels=OPTION_PANELS, label=gettext_lazy("Option"), max_num=40
                ),
            ],
            heading=gettext_lazy("Questions with options"),
            label=gettext_lazy("Question"),
            max_num=12,
        ),
    ],
    heading=gettext_lazy("Sizes and options"),
)
FACTS_TAB = ObjectList(
    [
        FieldPanel("allergens"),
        FieldPanel("allergen_note"),
        FieldPanel("tags"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(a), FieldPanel(b)])
                for a, b in zip(FIGURES[::2], FIGURES[1::2], strict=True)
            ],
            heading=gettext_lazy("One portion as served"),
            help_text=gettext_lazy(
                "Leave a figure empty if nobody measured it. Empty is not zero."
            ),
        ),
    ],
    heading=gettext_lazy("Allergens, tags and figures"),
)


class ItemEditView(HouseEditView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item: MenuItem = self.instance
        return super().get_context_data(
            confirm_url=self.url_helper.get_action_url("confirm", item.pk),
            seen=item.updated_at.isoformat(),
            proposal=open_proposal(item),
            **kwargs,
        )


class ItemAdmin(HouseAdmin):
    model = MenuItem
    menu_label = gettext_lazy("What is sold")
    menu_icon = "tag"
    edit_view_class = ItemEditView
    edit_template_name = "backoffice/item_edit.html"
    inspect_view_enabled = True
    inspect_view_fields: ClassVar[list[str]] = [
        "name", "category", "price", "tax_class", "preparation_minutes", "is_listed", "sold_out_until",
    ]  # fmt: skip
    list_display = ("name", "category", "shown_price", "shown_availability", "shown_facts")
    list_select_related = ("category",)
    list_filter = (
        choice_filter(
            gettext_lazy("Category"),
            "category__code",
            lambda: [
                (c.code, c.localized_name) for c in Category.objects.order_by("position", "pk")
            ],
        ),
        condition_filter(
            gettext_lazy("Sale"),
            "sale",
            {
                "on": (gettext_lazy("On sale"), lambda: Q(is_listed=True)),
                "off": (gettext_lazy("Not on sale"), lambda: Q(is_listed=False)),
            },
        ),
        condition_filter(
            gettext_lazy("Needs a hand"),
            "needs",
            {
                "figures": (gettext_lazy("Sample figures"), lambda: Q(is_sample=True)),
                "allergens": (gettext_lazy("Allergens not known"), lambda: ALLERGENS_INCOMPLETE),
            },
        ),
    )
    search_fields = ("name", "name_fr", "name_rw", "code")
    ordering = ("name", "pk")
    list_export = ("code", "name", "category", "price", "tax_class", "is_listed")
    edit_handler = TabbedInterface([SOLD, CHOICES, FACTS_TAB], base_form_class=ItemForm)

    def get_queryset(self, request: HttpRequest) -> QuerySet[MenuItem]:
        return super().get_queryset(request).select_related("category")

    def shown_price(self, item: MenuItem) -> str:
        return format_rwf(item.price)

    shown_price.short_description = gettext_lazy("Price")  # type: ignore[attr-defined]
    shown_price.admin_order_field = "price"  # type: ignore[attr-defined]

    def shown_availability(self, item: MenuItem) -> str:
        return availability(item, timezone.now())

    shown_availability.short_description = gettext_lazy("Sale")  # type: ignore[attr-defined]

    def shown_facts(self, item: MenuItem) -> str:
        if item.is_sample:
            return format_html('<span class="status-tag">{}</span>', _("Sample figures"))
        return _("Confirmed") if item.facts_confirmed_at else _("Not confirmed")

    shown_facts.short_description = gettext_lazy("Figures")  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            *super().get_admin_urls_for_registration(),
            path(
                f"{self.url_helper.base_url_path}/confirm/<int:pk>/",
                confirm_view,
                name=self.url_helper.get_action_url_name("confirm"),
            ),
        )


@require_POST
@needs("catalogue.change_menuitem")
def confirm_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The dietitian vouches for the figures that were on the screen, not for later ones."""
    item = get_object_or_404(MenuItem, pk=pk)
    if request.POST.get("seen") != item.updated_at.isoformat():
        messages.error(
            request, _("Somebody changed this item meanwhile. Please look at the figures again.")
        )
    else:
        confirm_facts(item=item, actor=actor_of(request), now=timezone.now())
        log(instance=item, action="wagtail.edit", content_changed=True)
        messages.success(request, _("Thank you. Figures and allergens are confirmed."))
    return redirect(item_admin.url_helper.get_action_url("edit", item.pk))


class CategoryAdmin(HouseAdmin):
    model = Category
    menu_label = gettext_lazy("Categories")
    menu_icon = "folder-open-inverse"
    list_display = ("name", "code", "position")
    ordering = ("position", "pk")
    search_fields = ("name", "name_fr", "name_rw")
    panels = [*NAMES, FieldPanel("code"), FieldPanel("position")]


item_admin = ItemAdmin()
category_admin = CategoryAdmin()
