from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import VendorView
from commerce.shop.order.api.serializers import VendorOrderOut
from commerce.shop.order.selectors.vendor_orders import vendor_order_document, vendor_order_of
from commerce.shop.order.services import cancel_lines
from commerce.shop.refunds import selectors, services
from commerce.shop.refunds.api.reading import lines_in, wish_in
from commerce.shop.refunds.api.serializers import (
    ApproveIn,
    CancelLinesIn,
    RefundRequestOut,
    RefundRequestPage,
    RefuseIn,
    StatusIn,
    VendorAskIn,
)
from commerce.shop.refunds.api.shopper import KEY
from commerce.shop.refunds.choices import Side
from commerce.shop.refunds.models import RefundRequest

NEWEST = Sort("newest", "-asked_at")


class MarketRefundsView(VendorView):
    rights_needed = {"GET": "orders.view"}
    query_parameters = PAGED | {"status"}

    @extend_schema(parameters=[StatusIn], responses=RefundRequestPage)
    def get(self, request: Request, handle: str) -> Response:
        """What was asked back of this market's orders, the newest first."""
        asked = StatusIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = selectors.requests_of_market(tenant=self.tenant, status=asked.validated_data.get("status", ""))
        return Response(page_of(request, found, sort=NEWEST, render=documents))


class MarketRefundView(VendorView):
    rights_needed = {"GET": "orders.view"}
    query_parameters = frozenset()

    @extend_schema(responses=RefundRequestOut)
    def get(self, request: Request, handle: str, refund: str) -> Response:
        """One request in full."""
        return Response(selectors.request_document(selectors.request_of_market(tenant=self.tenant, public_id=refund)))


class AskView(RetrySafe, VendorView):
    rights_needed = {"POST": "refunds.manage"}

    @extend_schema(parameters=[KEY], request=VendorAskIn, responses={201: RefundRequestOut})
    @idempotent
    def post(self, request: Request, handle: str, vendor_order: str) -> Response:
        """Give a buyer money back, or ask the platform for it."""
        body = VendorAskIn(data=request.data)
        body.is_valid(raise_exception=True)
        made = services.ask_refund(
            actor=self.actor,
            tenant=self.tenant,
            side=Side.VENDOR,
            vendor_order=vendor_order,
            wish=wish_in(body.validated_data),
        )
        return Response(selectors.request_document(made), status=201)


class CancelLinesView(RetrySafe, VendorView):
    rights_needed = {"POST": "orders.manage"}

    @extend_schema(parameters=[KEY], request=CancelLinesIn, responses=VendorOrderOut)
    @idempotent
    def post(self, request: Request, handle: str, vendor_order: str) -> Response:
        """Drop what will not be sent; its money goes back."""
        body = CancelLinesIn(data=request.data)
        body.is_valid(raise_exception=True)
        told = body.validated_data
        cancel_lines(
            actor=self.actor,
            tenant=self.tenant,
            vendor_order=vendor_order,
            lines=lines_in(told.get("lines")),
            reason=told["reason"],
            key=request.headers["Idempotency-Key"],
        )
        return Response(vendor_order_document(vendor_order_of(tenant=self.tenant, public_id=vendor_order)))


class ApproveView(RetrySafe, VendorView):
    rights_needed = {"POST": "refunds.manage"}

    @extend_schema(parameters=[KEY], request=ApproveIn, responses=RefundRequestOut)
    @idempotent
    def post(self, request: Request, handle: str, refund: str) -> Response:
        """Agree to a request that is this market's to decide."""
        body = ApproveIn(data=request.data)
        body.is_valid(raise_exception=True)
        services.approve_refund(actor=self.actor, tenant=self.tenant, request=refund, **body.validated_data)
        return Response(selectors.request_document(selectors.request_of_market(tenant=self.tenant, public_id=refund)))


class RefuseView(VendorView):
    rights_needed = {"POST": "refunds.manage"}

    @extend_schema(request=RefuseIn, responses=RefundRequestOut)
    def post(self, request: Request, handle: str, refund: str) -> Response:
        """Say no to a request that is this market's to decide, and why."""
        body = RefuseIn(data=request.data)
        body.is_valid(raise_exception=True)
        services.refuse_refund(actor=self.actor, tenant=self.tenant, request=refund, **body.validated_data)
        return Response(selectors.request_document(selectors.request_of_market(tenant=self.tenant, public_id=refund)))


class WithdrawView(VendorView):
    rights_needed = {"POST": "refunds.manage"}

    @extend_schema(request=None, responses=RefundRequestOut)
    def post(self, request: Request, handle: str, refund: str) -> Response:
        """Take a question of this market's back."""
        row = services.withdraw_refund(actor=self.actor, tenant=self.tenant, request=refund)
        return Response(selectors.request_document(row))


def documents(rows: Sequence[RefundRequest]) -> list[dict[str, Any]]:
    return [selectors.request_document(row) for row in rows]
