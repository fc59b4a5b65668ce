"""Screens of the Wagtail admin about people: who was invited, and users for administrators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_denied
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.users.views.users import UserViewSet

from . import invitations
from .admin_forms import InvitationForm, PersonCreationForm, PersonEditForm
from .errors import InvitationError
from .models import Invitation, User
from .roles import ROLES


def state_of(invitation: Invitation) -> str:
    """Where an invitation stands, in a word."""
    if invitation.accepted_at:
        return pgettext("invitation", "accepted")
    if invitation.revoked_at:
        return pgettext("invitation", "withdrawn")
    if not invitation.is_open(timezone.now()):
        return pgettext("invitation", "expired")
    return pgettext("invitation", "open")


def roles_of(invitation: Invitation) -> str:
    names = [group.name for group in invitation.roles.all()]
    return ", ".join(str(ROLES[name].label) for name in names if name in ROLES)


def _moment(when: dt.datetime | None) -> str:
    """In the hospital's time; a dash for what did not happen."""
    return date_format(timezone.localtime(when), "SHORT_DATETIME_FORMAT") if when else "–"


def _send(request: HttpRequest, invitation: Invitation, sent: str) -> None:
    try:
        invitations.send_letter(invitation)
    except OSError:
        messages.error(
            request,
            gettext("The invitation is saved, but its letter could not leave. Send it again soon."),
        )
    else:
        messages.success(request, sent % {"email": invitation.email})


class InvitationIndexView(generic.IndexView):
    any_permission_required = ("add",)
    default_ordering = "-created_at"

    def get_base_queryset(self) -> Any:
        return Invitation.objects.select_related("invited_by").prefetch_related("roles")


class InvitationCreateView(generic.CreateView):
    def form_valid(self, form: InvitationForm) -> HttpResponse:
        try:
            invitation = invitations.invite_staff(
                **form.cleaned_data, actor=self.request.user, now=timezone.now()
            )
        except InvitationError as error:
            form.add_error("email", str(error))
            self.produced_error_code = "validation_error"
            self.produced_error_message = str(error)
            response: HttpResponse = self.form_invalid(form)
            return response
        _send(self.request, invitation, gettext("The invitation is on its way to %(email)s."))
        return redirect(self.get_success_url())


class InvitationInspectView(generic.InspectView):
    any_permission_required = ("add",)
    page_title = _("Invitation")

    def get_fields_context(self) -> list[dict[str, Any]]:
        fields: list[dict[str, Any]] = super().get_fields_context()
        for label, value in (
            (_("Roles"), roles_of(self.object)),
            (_("State"), state_of(self.object)),
        ):
            fields.insert(2, {"label": label, "value": value, "component": None})
        return fields

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        if field_name.endswith("_at"):
            return _moment(getattr(self.object, field_name))
        return super().get_field_display_value(field_name, field)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["is_pending"] = self.object.accepted_at is None and self.object.revoked_at is None
        return context


Action = Callable[..., None]


def _action(service: Action, done: Callable[[HttpRequest, Invitation], None]) -> Any:
    """A button's address: POST only, for those who may invite, one service call."""

    @require_POST
    def act(request: HttpRequest, pk: int) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User) or not user.has_perm(invitations.ADD):
            response: HttpResponseBase = permission_denied(request)
            return response
        invitation = get_object_or_404(Invitation, pk=pk)
        try:
            service(invitation=invitation, actor=user, now=timezone.now())
        except InvitationError as error:
            messages.error(request, str(error))
        else:
            done(request, invitation)
        return redirect("invitation:index")

    return act


def _renewed(request: HttpRequest, invitation: Invitation) -> None:
    _send(request, invitation, gettext("A new link is on its way to %(email)s."))


def _revoked(request: HttpRequest, invitation: Invitation) -> None:
    messages.success(request, gettext("The invitation of %s is withdrawn.") % invitation.name)


class InvitationViewSet(ModelViewSet):
    """List, invite, look at, send again, withdraw. An invitation is never edited or deleted."""

    model = Invitation
    name = "invitation"
    icon = "mail"
    menu_label = _("Staff invitations")
    menu_name = "invitations"
    menu_order = 601
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = InvitationIndexView
    add_view_class = InvitationCreateView
    inspect_view_class = InvitationInspectView
    inspect_template_name = "users/admin/invitation.html"
    inspect_view_fields = (
        "name",
        "email",
        "invited_by",
        "created_at",
        "expires_at",
        "accepted_at",
        "revoked_at",
    )
    list_display = (
        "name",
        "email",
        Column("roles", label=_("Roles"), accessor=roles_of),
        Column("state", label=_("State"), accessor=state_of),
        DateColumn("created_at", label=_("Invited"), sort_key="created_at"),
        Column(
            "expires_at",
            label=_("Good until"),
            sort_key="expires_at",
            accessor=lambda invitation: _moment(invitation.expires_at),
        ),
    )
    search_fields = ("name", "email")
    ordering = ("-created_at", "-pk")

    def get_form_class(self, for_update: bool = False) -> type[InvitationForm]:
        return InvitationForm

    def get_edit_handler(self) -> None:
        """A form of its own, without panels."""
        return

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = dict.fromkeys(
            ("edit_url_name", "delete_url_name", "usage_url_name", "history_url_name")
        )
        view_kwargs: dict[str, Any] = super().get_common_view_kwargs(**absent, **kwargs)
        return view_kwargs

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/renew/", _action(invitations.renew_invitation, _renewed), name="renew"),
            path(
                "<int:pk>/revoke/", _action(invitations.revoke_invitation, _revoked), name="revoke"
            ),
        ]


class PersonViewSet(UserViewSet):
    """Wagtail's screen of users with our fields. Only administrators hold its permissions."""

    list_per_page = 50
    create_template_name = "users/admin/person_create.html"
    edit_template_name = "users/admin/person_edit.html"

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return PersonEditForm if for_update else PersonCreationForm
