from commerce.shop.listing.selectors.detail import product_page
from commerce.shop.listing.selectors.facets import Facet, FacetValue, facets
from commerce.shop.listing.selectors.markets import markets, products_count
from commerce.shop.listing.selectors.products import listed, most_relevant, products, similar_to
from commerce.shop.listing.selectors.rails import categories_for_grid, markets_for_rail, products_for_rail
from commerce.shop.listing.selectors.suggestions import Suggestions, suggest

__all__ = [
    "Facet",
    "FacetValue",
    "Suggestions",
    "categories_for_grid",
    "facets",
    "listed",
    "markets",
    "markets_for_rail",
    "most_relevant",
    "product_page",
    "products",
    "products_count",
    "products_for_rail",
    "similar_to",
    "suggest",
]
