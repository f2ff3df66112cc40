"""A shopper's own payments, and the gateways to choose from."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import whole
from commerce.foundation.core.rest.views import OpenView, ShopperView
from commerce.money.payments import selectors
from commerce.money.payments.api.serializers import GatewayList, GatewayOut, GatewaysIn, PaymentOut


class PaymentView(ShopperView):
    query_parameters = frozenset()

    @extend_schema(responses=PaymentOut)
    def get(self, request: Request, public_id: str) -> Response:
        """A payment of mine, as it stands now."""
        payment = selectors.payment_of_payer(payer=self.actor.ref, public_id=public_id)
        if payment is None:
            raise Http404
        return Response(PaymentOut(payment).data)


class GatewaysView(OpenView):
    query_parameters = frozenset({"purpose", "amount"})

    @extend_schema(parameters=[GatewaysIn], responses=GatewayList)
    def get(self, request: Request) -> Response:
        """The gateways that take a purpose and an amount."""
        asked = GatewaysIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = selectors.usable_gateways(**asked.validated_data)
        return Response(whole(list(GatewayOut(found, many=True).data)))
