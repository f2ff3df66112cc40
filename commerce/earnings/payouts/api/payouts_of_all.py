"""All markets' payouts, and what a run would do, for staff."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.earnings.payouts import services
from commerce.earnings.payouts.api import payout_shapes as shapes
from commerce.earnings.payouts.api.payouts import KEY, NEWEST, documents
from commerce.earnings.payouts.models import Payout
from commerce.earnings.payouts.policies import START
from commerce.earnings.payouts.selectors.runs import forecast, since_of
from commerce.foundation.core import clock
from commerce.foundation.core.rest.pages import PAGED, page_of
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import StaffView

SEE = "payouts.view_payout"


class AllPayoutsView(StaffView):
    permissions_needed: ClassVar[dict[str, str]] = {"GET": SEE}
    query_parameters = PAGED | {"status", "market"}

    @extend_schema(parameters=[shapes.StaffPayoutsIn], responses=shapes.PayoutPage)
    def get(self, request: Request) -> Response:
        """The payouts of all markets, the newest first."""
        asked = shapes.StaffPayoutsIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        typed = dict(asked.validated_data)
        market = typed.pop("market", "")
        rows = Payout.objects.filter(**typed).select_related("remittance__bank_account")
        return Response(page_of(request, rows.of(market) if market else rows, sort=NEWEST, render=documents))


class RunPreviewView(StaffView):
    permissions_needed: ClassVar[dict[str, str]] = {"GET": SEE}
    query_parameters = frozenset({"scope"})

    @extend_schema(parameters=[shapes.PayoutRunIn], responses=shapes.PayoutPreviewOut)
    def get(self, request: Request) -> Response:
        """Who would get what if a run began now, who not, and why."""
        asked = shapes.PayoutRunIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        day = clock.today()
        since = since_of(day)
        found = forecast(scope=asked.validated_data["scope"], since=since, day=day)
        paid = [one.judgement.amount for one in found if one.judgement.is_paid]
        told: dict[str, Any] = {"day": day, "since": since, "paid": len(paid), "total": sum(paid), "markets": found}
        return Response(shapes.PayoutPreviewOut(told).data)


class RunsView(RetrySafe, StaffView):
    permissions_needed: ClassVar[dict[str, str]] = {"POST": START}

    @extend_schema(parameters=[KEY], request=shapes.PayoutRunIn, responses={202: shapes.PayoutRunOut})
    @idempotent
    def post(self, request: Request) -> Response:
        """Begin a run; a worker goes through the markets, and others approve what it proposes."""
        told = shapes.PayoutRunIn(data=request.data)
        told.is_valid(raise_exception=True)
        run = services.ask_run(actor=self.actor, scope=told.validated_data["scope"])
        return Response(shapes.PayoutRunOut(run).data, status=202)
