"""The link to the papers of an order: whoever has it may open it for a while, without signing in."""

from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from commerce.foundation.core.rest.views import OpenView
from commerce.money.invoices import services
from commerce.money.invoices.api.doors import PDF
from commerce.money.invoices.api.serializers import LinkIn
from commerce.money.invoices.prints import pdf_response
from commerce.money.invoices.selectors import order_of_link, sale_papers_of


class OrderPapersView(OpenView):
    query_parameters = frozenset({"token", "language"})

    @extend_schema(parameters=[LinkIn], responses=PDF)
    def get(self, request: Request) -> HttpResponse:
        """The invoices of an order in one file, by the link that its buyer was given."""
        asked = LinkIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        number = order_of_link(asked.validated_data["token"])
        papers = sale_papers_of(number) if number else []
        if not papers:
            raise Http404
        language = asked.validated_data["language"]
        return pdf_response(services.take_papers(invoices=papers, name=f"order-{number}", language=language))
