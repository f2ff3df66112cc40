"""All papers, for those of the staff who read them."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.views import StaffView
from commerce.money.invoices.api.doors import NEWEST, PDF, briefs, narrowed, print_of
from commerce.money.invoices.api.serializers import (
    AllInvoicesIn,
    InvoiceOut,
    InvoicePage,
    LanguageIn,
    SeriesOut,
    SeriesPage,
)
from commerce.money.invoices.models import Invoice, InvoiceSeries
from commerce.money.invoices.policies import VIEW
from commerce.money.invoices.selectors import invoice_named, states_of_series

YEARS = Sort("newest", "-jalali_year")


class InvoicesView(StaffView):
    permissions_needed = {"GET": VIEW}
    query_parameters = PAGED | {"kind", "issuer", "from", "to"}

    @extend_schema(parameters=[AllInvoicesIn], responses=InvoicePage)
    def get(self, request: Request) -> Response:
        """All papers, the newest first."""
        asked = AllInvoicesIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = narrowed(Invoice.objects.all(), asked.validated_data)
        if issuer := asked.validated_data.get("issuer"):
            found = found.filter(issuer_ref=issuer)
        return Response(page_of(request, found, sort=NEWEST, render=briefs))


class SeriesView(StaffView):
    permissions_needed = {"GET": VIEW}
    query_parameters = PAGED

    @extend_schema(responses=SeriesPage)
    def get(self, request: Request) -> Response:
        """Every issuer's numbers by Jalali year, and whether any is missing."""
        return Response(page_of(request, InvoiceSeries.objects.all(), sort=YEARS, render=_series))


class InvoiceView(StaffView):
    permissions_needed = {"GET": VIEW}
    query_parameters = frozenset()

    @extend_schema(responses=InvoiceOut)
    def get(self, request: Request, invoice: str) -> Response:
        """One paper in full."""
        return Response(InvoiceOut(invoice_named(invoice)).data)


class InvoicePdfView(StaffView):
    permissions_needed = {"GET": VIEW}
    query_parameters = frozenset({"language"})

    @extend_schema(parameters=[LanguageIn], responses=PDF)
    def get(self, request: Request, invoice: str) -> HttpResponse:
        """The print of one paper."""
        return print_of(request, invoice_named(invoice))


def _series(rows: Sequence[InvoiceSeries]) -> list[dict[str, Any]]:
    return list(SeriesOut(states_of_series(rows), many=True).data)
