from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import ShopperView
from commerce.shop.order import services
from commerce.shop.order.api.serializers import OrderOut, OrderPage, PayIn, PayOut
from commerce.shop.order.models import Order
from commerce.shop.order.selectors.documents import checkout_document, order_document, order_summary
from commerce.shop.order.selectors.orders import order_of, orders_of

NEWEST = Sort("newest", "-date_placed")


class OrdersView(ShopperView):
    query_parameters = PAGED

    @extend_schema(responses=OrderPage)
    def get(self, request: Request) -> Response:
        """My orders, the newest first."""
        return Response(page_of(request, orders_of(user_id=self.user_id), sort=NEWEST, render=_summaries))


class OrderView(ShopperView):
    query_parameters = frozenset()

    @extend_schema(responses=OrderOut)
    def get(self, request: Request, number: str) -> Response:
        """One order of mine in full."""
        return Response(order_document(order_of(user_id=self.user_id, number=number)))


class CancelView(ShopperView):
    @extend_schema(request=None, responses=OrderOut)
    def post(self, request: Request, number: str) -> Response:
        """Call off an order that is not paid."""
        services.cancel_unpaid_order(actor=self.actor, number=number)
        return Response(order_document(order_of(user_id=self.user_id, number=number)))


class PayView(RetrySafe, ShopperView):
    @extend_schema(
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)],
        request=PayIn,
        responses={201: PayOut},
    )
    @idempotent
    def post(self, request: Request, number: str) -> Response:
        """Try again to pay an order."""
        body = PayIn(data=request.data)
        body.is_valid(raise_exception=True)
        services.pay_order(actor=self.actor, number=number, wish=services.PaymentWish(**body.validated_data))
        return Response(checkout_document(user_id=self.user_id, number=number), status=201)

    def replay(self, body: dict[str, Any]) -> dict[str, Any]:
        """A repeat hears how the order stands now."""
        return checkout_document(user_id=self.user_id, number=body["order"]["number"])


class ReceivedView(ShopperView):
    @extend_schema(request=None, responses=OrderOut)
    def post(self, request: Request, vendor_order: str) -> Response:
        """Say that a market's part arrived."""
        part = services.confirm_received(actor=self.actor, vendor_order=vendor_order)
        return Response(order_document(order_of(user_id=self.user_id, number=part.order.number)))


def _summaries(orders: Sequence[Order]) -> list[dict[str, Any]]:
    return [order_summary(order) for order in orders]
