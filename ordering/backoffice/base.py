"""What all our listings in the admin have in common: closed doors, digits in addresses, sentences.

wagtail-modeladmin shows a listing to whoever holds any permission on the model, filters by any
field that an address names and answers 500 to an address that it cannot read. These classes close
that; everything below them is configuration.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import lookup_field
from django.contrib.auth import get_permission_codename
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_modeladmin.helpers import AdminURLHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, DeleteView, EditView, HistoryView, IndexView

from site_core.users.models import User

from .exports import exported

View = Callable[..., HttpResponseBase]


def needs(*permissions: str) -> Callable[[View], View]:
    """A view of the admin for holders of all `permissions`; Wagtail tells the others so."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perms(permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def actor_of(request: HttpRequest) -> User:
    """Whoever acts; Wagtail lets nobody in without an account."""
    assert isinstance(request.user, User)
    return request.user


class DigitsURLHelper(AdminURLHelper):
    """Keys of rows are digits; anything else is no address of ours."""

    def _get_object_specific_action_url_pattern(self, action: str) -> str:
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>[0-9]{{1,18}})/$"


class HousePermissions(PermissionHelper):
    """Listing and looking need the permission to view (or change), not just any."""

    def user_can_list(self, user: User) -> bool:
        return any(
            self.user_has_specific_permission(user, get_permission_codename(action, self.opts))
            for action in ("view", "change")
        )

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        return self.inspect_view_enabled and self.user_can_list(user)


class ReadOnlyPermissions(HousePermissions):
    """Records of what happened: nobody adds, edits or deletes them here, superusers included."""

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return False


class NeverMadeHere(HousePermissions):
    """Rows that the code makes and staff only edit."""

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return False


class HouseIndexView(IndexView):
    """Ignores what an address asks for beyond our filters: no field can be probed by guessing."""

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        known = {spec.parameter_name for spec in self.list_filter}
        return {
            name: values
            for name, values in super().get_filters_params(params).items()
            if name in known
        }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(self.index_url)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {
            field: exported(lookup_field(field, item, self.model_admin)[2])
            for field in self.list_export
        }

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        # PostgreSQL refuses the character NUL in any text.
        return super().get_search_results(request, queryset, search_term.replace("\x00", "")[:100])


class _Readable:
    """A form whose own count of rows is forged is no form of ours: it is answered with 400."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        except MultiValueDictKeyError as missing:
            # The formsets of modelcluster read the keys of as many rows as the post says there are.
            raise BadRequest("The form names rows that it does not hold.") from missing


class HouseCreateView(_Readable, CreateView):
    def get_error_message(self) -> str:
        return _("Nothing was saved yet. Please look at the marked fields.")


class HouseEditView(_Readable, EditView):
    def get_error_message(self) -> str:
        return _("Nothing was saved yet. Please look at the marked fields.")


class HouseDeleteView(DeleteView):
    """Says in one sentence what still needs the row."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # The parent names what refers to the row by accessors that hidden relations do not have.
        name = str(self.instance)
        try:
            with transaction.atomic():
                log(instance=self.instance, action="wagtail.delete")
                self.delete_instance()
        except ProtectedError as error:
            messages.error(request, self.sentence(error))
        else:
            messages.success(request, _("“%(name)s” was deleted.") % {"name": name})
        return redirect(self.index_url)

    def sentence(self, error: ProtectedError) -> str:
        return _("“%(name)s” cannot be deleted, because it is needed by: %(others)s.") % {
            "name": self.instance,
            "others": named(error.protected_objects),
        }


def named(rows: Any, limit: int = 5) -> str:
    """The first few rows in words."""
    names = sorted({f"{row._meta.verbose_name} “{row}”" for row in rows})
    more = len(names) - limit
    shown = ", ".join(names[:limit])
    return (
        _("%(names)s and %(count)d more") % {"names": shown, "count": more} if more > 0 else shown
    )


class HouseHistoryView(HistoryView):
    """Who changed what is for those who may see the row."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class HouseAdmin(ModelAdmin):
    """The base of all our listings. `list_filter` holds classes of `filters` only."""

    url_helper_class = DigitsURLHelper
    permission_helper_class = HousePermissions
    index_view_class = HouseIndexView
    create_view_class = HouseCreateView
    edit_view_class = HouseEditView
    delete_view_class = HouseDeleteView
    history_view_class = HouseHistoryView
    list_per_page = 50
    empty_value_display = "–"
    add_to_admin_menu = False

    def shown_active(self, row: Any) -> str:
        """In words: modeladmin would show a picture of Django's own admin, which is not here."""
        return _("Yes") if row.is_active else _("No")

    shown_active.short_description = gettext_lazy("Active")  # type: ignore[attr-defined]
    shown_active.admin_order_field = "is_active"  # type: ignore[attr-defined]


class RecordAdmin(HouseAdmin):
    """A record of business: to be looked at, filtered and exported, never edited by hand."""

    permission_helper_class = ReadOnlyPermissions
    inspect_view_enabled = True
    history_view_enabled = False
