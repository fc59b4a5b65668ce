"""Statements in the admin: importing a file, and saying which row is the money of which payment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from ordering.payments.models import Payment
from ordering.settlement.models import StatementFile, StatementRow
from ordering.settlement.reading import CannotRead
from ordering.settlement.selectors import proposals
from ordering.settlement.services import RowDecided, ignore_row, import_statement, match_row

from ..base import RecordAdmin, actor_of, needs
from ..filters import choice_filter
from .amounts import amount_column

SEES_ROWS, MAY_IMPORT = "settlement.view_statementrow", "settlement.import_statement"
MAX_BYTES = 2_000_000
PER_PAGE = 25


class ImportForm(forms.Form):
    account = forms.ChoiceField(
        label=gettext_lazy("Account"), choices=StatementFile.Account.choices
    )
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "Columns may be called as the bank calls them; needed are a date and an amount that came in."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is too large. Please import a shorter time."))
        return file


@require_http_methods(["GET", "POST"])
@needs(SEES_ROWS, MAY_IMPORT)
def import_view(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        file, actor = form.cleaned_data["file"], actor_of(request)
        try:
            statement, count = import_statement(
                data=file.read(),
                name=file.name,
                account=form.cleaned_data["account"],
                actor=actor,
                now=timezone.now(),
            )
        except CannotRead as error:
            problems = error.problems
        else:
            log(instance=statement, action="wagtail.create", user=actor, content_changed=True)
            messages.success(request, _("%(count)d new rows.") % {"count": count})
            return redirect("settlement_statementrow_modeladmin_match")
    context = {
        "form": form,
        "problems": problems[:20],
        "more": max(0, len(problems) - 20),
        "back_url": reverse("settlement_statementrow_modeladmin_index"),
        "page_heading": _("Import a statement"),
        "page_icon": "upload",
    }
    return render(request, "backoffice/money/import.html", context)


@require_GET
@needs(SEES_ROWS, MAY_IMPORT)
def match_rows_view(request: HttpRequest) -> HttpResponse:
    """The rows that wait, each with the payments that it may be."""
    rows = StatementRow.objects.filter(state=StatementRow.State.OPEN).order_by("booked_on", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    found = proposals(page)
    context = {"entries": [(row, found[row.pk]) for row in page], "page_obj": page}
    return render(request, "backoffice/money/match.html", context)


@require_POST
@needs(SEES_ROWS, MAY_IMPORT)
def decide_row_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A person says: it is this payment, or none of ours."""
    row = get_object_or_404(StatementRow, pk=pk)
    key, actor, now = request.POST.get("payment", ""), actor_of(request), timezone.now()
    if not (key.isascii() and key.isdecimal() and len(key) <= 15):
        raise BadRequest("The form names no payment.")
    try:
        if int(key):
            payment = get_object_or_404(Payment, pk=int(key))
            match_row(row=row, payment=payment, actor=actor, now=now)
        else:
            ignore_row(row=row, actor=actor, now=now)
    except RowDecided as error:
        messages.error(request, str(error))
    else:
        log(instance=row, action="wagtail.edit", user=actor, content_changed=True)
        messages.success(request, _("Kept: %(row)s.") % {"row": row})
    return redirect("settlement_statementrow_modeladmin_match")


class RowAdmin(RecordAdmin):
    model = StatementRow
    menu_label = gettext_lazy("Statements")
    menu_icon = "table"
    index_template_name = "backoffice/money/rows_index.html"
    inspect_view_enabled = False
    ordering = ("-booked_on", "-pk")
    search_fields = ("text", "reference", "payer")
    list_display = ("booked_on", "account", "shown_amount", "payer", "text", "state")
    list_filter = (
        choice_filter(gettext_lazy("State"), "state", lambda: StatementRow.State.choices),
        choice_filter(gettext_lazy("Account"), "account", lambda: StatementFile.Account.choices),
    )
    list_export = ("booked_on", "account", "amount", "reference", "payer", "text", "state")
    export_filename = "statements"
    shown_amount = amount_column("amount", gettext_lazy("Amount"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatementRow]:
        return super().get_queryset(request).select_related("file")

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        base, name = self.url_helper.base_url_path, self.url_helper.get_action_url_name
        return (
            path(f"{base}/import/", import_view, name=name("import")),
            path(f"{base}/match/", match_rows_view, name=name("match")),
            path(f"{base}/decide/<int:pk>/", decide_row_view, name=name("decide")),
            *super().get_admin_urls_for_registration(),
        )


row_admin = RowAdmin()
