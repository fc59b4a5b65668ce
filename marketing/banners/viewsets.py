"""Banners in the Wagtail admin: the form in the order of thinking, a listing that says what runs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from ordering.delivery.schedule import KIGALI

from .models import Banner


def standing(banner: Banner, now: dt.datetime) -> str:
    """What people see of it now, in a few words."""
    if not banner.live:
        return _("Draft")
    if banner.ends_at is not None and banner.ends_at <= now:
        return _("Over since %(moment)s") % {"moment": moment(banner.ends_at)}
    if banner.starts_at is not None and banner.starts_at > now:
        return _("Comes %(moment)s") % {"moment": moment(banner.starts_at)}
    if banner.ends_at is not None:
        return _("Shown until %(moment)s") % {"moment": moment(banner.ends_at)}
    return _("Shown")


def moment(at: dt.datetime) -> str:
    return date_format(at.astimezone(KIGALI), "j M Y, H:i")


def _running(now: dt.datetime) -> dict[str, Q]:
    begun = Q(starts_at=None) | Q(starts_at__lte=now)
    over = Q(ends_at__lte=now)
    return {
        "shown": Q(live=True) & begun & ~over,
        "coming": Q(live=True, starts_at__gt=now),
        "over": over,
        "draft": Q(live=False),
    }


class BannerFilterSet(WagtailFilterSet):
    standing = ChoiceFilter(
        label=gettext_lazy("Now"),
        method="filter_standing",
        choices=[
            ("shown", gettext_lazy("Shown now")),
            ("coming", gettext_lazy("Still to come")),
            ("over", gettext_lazy("Over")),
            ("draft", gettext_lazy("Drafts")),
        ],
    )

    class Meta:
        model = Banner
        fields = ("placement", "audience")

    def filter_standing(self, banners: QuerySet[Banner], name: str, value: str) -> Any:
        return banners.filter(_running(timezone.now())[value])


class BannerViewSet(SnippetViewSet):
    model = Banner
    icon = "thumbtack"
    menu_label = gettext_lazy("Banners")
    menu_name = "banners"
    menu_order = 10
    filterset_class = BannerFilterSet
    ordering = "name"
    list_display = (
        "name",
        "title",
        Column("placement", label=gettext_lazy("Place"), accessor="get_placement_display"),
        Column("audience", label=gettext_lazy("Who sees it"), accessor="get_audience_display"),
        Column(
            "standing",
            label=gettext_lazy("Now"),
            accessor=lambda banner: standing(banner, timezone.now()),
        ),
    )
    search_fields = ("name", "title", "text")
    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldPanel("text"),
                FieldPanel("link_text"),
                FieldPanel("link_page"),
                FieldPanel("link_address"),
            ],
            heading=gettext_lazy("What it says"),
        ),
        MultiFieldPanel(
            [FieldPanel("colour"), FieldPanel("picture"), FieldPanel("is_dismissible")],
            heading=gettext_lazy("How it looks"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("placement"),
                FieldPanel("section"),
                FieldPanel("audience"),
                FieldPanel("priority"),
            ],
            heading=gettext_lazy("Where and to whom"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])],
            heading=gettext_lazy("When"),
        ),
        PublishingPanel(),
    ]


banners = BannerViewSet()
# The marketing group shows it; Wagtail would list it under "Snippets" as well.
banners.menu_item_is_registered = True
