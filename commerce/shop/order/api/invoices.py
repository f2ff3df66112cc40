"""The papers of an order, for whoever bought it."""

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import whole
from commerce.foundation.core.rest.views import ShopperView
from commerce.money.invoices.api.doors import PDF, briefs, print_of
from commerce.money.invoices.api.serializers import InvoicePage, LanguageIn
from commerce.money.invoices.selectors import invoice_of_order, invoices_of_order
from commerce.shop.order.selectors.orders import order_of


class OrderInvoicesView(ShopperView):
    query_parameters = frozenset()

    @extend_schema(responses=InvoicePage)
    def get(self, request: Request, number: str) -> Response:
        """The invoices and credit notes of an order of mine."""
        order = order_of(user_id=self.user_id, number=number)
        return Response(whole(briefs(list(invoices_of_order(order.number).select_related("corrects")))))


class OrderInvoicePdfView(ShopperView):
    query_parameters = frozenset({"language"})

    @extend_schema(parameters=[LanguageIn], responses=PDF)
    def get(self, request: Request, number: str, invoice: str) -> HttpResponse:
        """The print of one paper of an order of mine."""
        order = order_of(user_id=self.user_id, number=number)
        return print_of(request, invoice_of_order(number=order.number, public_id=invoice))
