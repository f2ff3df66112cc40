from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.errors import NotFound
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import ShopperView
from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds import selectors, services
from commerce.shop.refunds.api.reading import wish_in
from commerce.shop.refunds.api.serializers import OrderRefundsOut, RefundRequestOut, ShopperAskIn
from commerce.shop.refunds.choices import Side

KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)


class OrderRefundsView(RetrySafe, ShopperView):
    query_parameters = frozenset()

    @extend_schema(responses=OrderRefundsOut)
    def get(self, request: Request, number: str) -> Response:
        """What was asked back of an order of mine, and what I may ask for now."""
        found = selectors.requests_of_order(user_id=self.user_id, number=number).order_by("pk")
        return Response(
            {
                "next": None,
                "previous": None,
                "results": [selectors.request_document(row) for row in found],
                "kinds": list(_kinds(number)),
                "reasons": [{"code": row.code, "title": row.title} for row in selectors.reasons_for(Side.SHOPPER)],
            }
        )

    @extend_schema(parameters=[KEY], request=ShopperAskIn, responses={201: RefundRequestOut})
    @idempotent
    def post(self, request: Request, number: str) -> Response:
        """Ask for money back."""
        body = ShopperAskIn(data=request.data)
        body.is_valid(raise_exception=True)
        told = body.validated_data
        part = selectors.part_of_order(user_id=self.user_id, number=number, vendor_order=told["vendor_order"])
        made = services.ask_refund(actor=self.actor, side=Side.SHOPPER, vendor_order=part, wish=wish_in(told))
        return Response(selectors.request_document(made), status=201)


class WithdrawView(ShopperView):
    @extend_schema(request=None, responses=RefundRequestOut)
    def post(self, request: Request, number: str, refund: str) -> Response:
        """Take a question of mine back."""
        if not selectors.requests_of_order(user_id=self.user_id, number=number).filter(public_id=refund).exists():
            raise NotFound()
        row = services.withdraw_refund(actor=self.actor, request=refund)
        return Response(selectors.request_document(row))


def _kinds(number: str) -> Any:
    for part in VendorOrder.objects.filter(order__number=number).order_by("pk"):
        for kind, rule in selectors.kinds_for(side=Side.SHOPPER, part=part).items():
            yield {"vendor_order": part.public_id, "kind": kind, "ways": rule.ways}
