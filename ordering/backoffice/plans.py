"""Plans and subscriptions in the admin. Money and calendars change through services alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.views import InspectView

from ordering.catalogue.facts import DietaryTag
from ordering.delivery.places import fetch_place
from ordering.delivery.schedule import today
from ordering.subscriptions.forecast import plan_figures, production_forecast
from ordering.subscriptions.laying import UNTIL_FURTHER_NOTICE
from ordering.subscriptions.models import Mealtime, Plan, PlanPrice, Subscription
from site_core.base.charts import Chart, Kind, Series
from site_core.base.money import format_rwf

from .base import HouseAdmin, RecordAdmin, needs
from .fields import MoneyField
from .filters import choice_filter, condition_filter, day_filter
from .plan_calendar import weeks_of
from .plan_changes import MAY_SERVE, change_view, meal_view

SEES_PLANS = "subscriptions.view_subscription"


class PlanForm(WagtailAdminModelForm):
    """A plan with the price that counts today. Another price is a new row from today on."""

    mealtimes = forms.MultipleChoiceField(
        label=gettext_lazy("mealtimes to choose from"),
        choices=Mealtime.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    tags = forms.MultipleChoiceField(
        label=gettext_lazy("only dishes that are"),
        choices=DietaryTag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    price = MoneyField(label=gettext_lazy("price of a cycle in RWF"))
    discount_percent = forms.IntegerField(
        label=gettext_lazy("discount in percent"), min_value=0, max_value=90
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.instance.prices.order_by("-valid_from").first() if self.instance.pk else None
        self.known = known
        if known is not None:
            self.fields["price"].initial = known.price
            self.fields["discount_percent"].initial = known.discount_percent

    def save(self, commit: bool = True) -> Plan:
        plan: Plan = super().save(commit)
        price, percent = self.cleaned_data["price"], self.cleaned_data["discount_percent"]
        if self.known is None or (self.known.price, self.known.discount_percent) != (
            price,
            percent,
        ):
            now = timezone.now()
            # A second change on one day corrects the first: nobody was promised a price twice.
            PlanPrice.objects.update_or_create(
                plan=plan,
                valid_from=today(now),
                defaults={"price": price, "discount_percent": percent, "created_at": now},
            )
        return plan


class PlanAdmin(HouseAdmin):
    model = Plan
    menu_label = gettext_lazy("Plans")
    menu_icon = "list-ul"
    ordering = ("position", "pk")
    list_display = ("name", "rhythm", "shown_meals", "shown_active")
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldPanel("name_fr"),
                    FieldPanel("name_rw"),
                    FieldPanel("text"),
                    FieldPanel("text_fr"),
                    FieldPanel("text_rw"),
                    FieldRowPanel([FieldPanel("code"), FieldPanel("is_active")]),
                ],
                heading=gettext_lazy("What it is called"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("rhythm"), FieldPanel("meals_per_cycle")]),
                    FieldRowPanel([FieldPanel("cycles"), FieldPanel("trial_cycles")]),
                    FieldRowPanel([FieldPanel("price"), FieldPanel("discount_percent")]),
                    FieldPanel("mealtimes"),
                ],
                heading=gettext_lazy("What it brings, and what it costs"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("tags"),
                    FieldPanel("items"),
                    FieldPanel("zones"),
                    FieldPanel("position"),
                ],
                heading=gettext_lazy("Which dishes, and where to"),
            ),
        ],
        base_form_class=PlanForm,
    )

    def shown_meals(self, plan: Plan) -> str:
        return f"{plan.meals_per_cycle} × {plan.cycles}"

    shown_meals.short_description = gettext_lazy("meals")  # type: ignore[attr-defined]


class SubscriptionInspectView(InspectView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: Subscription = self.instance
        now = timezone.now()
        may_serve = self.request.user.has_perm(MAY_SERVE) and row.is_running and not row.ended_at
        meals = list(row.meals.select_related("item", "order").order_by("date", "pk")[:400])
        return super().get_context_data(
            subscription=row,
            place=fetch_place(row),
            periods=row.periods.select_related("order", "plan").order_by("number"),
            weeks=weeks_of(meals, now),
            waiting=[meal for meal in meals if meal.date >= UNTIL_FURTHER_NOTICE],
            events=row.events.select_related("actor").order_by("-at", "-pk")[:200],
            may_serve=may_serve,
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []


class SubscriptionAdmin(RecordAdmin):
    model = Subscription
    menu_label = gettext_lazy("Subscriptions")
    menu_icon = "calendar-alt"
    inspect_view_class = SubscriptionInspectView
    inspect_template_name = "backoffice/subscription_inspect.html"
    ordering = ("-created_at", "-pk")
    search_fields = ("customer_name", "phone", "email", "code")
    list_display = ("shown_number", "customer_name", "shown_plan", "state", "shown_since")
    list_filter = (
        choice_filter(gettext_lazy("State"), "state", lambda: Subscription.State.choices),
        choice_filter(
            gettext_lazy("Plan"),
            "plan",
            lambda: Plan.objects.order_by("position").values_list("pk", "name"),
        ),
        condition_filter(
            gettext_lazy("Pause"),
            "pause",
            {
                "now": (
                    gettext_lazy("Paused today"),
                    lambda: Q(
                        paused_from__lte=today(timezone.now()),
                        paused_until__gt=today(timezone.now()),
                    ),
                ),
                "held": (
                    gettext_lazy("On hold"),
                    lambda: Q(paused_until__gte=UNTIL_FURTHER_NOTICE),
                ),
            },
        ),
        day_filter(gettext_lazy("Subscribed"), "created_at"),
    )
    list_export = ("shown_number", "shown_plan", "state", "created_at", "ended_at")
    export_filename = "subscriptions"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subscription]:
        return super().get_queryset(request).select_related("plan")

    def shown_number(self, row: Subscription) -> str:
        return str(row)

    shown_number.short_description = gettext_lazy("Number")  # type: ignore[attr-defined]

    def shown_plan(self, row: Subscription) -> str:
        return row.plan.localized_name

    shown_plan.short_description = gettext_lazy("Plan")  # type: ignore[attr-defined]

    def shown_since(self, row: Subscription) -> str:
        return date_format(timezone.localtime(row.created_at), "j M Y")

    shown_since.short_description = gettext_lazy("since")  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        base, name = self.url_helper.base_url_path, self.url_helper.get_action_url_name
        return (
            path(f"{base}/change/<int:pk>/", change_view, name=name("change")),
            path(f"{base}/meal/<int:pk>/<int:meal>/", meal_view, name=name("meal")),
            *super().get_admin_urls_for_registration(),
        )


@require_GET
@needs(SEES_PLANS)
def forecast_view(request: HttpRequest) -> HttpResponse:
    """What the next 14 days need, and how plans do."""
    now = timezone.now()
    needed, figures = production_forecast(now), plan_figures(now)
    days = tuple(date_format(day, "j M") for day in figures.days)
    by_day: dict[str, list[int]] = {}
    for need in needed:
        sums = by_day.setdefault(date_format(need.date, "j M"), [0, 0, 0])
        for index, count in enumerate((need.ordered, need.planned, need.expected)):
            sums[index] += count
    names = (_("Ordered"), _("Of plans"), _("Expected walk-ins"))
    charts = (
        Chart(
            Kind.COLUMNS,
            _("Plates of the next 14 days"),
            tuple(by_day),
            tuple(
                Series(name, tuple(sums[index] for sums in by_day.values()))
                for index, name in enumerate(names)
            ),
            axis=_("Day"),
            nothing=_("Nothing is to be cooked yet."),
        ),
        Chart(
            Kind.LINE,
            _("Earned by meals handed over"),
            days,
            (Series(_("Earned"), figures.earned),),
            axis=_("Day"),
            nothing=_("No plan meal was handed over yet."),
            shown=format_rwf,
        ),
        Chart(
            Kind.LINE,
            _("Running plans"),
            days,
            (Series(_("Running"), figures.running),),
            axis=_("Day"),
            nothing=_("No plan runs yet."),
        ),
        Chart(
            Kind.LINE,
            _("Plans that began and ended"),
            days,
            (Series(_("Began"), figures.started), Series(_("Ended"), figures.ended)),
            axis=_("Day"),
            nothing=_("No plan began or ended."),
        ),
    )
    context = {"needed": needed, "figures": figures, "charts": charts}
    return render(request, "backoffice/plan_forecast.html", context)


plan_admin = PlanAdmin()
subscription_admin = SubscriptionAdmin()
