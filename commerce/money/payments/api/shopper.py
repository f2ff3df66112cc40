"""A shopper's own payments."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.views import ShopperView
from commerce.money.payments import selectors
from commerce.money.payments.api.serializers import PaymentOut


class PaymentView(ShopperView):
    query_parameters = frozenset()

    @extend_schema(responses=PaymentOut)
    def get(self, request: Request, public_id: str) -> Response:
        """A payment of mine, as it stands now."""
        payment = selectors.payment_of_payer(payer=self.actor.ref, public_id=public_id)
        if payment is None:
            raise Http404
        return Response(PaymentOut(payment).data)
