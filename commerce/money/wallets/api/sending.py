"""Cash that leaves a wallet: to another person, to a bank account."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import ShopperView
from commerce.foundation.core.validators import mask_mobile
from commerce.money.remittances.models import Remittance
from commerce.money.wallets import selectors, services
from commerce.money.wallets.api import serializers as shapes
from commerce.money.wallets.models import Transfer

NEWEST = Sort("newest", "-asked_at")
key = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)


class PreviewView(ShopperView):
    @extend_schema(request=shapes.TransferPreviewIn, responses=shapes.TransferPreviewOut)
    def post(self, request: Request) -> Response:
        """Who would receive the money: to be shown before it is sent."""
        told = shapes.TransferPreviewIn(data=request.data)
        told.is_valid(raise_exception=True)
        preview = services.preview_transfer(user=self.person, **told.validated_data)
        return Response(shapes.TransferPreviewOut(preview).data)


class TransfersView(RetrySafe, ShopperView):
    @extend_schema(parameters=[key], request=shapes.WalletTransferIn, responses={201: shapes.WalletTransferOut})
    @idempotent
    def post(self, request: Request) -> Response:
        """Send cash to the person of a mobile number; asks for a step-up first."""
        told = shapes.WalletTransferIn(data=request.data)
        told.is_valid(raise_exception=True)
        transfer = services.transfer_cash(user=self.person, credentials=self.credentials, **told.validated_data)
        return Response(shapes.WalletTransferOut(_sent(transfer)).data, status=201)


class WithdrawalsView(RetrySafe, ShopperView):
    query_parameters = PAGED

    @extend_schema(responses=shapes.WithdrawalPage)
    def get(self, request: Request) -> Response:
        """My withdrawals, the newest first."""
        return Response(page_of(request, selectors.withdrawals_of(self.person), sort=NEWEST, render=_withdrawals))

    @extend_schema(parameters=[key], request=shapes.WithdrawalIn, responses={201: shapes.WithdrawalOut})
    @idempotent
    def post(self, request: Request) -> Response:
        """Ask for cash to go to a bank account of mine; asks for a step-up first."""
        told = shapes.WithdrawalIn(data=request.data)
        told.is_valid(raise_exception=True)
        withdrawal = services.ask_withdrawal(
            actor=self.actor, user=self.person, credentials=self.credentials, **told.validated_data
        )
        return Response(shapes.WithdrawalOut(withdrawal).data, status=201)


class CancelWithdrawalView(ShopperView):
    @extend_schema(request=None, responses=shapes.WithdrawalOut)
    def post(self, request: Request, withdrawal: str) -> Response:
        """Take back what nobody has approved yet."""
        cancelled = services.cancel_withdrawal(actor=self.actor, user=self.person, public_id=withdrawal)
        return Response(shapes.WithdrawalOut(cancelled).data)


def _sent(transfer: Transfer) -> dict[str, Any]:
    receiver = transfer.receiver.user
    return {
        "public_id": transfer.public_id,
        "receiver": selectors.masked_name(receiver),
        "mobile": mask_mobile(receiver.mobile),
        "amount": transfer.amount,
        "note": transfer.note,
        "created_at": transfer.created_at,
    }


def _withdrawals(withdrawals: Sequence[Remittance]) -> list[Any]:
    return list(shapes.WithdrawalOut(withdrawals, many=True).data)
