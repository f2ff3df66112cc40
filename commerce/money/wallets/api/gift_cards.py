"""Gift cards: buying one for somebody, sending it again, redeeming a code."""

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
from commerce.money.wallets.api import gift_card_shapes as shapes
from commerce.money.wallets.models import GiftCard
from commerce.money.wallets.services.gift_cards.selling import PURPOSE

NEWEST = Sort("newest", "-created_at")
key = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)


class GiftCardsView(RetrySafe, ShopperView):
    query_parameters = PAGED

    @extend_schema(responses=shapes.GiftCardPage)
    def get(self, request: Request) -> Response:
        """The gift cards I bought, the newest first."""
        return Response(page_of(request, selectors.gift_cards_of(self.user_id), sort=NEWEST, render=_cards))

    @extend_schema(parameters=[key], request=shapes.GiftCardIn, responses={201: shapes.AskedGiftCardOut})
    @idempotent
    def post(self, request: Request) -> Response:
        """Buy a gift card; once it is paid, its code goes to the mobile number, mine where none is told."""
        told = shapes.GiftCardIn(data=request.data)
        told.is_valid(raise_exception=True)
        card, _payment = services.ask_gift_card(
            user=self.person,
            amount=told.validated_data["amount"],
            mobile=told.validated_data.get("mobile") or self.person.mobile,
            message=told.validated_data["message"],
            gateway_slug=told.validated_data.get("gateway"),
            app_link=told.validated_data["app_link"],
        )
        return Response(self._document(card.public_id), status=201)

    def replay(self, body: dict[str, Any]) -> dict[str, Any]:
        """A repeat hears how the purchase stands now."""
        return self._document(body["gift_card"]["id"])

    def _document(self, public_id: str) -> dict[str, Any]:
        card = selectors.gift_cards_of(self.user_id).get(public_id=public_id)
        payment = payments_of(PURPOSE, public_id).last()
        document: dict[str, Any] = shapes.AskedGiftCardOut({"gift_card": card, "payment": payment}).data
        return document


class SendGiftCardView(ShopperView):
    @extend_schema(request=shapes.SendGiftCardIn, responses=shapes.GiftCardOut)
    def post(self, request: Request, gift_card: str) -> Response:
        """Send a card I bought once more, with a new code; asks for a step-up first."""
        told = shapes.SendGiftCardIn(data=request.data)
        told.is_valid(raise_exception=True)
        card = services.send_again(
            user=self.person, credentials=self.credentials, gift_card=gift_card, **told.validated_data
        )
        return Response(shapes.GiftCardOut(card).data)


class RedeemView(ShopperView):
    @extend_schema(request=shapes.RedeemGiftCardIn, responses=shapes.RedeemedGiftCardOut)
    def post(self, request: Request) -> Response:
        """Put a gift card's money into my wallet; a code that I redeemed answers the same again."""
        told = shapes.RedeemGiftCardIn(data=request.data)
        told.is_valid(raise_exception=True)
        card = services.redeem_gift_card(user=self.person, code=told.validated_data["code"])
        return Response(shapes.RedeemedGiftCardOut(card).data)


def _cards(cards: Sequence[GiftCard]) -> list[Any]:
    return list(shapes.GiftCardOut(cards, many=True).data)
