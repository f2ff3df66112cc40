from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from commerce.foundation.core.rest.views import OpenView
from commerce.shop.basket import services
from commerce.shop.basket.api.serializers import AddLineIn, CartOut, ChangeLineIn, VoucherIn
from commerce.shop.basket.holders import Holder
from commerce.shop.basket.selectors.documents import cart_document

TOKEN_HEADER = "X-Cart-Token"  # noqa: S105  the name of a header
cart_token = OpenApiParameter(TOKEN_HEADER, str, OpenApiParameter.HEADER, description="A guest's cart.")


class Carts(OpenView):
    """What the doors of a cart share: whose it is, and that each answers the whole cart."""

    @property
    def holder(self) -> Holder:
        user = self.request.user
        token = self.request.headers.get(TOKEN_HEADER, "")
        return Holder(user_id=user.pk if user.is_authenticated else None, token=token)

    def answer(self, *, status: int = 200, token: str = "") -> Response:
        holder = Holder(token=token) if token else self.holder
        document = cart_document(holder=holder)
        if not token:
            return Response(document, status=status)
        return Response({**document, "token": token}, status=status, headers={TOKEN_HEADER: token})

    def read(self, serializer: type[Serializer]) -> dict[str, Any]:
        body = serializer(data=self.request.data)
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)


class CartView(Carts):
    query_parameters = frozenset()

    @extend_schema(parameters=[cart_token], responses=CartOut)
    def get(self, request: Request) -> Response:
        """The cart with its prices and problems of now; an empty one where there is none yet."""
        return self.answer()

    @extend_schema(parameters=[cart_token], responses={200: CartOut})
    def delete(self, request: Request) -> Response:
        """Empty the cart."""
        services.empty_cart(holder=self.holder)
        return self.answer()


class LinesView(Carts):
    @extend_schema(parameters=[cart_token], request=AddLineIn, responses={201: CartOut})
    def post(self, request: Request) -> Response:
        """Put an offer into the cart; the same offer adds up."""
        token = services.add_line(holder=self.holder, **self.read(AddLineIn))
        return self.answer(status=201, token=token)


class LineView(Carts):
    @extend_schema(parameters=[cart_token], request=ChangeLineIn, responses=CartOut)
    def patch(self, request: Request, line: str) -> Response:
        """Change how many of a line are wanted."""
        services.change_line(holder=self.holder, line=line, **self.read(ChangeLineIn))
        return self.answer()

    @extend_schema(parameters=[cart_token], responses={200: CartOut})
    def delete(self, request: Request, line: str) -> Response:
        """Take a line out of the cart."""
        services.remove_line(holder=self.holder, line=line)
        return self.answer()


class VouchersView(Carts):
    @extend_schema(parameters=[cart_token], request=VoucherIn, responses={201: CartOut})
    def post(self, request: Request) -> Response:
        """Use a voucher for what is in the cart."""
        client = self.holder.key if request.user.is_authenticated else f"ip:{self.actor.ip}"
        services.add_voucher(holder=self.holder, client=client, **self.read(VoucherIn))
        return self.answer(status=201)


class VoucherView(Carts):
    @extend_schema(parameters=[cart_token], responses={200: CartOut})
    def delete(self, request: Request, code: str) -> Response:
        """Do without a voucher."""
        services.remove_voucher(holder=self.holder, code=code)
        return self.answer()
