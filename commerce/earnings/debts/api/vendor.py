"""A market's debt to the platform, for those who look after its money."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.earnings.debts import selectors, services
from commerce.earnings.debts.api import serializers as shapes
from commerce.earnings.debts.models import DebtBill, DebtPayment
from commerce.earnings.debts.services.paying import PURPOSE
from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import VendorView
from commerce.money.payments.selectors import payments_of

NEWEST = Sort("newest", "-issued_at")
key = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)


class DebtsView(VendorView):
    rights_needed = {"GET": "money.view"}
    query_parameters = frozenset()

    @extend_schema(responses=shapes.DebtSummaryOut)
    def get(self, request: Request, handle: str) -> Response:
        """What the market owes, why, until when, and what comes next."""
        return Response(shapes.DebtSummaryOut(selectors.debt_summary(self.tenant.ref)).data)


class BillsView(VendorView):
    rights_needed = {"GET": "money.view"}
    query_parameters = PAGED

    @extend_schema(responses=shapes.DebtBillPage)
    def get(self, request: Request, handle: str) -> Response:
        """All bills of the market, the newest first."""
        return Response(page_of(request, selectors.bills_of(self.tenant.ref), sort=NEWEST, render=_bills))


class PayView(RetrySafe, VendorView):
    rights_needed = {"POST": "money.manage"}

    @extend_schema(parameters=[key], request=shapes.PayDebtIn, responses={201: shapes.PaidDebtOut})
    @idempotent
    def post(self, request: Request, handle: str) -> Response:
        """Pay what the market owes, or a part: open the payment's `redirect_url` in a browser, if it has one."""
        told = shapes.PayDebtIn(data=request.data)
        told.is_valid(raise_exception=True)
        wish = told.validated_data
        act, _payment = services.pay_debt(
            actor=self.actor,
            tenant=self.tenant,
            payer=self.person,
            amount=wish.get("amount"),
            method=wish["method"],
            gateway_slug=wish.get("gateway"),
            app_link=wish["app_link"],
        )
        return Response(self._document(act.public_id), status=201)

    def replay(self, body: dict[str, Any]) -> dict[str, Any]:
        """A repeat hears how the payment stands now."""
        return self._document(body["debt_payment"]["id"])

    def _document(self, public_id: str) -> dict[str, Any]:
        act = DebtPayment.objects.get(public_id=public_id, market__public_id=self.tenant.ref)
        payment = payments_of(PURPOSE, public_id).last()
        document: dict[str, Any] = shapes.PaidDebtOut({"debt_payment": act, "payment": payment}).data
        return document


def _bills(rows: Sequence[DebtBill]) -> list[Any]:
    return list(shapes.DebtBillOut(rows, many=True).data)
