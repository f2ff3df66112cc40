"""A vendor's products, with their prices and stock."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.views import VendorView
from commerce.foundation.core.text import clean_text
from commerce.shop.catalogue import services as catalogue
from commerce.shop.catalogue.selectors import own_product
from commerce.shop.partner import services
from commerce.shop.partner.api.serializers import (
    OwnOfferOut,
    OwnProductList,
    OwnProductPageOut,
    ProductChangesIn,
    ProductIn,
    VariantIn,
)
from commerce.shop.partner.api.shapes import own_offer_row, own_product_page, own_product_rows
from commerce.shop.partner.errors import PriceMissing
from commerce.shop.partner.selectors import own_products

NEWEST = Sort("newest", "-date_created")
OFFER_FIELDS = ("price", "list_price", "stock", "sku")


class OwnProductsView(VendorView):
    rights_needed = {"GET": "products.view", "POST": "products.manage"}
    query_parameters = PAGED | {"q", "is_public"}

    @extend_schema(
        parameters=[OpenApiParameter("q", str), OpenApiParameter("is_public", bool)], responses=OwnProductList
    )
    def get(self, request: Request, handle: str) -> Response:
        """The products that the market wrote, the newest first."""
        asked = request.query_params
        products = own_products(
            market=self.tenant.ref,
            typed=clean_text(asked.get("q", "")),
            is_public={"true": True, "false": False}.get(asked.get("is_public", "")),
        )
        return Response(
            page_of(request, products, sort=NEWEST, render=lambda rows: own_product_rows(rows, self.tenant))
        )

    @extend_schema(request=ProductIn, responses={201: OwnProductPageOut})
    def post(self, request: Request, handle: str) -> Response:
        """Write a product, with its variants, and put it on sale."""
        asked = ProductIn(data=request.data)
        asked.is_valid(raise_exception=True)
        body = asked.validated_data
        variants = body.pop("variants")
        offers = [_offer(one) for one in variants or [body]]
        told = [catalogue.VariantDraft(**_without_offer(one)) for one in variants]
        draft = catalogue.ProductDraft(**_without_offer(body), variants=told)
        product = services.sell_new_product(actor=self.actor, tenant=self.tenant, draft=draft, offers=offers)
        return Response(own_product_page(product, self.tenant), status=201)


class OwnProductView(VendorView):
    rights_needed = {"GET": "products.view", "PATCH": "products.manage"}
    query_parameters = frozenset()

    @extend_schema(responses=OwnProductPageOut)
    def get(self, request: Request, handle: str, product_id: str) -> Response:
        """A product of the market, with all that may be changed."""
        return Response(own_product_page(own_product(market=self.tenant.ref, public_id=product_id), self.tenant))

    @extend_schema(request=ProductChangesIn, responses=OwnProductPageOut)
    def patch(self, request: Request, handle: str, product_id: str) -> Response:
        """Change what is said of a product, or show and hide it."""
        asked = ProductChangesIn(data=request.data)
        asked.is_valid(raise_exception=True)
        product = catalogue.update_product(
            actor=self.actor, tenant=self.tenant, public_id=product_id, changes=asked.validated_data
        )
        return Response(own_product_page(product, self.tenant))


class OwnVariantsView(VendorView):
    rights_needed = {"POST": "products.manage"}

    @extend_schema(request=VariantIn, responses={201: OwnOfferOut})
    def post(self, request: Request, handle: str, product_id: str) -> Response:
        """Add a version to a product that has versions, with its price and stock."""
        asked = VariantIn(data=request.data)
        asked.is_valid(raise_exception=True)
        offer = services.add_variant_for_sale(
            actor=self.actor,
            tenant=self.tenant,
            product=product_id,
            variant=catalogue.VariantDraft(**_without_offer(asked.validated_data)),
            offer=_offer(asked.validated_data),
        )
        return Response(own_offer_row(offer), status=201)


class OwnVariantView(VendorView):
    rights_needed = {"DELETE": "products.manage"}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, handle: str, product_id: str, variant_id: str) -> Response:
        """Take a version off sale."""
        catalogue.hide_variant(actor=self.actor, tenant=self.tenant, public_id=product_id, variant_id=variant_id)
        return Response(status=204)


def _offer(body: Mapping[str, Any]) -> services.OfferDraft:
    if "price" not in body:
        raise PriceMissing()
    return services.OfferDraft(**{field: body[field] for field in OFFER_FIELDS})


def _without_offer(body: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in body.items() if field not in OFFER_FIELDS}
