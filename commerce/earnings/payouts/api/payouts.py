"""A market's payouts: what went to its bank account, what would come now, and asking for it early."""

from collections.abc import Sequence
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.earnings.payouts import selectors, services
from commerce.earnings.payouts.api import payout_shapes as shapes
from commerce.earnings.payouts.models import Outcome, Payout
from commerce.earnings.payouts.words import schedule_in_words
from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import VendorView

NEWEST = Sort("newest", "-made_at")
KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)


class PayoutsView(RetrySafe, VendorView):
    rights_needed: ClassVar[dict[str, str]] = {"GET": "money.view", "POST": "money.manage"}
    query_parameters = PAGED | {"status"}

    @extend_schema(parameters=[shapes.PayoutsIn], responses=shapes.PayoutPage)
    def get(self, request: Request, handle: str) -> Response:
        """The market's payouts, the newest first."""
        asked = shapes.PayoutsIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        rows = selectors.payouts_of(self.tenant.ref).filter(**asked.validated_data)
        return Response(page_of(request, rows, sort=NEWEST, render=documents))

    @extend_schema(parameters=[KEY], request=shapes.EarlyPayoutIn, responses={201: shapes.PayoutDetailOut})
    @idempotent
    def post(self, request: Request, handle: str) -> Response:
        """Ask for free money before its payday, for the fee of the quote; asks for a step-up first."""
        told = shapes.EarlyPayoutIn(data=request.data)
        told.is_valid(raise_exception=True)
        payout = services.ask_early_payout(
            actor=self.actor,
            tenant=self.tenant,
            credentials=self.credentials,
            amount=told.validated_data["amount"],
        )
        return Response(detail(payout), status=201)


class PayoutView(VendorView):
    rights_needed: ClassVar[dict[str, str]] = {"GET": "money.view"}
    query_parameters = frozenset()

    @extend_schema(responses=shapes.PayoutDetailOut)
    def get(self, request: Request, handle: str, payout: str) -> Response:
        """One payout, with the earnings it is made of."""
        return Response(detail(selectors.payout_of(market_ref=self.tenant.ref, public_id=payout)))


class CancelPayoutView(VendorView):
    rights_needed: ClassVar[dict[str, str]] = {"POST": "money.manage"}

    @extend_schema(request=None, responses=shapes.PayoutDetailOut)
    def post(self, request: Request, handle: str, payout: str) -> Response:
        """Take back the asking for an early payout that nobody has approved yet; the fee comes back too."""
        cancelled = services.cancel_payout(actor=self.actor, tenant=self.tenant, public_id=payout)
        return Response(detail(cancelled))


class QuoteView(VendorView):
    rights_needed: ClassVar[dict[str, str]] = {"GET": "money.view"}
    query_parameters = frozenset({"amount"})

    @extend_schema(parameters=[shapes.EarlyPayoutQuoteIn], responses=shapes.EarlyPayoutQuoteOut)
    def get(self, request: Request, handle: str) -> Response:
        """What an early payout would cost and come to now, or what stands in its way."""
        asked = shapes.EarlyPayoutQuoteIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        quote = selectors.quote_early(market_ref=self.tenant.ref, **asked.validated_data)
        told = {name: getattr(quote, name) for name in ("is_possible", "is_allowed", "free", "amount", "fee")}
        obstacle = quote.obstacle
        rest = {
            "net": max(quote.net, 0),
            "pays_on": quote.pays_on,
            "obstacle": obstacle or "",
            "obstacle_text": Outcome(obstacle).label if obstacle else "",
        }
        return Response(shapes.EarlyPayoutQuoteOut(told | rest).data)


class TermsView(VendorView):
    rights_needed: ClassVar[dict[str, str]] = {"GET": "money.view"}
    query_parameters = frozenset()

    @extend_schema(responses=shapes.PayoutTermsNowOut)
    def get(self, request: Request, handle: str) -> Response:
        """By which terms the market is paid, when next, what it would come to now, or why nothing would."""
        expected = selectors.next_payout_of(self.tenant.ref)
        judgement = expected.judgement
        told = {
            "terms": expected.terms,
            "schedule_text": schedule_in_words(expected.terms),
            "next_on": expected.payday,
            "amount_now": judgement.amount,
            "outcome_now": judgement.outcome,
            "outcome_text": Outcome(judgement.outcome).label,
        }
        return Response(shapes.PayoutTermsNowOut(told).data)


def documents(payouts: Sequence[Payout]) -> list[Any]:
    """Payouts as the API speaks of them."""
    return list(shapes.PayoutOut(payouts, many=True).data)


def detail(payout: Payout) -> dict[str, Any]:
    """A payout with its parts."""
    parts = shapes.PayoutItemOut(payout.items.all(), many=True).data
    return {**shapes.PayoutOut(payout).data, "items": parts}
