"""Receipts and credit notes in the admin: to be found, printed, and joined with the tax machine's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_modeladmin.views import InspectView

from ordering.receipts.models import EbmEntry, Receipt, Series
from ordering.receipts.selectors import paper_of
from ordering.receipts.services import EbmRefused, record_ebm

from ..base import RecordAdmin, actor_of, needs
from ..filters import choice_filter, condition_filter, day_filter
from .amounts import amount_column, order_column

MAY_RECORD = "receipts.record_ebm"


class EbmForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("EBM receipt number"), max_length=40, required=False
    )
    sequence = forms.CharField(label=gettext_lazy("EBM sequence"), max_length=40, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason of the correction"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only when a number stood there before."),
    )


@require_http_methods(["GET", "POST"])
@needs("receipts.view_receipt", MAY_RECORD)
def ebm_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the number of the tax machine; what stood there before stays on record."""
    receipt = get_object_or_404(Receipt, pk=pk)
    here = reverse("receipts_receipt_modeladmin_inspect", args=[receipt.pk])
    last = paper_of(receipt).ebm
    initial = {"number": last.number, "sequence": last.sequence} if last else None
    form = EbmForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            record_ebm(
                receipt=receipt, actor=actor_of(request), now=timezone.now(), **form.cleaned_data
            )
        except EbmRefused as error:
            form.add_error(None, str(error))
        else:
            log(instance=receipt, action="wagtail.edit", content_changed=True)
            messages.success(request, _("Written on %(number)s.") % {"number": receipt.number})
            return redirect(here)
    context = {
        "form": form,
        "last": last,
        "back_url": here,
        "page_heading": _("EBM receipt"),
        "page_subtitle": receipt.number,
        "page_icon": "doc-full",
    }
    return render(request, "backoffice/money/ebm.html", context)


class ReceiptInspectView(InspectView):
    page_title = gettext_lazy("Receipt")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        receipt: Receipt = self.instance
        entries = receipt.ebm_entries.select_related("actor").order_by("position")
        may_record = self.request.user.has_perm(MAY_RECORD)
        return super().get_context_data(
            receipt=receipt,
            paper=paper_of(receipt),
            entries=entries,
            file_url=reverse("receipt_file", args=[receipt.order.code, receipt.number]),
            ebm_url=reverse("receipts_receipt_modeladmin_ebm", args=[receipt.pk])
            if may_record
            else "",
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []


class ReceiptAdmin(RecordAdmin):
    model = Receipt
    menu_label = gettext_lazy("Receipts")
    menu_icon = "doc-full"
    inspect_view_class = ReceiptInspectView
    inspect_template_name = "backoffice/money/receipt_inspect.html"
    ordering = ("-issued_at", "-pk")
    search_fields = ("order__customer_name", "ebm_entries__number")
    list_display = ("number", "shown_order", "shown_amount", "shown_ebm", "issued_at")
    list_filter = (
        choice_filter(gettext_lazy("Kind"), "series", lambda: Series.choices),
        day_filter(gettext_lazy("Issued"), "issued_at"),
        condition_filter(
            gettext_lazy("EBM receipt"),
            "ebm",
            {
                "missing": (gettext_lazy("To be filled in"), lambda: Q(ebm_entries=None)),
                "there": (gettext_lazy("Filled in"), lambda: Q(ebm_entries__position=1)),
            },
        ),
    )
    list_export = ("number", "shown_order", "amount", "shown_ebm", "issued_at")
    export_filename = "receipts"
    shown_amount = amount_column("amount", gettext_lazy("Amount"))
    shown_order = order_column(gettext_lazy("Order"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Receipt]:
        entries = Prefetch("ebm_entries", queryset=EbmEntry.objects.order_by("position"))
        rows = super().get_queryset(request)
        return rows.select_related("order").prefetch_related(entries)

    def shown_ebm(self, receipt: Receipt) -> str:
        entries = list(receipt.ebm_entries.all())
        return str(entries[-1]) if entries else ""

    shown_ebm.short_description = gettext_lazy("EBM receipt")  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        base, name = self.url_helper.base_url_path, self.url_helper.get_action_url_name
        return (
            *super().get_admin_urls_for_registration(),
            path(f"{base}/ebm/<int:pk>/", ebm_view, name=name("ebm")),
        )


receipt_admin = ReceiptAdmin()
