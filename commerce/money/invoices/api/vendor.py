"""A market's papers: those it gave its buyers, and those the platform gave it."""

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import PAGED, page_of
from commerce.foundation.core.rest.views import VendorView
from commerce.money.invoices.api.doors import NEWEST, PDF, briefs, narrowed, print_of
from commerce.money.invoices.api.serializers import InvoiceOut, InvoicePage, InvoicesIn, LanguageIn
from commerce.money.invoices.models import Invoice
from commerce.money.invoices.selectors import invoice_of_owner, invoices_of_owner


class MarketPapers(VendorView):
    rights_needed = {"GET": "money.view"}

    @property
    def owner(self) -> dict[str, str]:
        return {"kind": self.tenant.kind, "ref": self.tenant.ref}

    def paper(self, public_id: str) -> Invoice:
        return invoice_of_owner(**self.owner, public_id=public_id)


class MarketInvoicesView(MarketPapers):
    query_parameters = PAGED | {"kind", "from", "to"}

    @extend_schema(parameters=[InvoicesIn], responses=InvoicePage)
    def get(self, request: Request, handle: str) -> Response:
        """The market's papers, and the platform's invoices to it, the newest first."""
        asked = InvoicesIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = narrowed(invoices_of_owner(**self.owner), asked.validated_data)
        return Response(page_of(request, found, sort=NEWEST, render=briefs))


class MarketInvoiceView(MarketPapers):
    query_parameters = frozenset()

    @extend_schema(responses=InvoiceOut)
    def get(self, request: Request, handle: str, invoice: str) -> Response:
        """One paper of the market in full."""
        return Response(InvoiceOut(self.paper(invoice)).data)


class MarketInvoicePdfView(MarketPapers):
    query_parameters = frozenset({"language"})

    @extend_schema(parameters=[LanguageIn], responses=PDF)
    def get(self, request: Request, handle: str, invoice: str) -> HttpResponse:
        """The print of one paper of the market."""
        return print_of(request, self.paper(invoice))
