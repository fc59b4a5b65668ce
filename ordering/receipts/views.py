"""The papers of an order, at its own link: on the page, and as files to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ordering.orders.selectors import order_by_code
from ordering.payments.gateways import method_label

from .pdf import render_pdf
from .selectors import paper_by_number, papers_of


@never_cache
@require_GET
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt and its credit notes; until there is one, the bill as it stands."""
    order = order_by_code(code)
    context = {
        "order": order,
        "papers": papers_of(order),
        "method": method_label(order.payment_method),
    }
    return render(request, "orders/receipt.html", context)


@never_cache
@require_GET
def receipt_file(request: HttpRequest, code: str, number: str) -> HttpResponse:
    paper = paper_by_number(order_by_code(code), number)
    response = HttpResponse(render_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper.receipt.number}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response
