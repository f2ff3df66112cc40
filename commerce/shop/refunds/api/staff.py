from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.actors import PLATFORM
from commerce.foundation.core.errors import NotFound
from commerce.foundation.core.money import Money
from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import StaffView
from commerce.shop.refunds import selectors, services
from commerce.shop.refunds.api.reading import wish_in
from commerce.shop.refunds.api.serializers import (
    ApproveIn,
    PreviewOut,
    RefundRequestOut,
    RefundRequestPage,
    RefuseIn,
    StaffAskIn,
    StatusIn,
)
from commerce.shop.refunds.api.shopper import KEY
from commerce.shop.refunds.api.vendor import documents
from commerce.shop.refunds.choices import Side
from commerce.shop.refunds.models import RefundRequest

SEE, ASK, DECIDE = "refunds.view_refundrequest", "refunds.add_refundrequest", "refunds.approve_refundrequest"
NEWEST = Sort("newest", "-asked_at")


class RefundsView(RetrySafe, StaffView):
    permissions_needed = {"GET": SEE, "POST": ASK}
    query_parameters = PAGED | {"status"}

    @extend_schema(parameters=[StatusIn], responses=RefundRequestPage)
    def get(self, request: Request) -> Response:
        """All requests for refunds, the newest first."""
        asked = StatusIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = selectors.requests().filter(**asked.validated_data).prefetch_related("lines__line")
        return Response(page_of(request, found, sort=NEWEST, render=documents))

    @extend_schema(parameters=[KEY], request=StaffAskIn, responses={201: RefundRequestOut})
    @idempotent
    def post(self, request: Request) -> Response:
        """Ask that a buyer gets money back; another person decides."""
        body = StaffAskIn(data=request.data)
        body.is_valid(raise_exception=True)
        told = body.validated_data
        made = services.ask_refund(
            actor=self.actor, side=Side.STAFF, vendor_order=told["vendor_order"], wish=wish_in(told)
        )
        return Response(selectors.request_document(made), status=201)


class RefundView(StaffView):
    permissions_needed = {"GET": SEE}
    query_parameters = frozenset()

    @extend_schema(responses=RefundRequestOut)
    def get(self, request: Request, refund: str) -> Response:
        """One request in full."""
        return Response(selectors.request_document(_request(refund)))


class PreviewView(StaffView):
    permissions_needed = {"GET": SEE}
    query_parameters = frozenset()

    @extend_schema(responses=PreviewOut)
    def get(self, request: Request, refund: str) -> Response:
        """What everybody would give if the request were approved now."""
        return Response(_preview_document(services.preview_request(request=_request(refund))))


class ApproveView(RetrySafe, StaffView):
    permissions_needed = {"POST": DECIDE}

    @extend_schema(parameters=[KEY], request=ApproveIn, responses=RefundRequestOut)
    @idempotent
    def post(self, request: Request, refund: str) -> Response:
        """Agree to a request; a large one waits for a second person."""
        body = ApproveIn(data=request.data)
        body.is_valid(raise_exception=True)
        services.approve_refund(actor=self.actor, tenant=PLATFORM, request=refund, **body.validated_data)
        return Response(selectors.request_document(_request(refund)))


class RefuseView(StaffView):
    permissions_needed = {"POST": DECIDE}

    @extend_schema(request=RefuseIn, responses=RefundRequestOut)
    def post(self, request: Request, refund: str) -> Response:
        """Say no to a request, and why."""
        body = RefuseIn(data=request.data)
        body.is_valid(raise_exception=True)
        services.refuse_refund(actor=self.actor, tenant=PLATFORM, request=refund, **body.validated_data)
        return Response(selectors.request_document(_request(refund)))


class WithdrawView(StaffView):
    permissions_needed = {"POST": ASK}

    @extend_schema(request=None, responses=RefundRequestOut)
    def post(self, request: Request, refund: str) -> Response:
        """Take a question of the platform's back."""
        row = services.withdraw_refund(actor=self.actor, tenant=PLATFORM, request=refund)
        return Response(selectors.request_document(row))


def _request(public_id: str) -> RefundRequest:
    found = selectors.requests().filter(public_id=public_id).prefetch_related("lines__line").first()
    if found is None:
        raise NotFound()
    return found


def _preview_document(preview: services.Preview) -> dict[str, Any]:
    return {
        "amount": Money(preview.amount),
        "givers": [
            {"account": one.account, "title": str(one.title), "amount": Money(one.amount)} for one in preview.givers
        ],
        "tenders": [
            {"method": str(one.method), "way": str(one.way), "amount": Money(one.amount)} for one in preview.tenders
        ],
    }
