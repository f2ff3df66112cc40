"""What the doors of papers share: a list, one paper, and its print."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request

from commerce.foundation.core.clock import day_bounds, day_start
from commerce.foundation.core.rest.pages import Sort
from commerce.money.invoices import services
from commerce.money.invoices.api.serializers import InvoiceBrief, LanguageIn
from commerce.money.invoices.models import Invoice
from commerce.money.invoices.prints import pdf_response

NEWEST: Final = Sort("newest", "-asked_at")
PDF: Final = {(200, "application/pdf"): OpenApiTypes.BINARY}


def briefs(invoices: Sequence[Invoice]) -> list[dict[str, Any]]:
    """Papers as lists show them."""
    return list(InvoiceBrief(invoices, many=True).data)


def narrowed(invoices: QuerySet[Invoice], told: dict[str, Any]) -> QuerySet[Invoice]:
    """The papers of a kind, between two days."""
    first: date | None = told.get("from")
    last: date | None = told.get("to")
    if told.get("kind"):
        invoices = invoices.filter(kind=told["kind"])
    if first:
        invoices = invoices.filter(asked_at__gte=day_start(first))
    if last:
        invoices = invoices.filter(asked_at__lt=day_bounds(last)[1])
    return invoices.select_related("corrects")


def print_of(request: Request, invoice: Invoice) -> HttpResponse:
    """The print of a paper in the language that was asked for."""
    asked = LanguageIn(data=request.query_params)
    asked.is_valid(raise_exception=True)
    return pdf_response(services.take_paper(invoice=invoice, **asked.validated_data))
