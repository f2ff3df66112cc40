"""A person's own wallet: what is in it, its statement, putting money in."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import ShopperView
from commerce.money.payments.selectors import payments_of
from commerce.money.wallets import selectors, services
from commerce.money.wallets.api import serializers as shapes
from commerce.money.wallets.models import WalletEntry
from commerce.money.wallets.services.topping_up import PURPOSE

NEWEST = Sort("newest", "-at")
key = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)


class WalletView(ShopperView):
    query_parameters = frozenset()

    @extend_schema(responses=shapes.WalletOut)
    def get(self, request: Request) -> Response:
        """What is in my wallet."""
        return Response(shapes.WalletOut(selectors.summary_of(self.person)).data)


class EntriesView(ShopperView):
    query_parameters = PAGED | {"since", "until", "kind"}

    @extend_schema(parameters=[shapes.WalletEntriesIn], responses=shapes.WalletEntryPage)
    def get(self, request: Request) -> Response:
        """What came and went, the newest first, with what could be spent after each."""
        asked = shapes.WalletEntriesIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        entries = selectors.entries_of(user_id=self.user_id, **asked.validated_data)
        return Response(page_of(request, entries, sort=NEWEST, render=_entries))


class TopUpsView(RetrySafe, ShopperView):
    @extend_schema(parameters=[key], request=shapes.GatewayPaymentIn, responses={201: shapes.AskedTopUpOut})
    @idempotent
    def post(self, request: Request) -> Response:
        """Put money into my wallet: open the payment's `redirect_url` in a browser."""
        told = shapes.GatewayPaymentIn(data=request.data)
        told.is_valid(raise_exception=True)
        top_up, _payment = services.ask_top_up(
            user=self.person,
            amount=told.validated_data["amount"],
            gateway_slug=told.validated_data.get("gateway"),
            app_link=told.validated_data["app_link"],
        )
        return Response(self._document(top_up.public_id), status=201)

    def replay(self, body: dict[str, Any]) -> dict[str, Any]:
        """A repeat hears how the top-up stands now."""
        return self._document(body["top_up"]["id"])

    def _document(self, public_id: str) -> dict[str, Any]:
        top_up = selectors.top_up_of(user_id=self.user_id, public_id=public_id)
        payment = payments_of(PURPOSE, public_id).last()
        document: dict[str, Any] = shapes.AskedTopUpOut({"top_up": top_up, "payment": payment}).data
        return document


def _entries(entries: Sequence[WalletEntry]) -> list[Any]:
    return list(shapes.WalletEntryOut(entries, many=True).data)
