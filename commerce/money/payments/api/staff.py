"""Chargebacks: recorded by staff as the bank writes, checked by a second person where large, won or lost."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.errors import NotFound
from commerce.foundation.core.money import Money
from commerce.foundation.core.rest.fields import CleanTextField, MoneyField
from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import StaffView
from commerce.money.payments import services
from commerce.money.payments.models import Chargeback

SEE, RECORD, CHECK = "payments.view_chargeback", "payments.add_chargeback", "payments.check_chargeback"
KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)
NEWEST = Sort("newest", "-recorded_at")


class ChargebackIn(serializers.Serializer):
    payment = serializers.CharField(max_length=24)
    amount = serializers.IntegerField(min_value=1, max_value=10**15, help_text="In rials.")
    reason = CleanTextField(max_length=300)
    evidence = CleanTextField(max_length=5000, required=False, allow_blank=True, default="")
    deadline_on = serializers.DateField()
    our_fault = serializers.BooleanField(default=False)


class BecauseIn(serializers.Serializer):
    because = CleanTextField(max_length=300)


class ChargebackOut(serializers.Serializer):
    id = serializers.CharField()
    payment = serializers.CharField()
    paid_for = serializers.CharField()
    amount = MoneyField()
    borne = MoneyField(help_text="What those who had a share bear of it; the rest is our own loss.")
    our_fault = serializers.BooleanField()
    reason = serializers.CharField()
    evidence = serializers.CharField(allow_blank=True)
    deadline_on = serializers.DateField()
    status = serializers.ChoiceField(choices=Chargeback.Status.choices)
    recorded_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    closed_because = serializers.CharField(allow_blank=True)


class ChargebackPage(serializers.Serializer):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ChargebackOut(many=True)


class StatusIn(serializers.Serializer):
    status = serializers.ChoiceField(choices=Chargeback.Status.choices, required=False)


class ChargebacksView(RetrySafe, StaffView):
    permissions_needed = {"GET": SEE, "POST": RECORD}
    query_parameters = PAGED | {"status"}

    @extend_schema(parameters=[StatusIn], responses=ChargebackPage)
    def get(self, request: Request) -> Response:
        """What banks took back, the newest first."""
        asked = StatusIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = Chargeback.objects.select_related("payment").filter(**asked.validated_data)
        return Response(page_of(request, found, sort=NEWEST, render=_documents))

    @extend_schema(parameters=[KEY], request=ChargebackIn, responses={201: ChargebackOut})
    @idempotent
    def post(self, request: Request) -> Response:
        """Write down that a bank took money of a payment back."""
        body = ChargebackIn(data=request.data)
        body.is_valid(raise_exception=True)
        told = dict(body.validated_data)
        payment = told.pop("payment")
        made = services.record_chargeback(actor=self.actor, payment=payment, claim=services.BankClaim(**told))
        return Response(_document(made), status=201)


class ChargebackView(StaffView):
    permissions_needed = {"GET": SEE}
    query_parameters = frozenset()

    @extend_schema(responses=ChargebackOut)
    def get(self, request: Request, chargeback: str) -> Response:
        """One chargeback in full."""
        found = Chargeback.objects.select_related("payment").filter(public_id=chargeback).first()
        if found is None:
            raise NotFound()
        return Response(_document(found))


class CheckView(StaffView):
    permissions_needed = {"POST": CHECK}

    @extend_schema(request=None, responses=ChargebackOut)
    def post(self, request: Request, chargeback: str) -> Response:
        """Agree with what another person recorded: it is booked."""
        return Response(_document(services.check_chargeback(actor=self.actor, chargeback=chargeback)))


class RefuseView(StaffView):
    permissions_needed = {"POST": CHECK}

    @extend_schema(request=BecauseIn, responses=ChargebackOut)
    def post(self, request: Request, chargeback: str) -> Response:
        """Say that what another person recorded is not so."""
        reason = _because(request)
        return Response(_document(services.refuse_chargeback(actor=self.actor, chargeback=chargeback, reason=reason)))


class WinView(StaffView):
    permissions_needed = {"POST": RECORD}

    @extend_schema(request=BecauseIn, responses=ChargebackOut)
    def post(self, request: Request, chargeback: str) -> Response:
        """The bank gave the money back again."""
        because = _because(request)
        return Response(_document(services.win_chargeback(actor=self.actor, chargeback=chargeback, because=because)))


class LoseView(StaffView):
    permissions_needed = {"POST": RECORD}

    @extend_schema(request=BecauseIn, responses=ChargebackOut)
    def post(self, request: Request, chargeback: str) -> Response:
        """The bank keeps the money."""
        because = _because(request)
        return Response(_document(services.lose_chargeback(actor=self.actor, chargeback=chargeback, because=because)))


def _because(request: Request) -> str:
    body = BecauseIn(data=request.data)
    body.is_valid(raise_exception=True)
    return str(body.validated_data["because"])


def _documents(rows: Sequence[Chargeback]) -> list[dict[str, Any]]:
    return [_document(row) for row in rows]


def _document(chargeback: Chargeback) -> dict[str, Any]:
    return {
        "id": chargeback.public_id,
        "payment": chargeback.payment.public_id,
        "paid_for": chargeback.payment.reference,
        "amount": Money(chargeback.amount),
        "borne": Money(chargeback.borne),
        "our_fault": chargeback.our_fault,
        "reason": chargeback.reason,
        "evidence": chargeback.evidence,
        "deadline_on": chargeback.deadline_on,
        "status": chargeback.status,
        "recorded_at": chargeback.recorded_at,
        "closed_at": chargeback.closed_at,
        "closed_because": chargeback.closed_because,
    }
