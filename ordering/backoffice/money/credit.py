"""Store credit in the admin: balances, how they came about, and giving some."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_modeladmin.views import InspectView

from ordering.credit.models import CreditAccount
from ordering.credit.selectors import wrong_balances
from ordering.credit.services import grant
from site_core.base.money import format_rwf
from site_core.users.models import User
from site_core.users.phones import InvalidPhone, normalise_phone

from ..base import RecordAdmin, actor_of, needs
from .amounts import AmountField, amount_column
from .refund_forms import reason_field

MAY_GRANT = "credit.grant_credit"


class AccountForm(forms.Form):
    """The account is named by its e-mail address or phone number, never picked from a long list."""

    account = forms.CharField(
        label=gettext_lazy("E-mail or phone number of the account"), max_length=254
    )

    def clean_account(self) -> User:
        text = self.cleaned_data["account"].strip().replace("\x00", "")
        found = User.objects.filter(email__iexact=text).first()
        if found is None and "@" not in text:
            try:
                found = User.objects.filter(phone=normalise_phone(text)).first()
            except InvalidPhone:
                found = None
        if found is None:
            raise forms.ValidationError(_("No account has this address or number."))
        return found


class GrantForm(AccountForm):
    token = forms.UUIDField(widget=forms.HiddenInput)
    amount = AmountField(label=gettext_lazy("Sum in RWF"))
    reason = reason_field(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("The customer reads it.")
    )
    field_order = ("token", "account", "amount", "reason")

    def clean_amount(self) -> int:
        amount: int = self.cleaned_data["amount"] or 0
        if not amount:
            raise forms.ValidationError(_("Please give more than nothing."))
        return amount


@require_http_methods(["GET", "POST"])
@needs("credit.view_creditaccount", MAY_GRANT)
def grant_view(request: HttpRequest) -> HttpResponse:
    form = GrantForm(request.POST or None, initial={"token": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        data, actor = form.cleaned_data, actor_of(request)
        entry = grant(
            user=data["account"],
            amount=data["amount"],
            reason=data["reason"],
            unique_key=f"desk:{data['token']}",
            now=timezone.now(),
            actor=actor,
        )
        log(instance=entry.account, action="wagtail.edit", user=actor, content_changed=True)
        messages.success(
            request,
            _("%(amount)s given to %(name)s.")
            % {"amount": format_rwf(entry.amount), "name": entry.account},
        )
        here = reverse("credit_creditaccount_modeladmin_inspect", args=[entry.account_id])
        return redirect(here)
    context = {
        "form": form,
        "back_url": reverse("credit_creditaccount_modeladmin_index"),
        "page_heading": _("Give store credit"),
        "page_icon": "tag",
    }
    return render(request, "backoffice/money/grant.html", context)


class CreditInspectView(InspectView):
    page_title = gettext_lazy("Store credit")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account: CreditAccount = self.instance
        entries = account.entries.select_related("order", "actor").order_by("-at", "-pk")[:200]
        return super().get_context_data(
            account=account,
            entries=entries,
            is_wrong=wrong_balances().filter(pk=account.pk).exists(),
            grant_url=reverse("credit_creditaccount_modeladmin_grant")
            if self.request.user.has_perm(MAY_GRANT)
            else "",
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []


class CreditAdmin(RecordAdmin):
    model = CreditAccount
    menu_label = gettext_lazy("Store credit")
    menu_icon = "tag"
    inspect_view_class = CreditInspectView
    inspect_template_name = "backoffice/money/credit_inspect.html"
    ordering = ("-balance", "-pk")
    search_fields = ("user__name", "user__email")
    list_display = ("shown_user", "shown_balance")
    list_export = ("shown_user", "balance")
    export_filename = "store-credit"
    shown_balance = amount_column("balance", gettext_lazy("Balance"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[CreditAccount]:
        return super().get_queryset(request).select_related("user")

    def shown_user(self, account: CreditAccount) -> str:
        return str(account)

    shown_user.short_description = gettext_lazy("Customer")  # type: ignore[attr-defined]
    shown_user.admin_order_field = "user__name"  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        base, name = self.url_helper.base_url_path, self.url_helper.get_action_url_name
        return (
            path(f"{base}/give/", grant_view, name=name("grant")),
            *super().get_admin_urls_for_registration(),
        )


credit_admin = CreditAdmin()
