"""Products as shoppers look for them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import PAGED, page_of, whole
from commerce.foundation.core.rest.views import PublicView
from commerce.shop.listing import selectors
from commerce.shop.listing.api.filters import FILTER_PARAMETERS, NAMES, SORT_PARAMETER, read_filters, read_sort
from commerce.shop.listing.api.serializers import FacetOut, ProductListOut, ProductPageOut, SuggestionsOut
from commerce.shop.listing.cards import market_card, product_card
from commerce.shop.listing.filters import ProductFilters
from commerce.shop.listing.pages import product_detail


class ProductsView(PublicView):
    query_parameters = PAGED | NAMES | {"sort"}

    @extend_schema(parameters=[*FILTER_PARAMETERS, SORT_PARAMETER], responses=ProductListOut)
    def get(self, request: Request) -> Response:
        """Products on sale, narrowed and ordered as asked."""
        return Response(product_page_of(request, read_filters(request.query_params)))


class FacetsView(PublicView):
    query_parameters = NAMES | {"sort"}

    @extend_schema(parameters=FILTER_PARAMETERS, responses=FacetOut(many=True))
    def get(self, request: Request) -> Response:
        """What the list could be narrowed to further, with counts."""
        return Response([_facet(facet) for facet in selectors.facets(read_filters(request.query_params))])


class ProductView(PublicView):
    query_parameters = frozenset()

    @extend_schema(responses=ProductPageOut)
    def get(self, request: Request, product_id: str) -> Response:
        """A product with all its offers; the first of them is the one we would take, and says why."""
        return Response(product_detail(selectors.product_page(public_id=product_id)))


class SimilarView(PublicView):
    query_parameters = frozenset()

    @extend_schema(responses=ProductListOut)
    def get(self, request: Request, product_id: str) -> Response:
        """What else one may look at beside a product."""
        similar = selectors.similar_to(selectors.listed(public_id=product_id))
        return Response(whole([product_card(row) for row in similar]))


class SuggestView(PublicView):
    query_parameters = frozenset({"q"})

    @extend_schema(parameters=[FILTER_PARAMETERS[1]], responses=SuggestionsOut)
    def get(self, request: Request) -> Response:
        """Products, categories and markets somebody may mean while they type."""
        found = selectors.suggest(read_filters(request.query_params).q)
        return Response(
            {
                "products": [product_card(row) for row in found.products],
                "categories": [{"slug": one.slug, "name": one.name} for one in found.categories],
                "markets": [market_card(market) for market in found.markets],
            }
        )


def product_page_of(request: Request, filters: ProductFilters) -> dict[str, Any]:
    """One page of the products that fit."""
    sort = read_sort(request.query_params, words=bool(filters.q))
    rows = selectors.products(filters)
    if sort.name == "relevance":
        rows = selectors.most_relevant(rows)
    return page_of(request, rows.for_cards(), sort=sort, render=lambda found: [product_card(row) for row in found])


def _facet(facet: selectors.Facet) -> dict[str, Any]:
    return {
        "code": facet.code,
        "title": facet.title,
        "values": [
            {"value": one.value, "title": one.title, "count": one.count, "selected": one.selected}
            for one in facet.values
        ],
    }
