"""The first steps on the admin's first page: what a new editor does first, and what is done already.

The panel goes away by itself when everything on it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from marketing.banners.models import Banner
from marketing.models import HomePage, Question
from menu_pages.models import DishPage
from ordering.backoffice.items import ALLERGENS_INCOMPLETE
from ordering.catalogue.models import MenuItem
from site_core.house.models import Brand, HouseContact
from site_core.users.models import User


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    why: str
    url: str
    is_done: bool


def first_steps(user: User) -> list[Step]:
    """Those that this person may take. One query a step."""
    steps: list[tuple[str, Callable[[], Step]]] = [
        ("house.change_housecontact", _contact),
        ("house.change_brand", _brand),
        ("menu_pages.change_dietarynote", _dish),
        ("catalogue.approve_allergens", _allergens),
        ("marketing.change_question", _question),
        ("banners.change_banner", _banner),
        ("marketing.change_question", _home),
    ]
    return [make() for permission, make in steps if user.has_perm(permission)]


def _contact() -> Step:
    contact = HouseContact.objects.first()
    return Step(
        _("Say how people reach you"),
        _("Phone, e-mail and address stand below every page and on every receipt."),
        reverse("wagtailsettings:edit", args=["house", "housecontact"]),
        bool(contact and contact.phone),
    )


def _brand() -> Step:
    return Step(
        _("Give the house its name, logo and colours"),
        _("Pages, letters and receipts wear them."),
        reverse("wagtailsettings:edit", args=["house", "brand"]),
        Brand.objects.exists(),
    )


def _dish() -> Step:
    return Step(
        _("Put a dish on the menu"),
        _("Words, photo and price on one screen. It is on sale when you publish it."),
        reverse("dishes:choose_parent"),
        DishPage.objects.filter(owner__isnull=False).exists(),
    )


def _allergens() -> Step:
    return Step(
        _("Confirm allergens and figures"),
        _("People who must not eat something order only what you confirmed."),
        f"{reverse('catalogue_menuitem_modeladmin_index')}?needs=figures",
        not MenuItem.objects.filter(ALLERGENS_INCOMPLETE).exists()
        and not MenuItem.objects.filter(is_sample=True).exists(),
    )


def _question() -> Step:
    return Step(
        _("Answer a question that guests really ask"),
        _("It stands on the page of questions and is found by the search at once."),
        reverse("wagtailsnippets_marketing_question:add"),
        Question.objects.filter(seed_code="").exists(),
    )


def _banner() -> Step:
    return Step(
        _("Write a banner"),
        _("It comes and goes by itself, at the hours that you choose."),
        reverse("wagtailsnippets_banners_banner:add"),
        Banner.objects.exists(),
    )


def _home() -> Step:
    home = HomePage.objects.filter(live=True).order_by("path").first()
    return Step(
        _("Make the home page yours"),
        _("Change its words, move its parts, and look at it as tomorrow’s guests will."),
        reverse("wagtailadmin_pages:edit", args=[home.pk]) if home else "",
        bool(home and home.latest_revision_id),
    )


class FirstStepsPanel(Component):
    name = "first_steps"
    order = 40
    template_name = "marketing/admin/first_steps.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        steps = [step for step in first_steps(parent_context["request"].user) if step.url]
        left = [step for step in steps if not step.is_done]
        return {"steps": steps if left else [], "done": len(steps) - len(left), "all": len(steps)}
