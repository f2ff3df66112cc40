"""A vendor's prices and stock."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.views import VendorView
from commerce.foundation.core.text import clean_text
from commerce.shop.partner import services
from commerce.shop.partner.api.serializers import NewOfferIn, OfferChangesIn, OwnOfferList, OwnOfferOut, StockIn
from commerce.shop.partner.api.shapes import own_offer_row
from commerce.shop.partner.selectors import own_offers

NEWEST = Sort("newest", "-date_created")


class _OfferList(VendorView):
    query_parameters = PAGED | {"q"}

    @extend_schema(parameters=[OpenApiParameter("q", str)], responses=OwnOfferList)
    def get(self, request: Request, handle: str) -> Response:
        """The market's offers with their stock, the newest first."""
        offers = own_offers(market=self.tenant.ref, typed=clean_text(request.query_params.get("q", "")))
        return Response(page_of(request, offers, sort=NEWEST, render=lambda rows: [own_offer_row(row) for row in rows]))


class OwnOffersView(_OfferList):
    rights_needed = {"GET": "products.view", "POST": "products.manage"}

    @extend_schema(request=NewOfferIn, responses={201: OwnOfferOut})
    def post(self, request: Request, handle: str) -> Response:
        """Sell a product of the catalogue at one's own price."""
        asked = NewOfferIn(data=request.data)
        asked.is_valid(raise_exception=True)
        offer = services.offer_product(actor=self.actor, tenant=self.tenant, **asked.validated_data)
        return Response(own_offer_row(offer), status=201)


class OwnOfferView(VendorView):
    rights_needed = {"PATCH": "products.manage"}

    @extend_schema(request=OfferChangesIn, responses=OwnOfferOut)
    def patch(self, request: Request, handle: str, offer_id: str) -> Response:
        """Ask another price, or take an offer off sale."""
        asked = OfferChangesIn(data=request.data)
        asked.is_valid(raise_exception=True)
        offer = services.update_offer(
            actor=self.actor, tenant=self.tenant, offer=offer_id, changes=asked.validated_data
        )
        return Response(own_offer_row(offer))


class OwnStockView(_OfferList):
    rights_needed = {"GET": "stock.manage"}


class OwnStockOfView(VendorView):
    rights_needed = {"PATCH": "stock.manage"}

    @extend_schema(request=StockIn, responses=OwnOfferOut)
    def patch(self, request: Request, handle: str, offer_id: str) -> Response:
        """Say how many there are, those held for unpaid orders among them."""
        asked = StockIn(data=request.data)
        asked.is_valid(raise_exception=True)
        offer = services.set_stock(
            actor=self.actor, tenant=self.tenant, offer=offer_id, quantity=asked.validated_data["stock"]
        )
        return Response(own_offer_row(offer))
