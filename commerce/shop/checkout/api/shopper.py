from typing import Any, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from commerce.foundation.accounts.models import User
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import ApiView, OpenView, ShopperView
from commerce.shop.basket.selectors.documents import groups_of
from commerce.shop.basket.selectors.reasons import reasons_of
from commerce.shop.basket.services import Holder
from commerce.shop.checkout import services
from commerce.shop.checkout.api.serializers import CheckoutIn, CheckoutOut, PlaceIn, QuoteOut
from commerce.shop.checkout.quotes import Quote
from commerce.shop.order.selectors.documents import checkout_document
from commerce.shop.order.services import PaymentWish, Receiver

cart_token = OpenApiParameter("X-Cart-Token", str, OpenApiParameter.HEADER, description="A guest's cart.")
key = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)


class QuoteView(OpenView):
    @extend_schema(parameters=[cart_token], request=CheckoutIn, responses=QuoteOut)
    def post(self, request: Request) -> Response:
        """What the cart would cost with these choices, signed for ordering."""
        told = _told(request, CheckoutIn)
        return Response(_quote_document(services.quote_cart(choices=_choices(self, told))))


class CheckoutView(RetrySafe, ShopperView):
    @extend_schema(parameters=[cart_token, key], request=PlaceIn, responses={201: CheckoutOut})
    @idempotent
    def post(self, request: Request) -> Response:
        """Order what is in the cart, at the price the shopper saw or not at all."""
        told = _told(request, PlaceIn)
        placed = services.place(
            shopper=cast(User, request.user),
            choices=_choices(self, told),
            quote=told.get("quote"),
            client_total=told.get("client_total"),
        )
        return Response(self._document(placed.order.number), status=201)

    def replay(self, body: dict[str, Any]) -> dict[str, Any]:
        """A repeat hears how the order stands now."""
        return self._document(body["order"]["number"])

    def _document(self, number: str) -> dict[str, Any]:
        return checkout_document(user_id=self.user_id, number=number)


def _told(request: Request, serializer: type[Serializer]) -> dict[str, Any]:
    body = serializer(data=request.data)
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)


def _choices(view: ApiView, told: dict[str, Any]) -> services.Choices:
    user, payment = view.request.user, told.get("payment") or {}
    return services.Choices(
        holder=Holder(user.pk if user.is_authenticated else None, view.request.headers.get("X-Cart-Token", "")),
        receiver=Receiver(**told["address"]) if told.get("address") else None,
        address_id=told.get("address_id"),
        deliveries=told.get("deliveries", {}),
        payment=PaymentWish(
            method=payment.get("method", "gateway"),
            gateway=payment.get("gateway"),
            app_link=payment.get("app_link", ""),
            wallet_amount=payment.get("wallet_amount", 0),
        ),
    )


def _quote_document(quote: Quote) -> dict[str, Any]:
    priced = quote.priced
    return {
        "quote": quote.token,
        "totals": priced.totals,
        "prices_include_tax": priced.holds_tax,
        "groups": groups_of(priced),
        "reasons": reasons_of(priced),
        "problems": [problem.as_json() for problem in priced.problems],
    }
