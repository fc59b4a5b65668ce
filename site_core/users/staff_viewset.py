"""The managers' screen of staff: who works here, who has a second step, who left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from . import staff
from .errors import NotAllowed
from .models import User
from .roles import ROLES


def roles_of(person: User) -> str:
    if person.is_superuser:
        return gettext("Administrator")
    return ", ".join(str(ROLES[g.name].label) for g in person.groups.all() if g.name in ROLES)


def state_of(person: User) -> str:
    return gettext("open") if person.is_active else gettext("closed")


def second_step_of(person: Any) -> str:
    return gettext("yes") if person.has_second_step else gettext("no")


def last_login_of(person: User) -> str:
    moment = person.last_login
    return date_format(timezone.localtime(moment), "j M Y, H:i") if moment else "–"


class StaffIndexView(generic.IndexView):
    page_title = _("Staff accounts")
    any_permission_required = ("close_staff",)
    default_ordering = None

    def user_has_any_permission(self, permissions: Any) -> bool:
        return self.request.user.has_perm(staff.MAY_CLOSE)

    def get_base_queryset(self) -> Any:
        return staff.staff()


class StaffPersonView(generic.InspectView):
    page_title = _("Staff account")

    def user_has_any_permission(self, permissions: Any) -> bool:
        return self.request.user.has_perm(staff.MAY_CLOSE)

    def get_object(self, queryset: Any = None) -> User:
        person: User = get_object_or_404(staff.staff(), pk=self.kwargs["pk"])
        return person

    def get_fields_context(self) -> list[dict[str, Any]]:
        facts = (
            (_("E-mail address"), self.object.email or ""),
            (_("Roles"), roles_of(self.object)),
            (_("Account"), state_of(self.object)),
            (_("Second step"), second_step_of(self.object)),
            (_("Last log-in"), last_login_of(self.object)),
        )
        return [{"label": label, "value": value, "component": None} for label, value in facts]


def _button(deed: Callable[..., None], words: str | Promise) -> Callable[..., HttpResponseBase]:
    @require_POST
    def act(request: HttpRequest, pk: int) -> HttpResponseBase:
        if not request.user.has_perm(staff.MAY_CLOSE):
            response: HttpResponseBase = permission_denied(request)
            return response
        person = get_object_or_404(User, pk=pk, is_staff=True)
        try:
            deed(person=person, actor=request.user, now=timezone.now())
        except NotAllowed as error:
            messages.error(request, str(error))
        else:
            messages.success(request, str(words) % {"name": person.name})
        return redirect("staff:inspect", person.pk)

    return act


class StaffMenuItem(MenuItem):
    """Wagtail's own would ask for a permission to add, change or delete users."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(staff.MAY_CLOSE))


class StaffViewSet(ModelViewSet):
    """List, look at, close, open again, forget a second step. Invitations make new ones."""

    model = User
    name = "staff"
    url_prefix = "staff-accounts"
    icon = "group"
    menu_label = _("Staff accounts")
    menu_name = "staff-accounts"
    menu_order = 600
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    menu_item_class = StaffMenuItem
    index_view_class = StaffIndexView
    inspect_view_class = StaffPersonView
    inspect_template_name = "users/admin/staff.html"
    list_display = (
        TitleColumn("name", label=_("Name"), url_name="staff:inspect"),
        "email",
        Column("roles", label=_("Roles"), accessor=roles_of),
        Column("second_step", label=_("Second step"), accessor=second_step_of),
        Column("last_login", label=_("Last log-in"), accessor=last_login_of),
        Column("state", label=_("Account"), accessor=state_of),
    )
    search_fields = ("name", "email")

    def get_form_class(self, for_update: bool = False) -> None:
        """Nothing is written here but by the buttons."""
        return

    def get_edit_handler(self) -> None:
        return

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = dict.fromkeys(
            (
                "add_url_name",
                "edit_url_name",
                "delete_url_name",
                "usage_url_name",
                "history_url_name",
            )
        )
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**absent, **kwargs)
        return view_kwargs

    def get_urlpatterns(self) -> list[URLPattern]:
        closed = _("The account of %(name)s is closed.")
        opened = _("The account of %(name)s is open again.")
        forgotten = _("%(name)s sets up a new second step at the next log-in.")
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/close/", _button(staff.close_account, closed), name="close"),
            path("<int:pk>/reopen/", _button(staff.reopen_account, opened), name="reopen"),
            path(
                "<int:pk>/forget-second-step/",
                _button(staff.forget_second_step, forgotten),
                name="forget_second_step",
            ),
        ]
