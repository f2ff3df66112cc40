from django.urls import path

from commerce.shop.listing.api import markets, products

app_name = "listing"

urlpatterns = [
    path("products/", products.ProductsView.as_view(), name="products"),
    path("products/facets/", products.FacetsView.as_view(), name="facets"),
    path("products/<str:product_id>/", products.ProductView.as_view(), name="product"),
    path("products/<str:product_id>/similar/", products.SimilarView.as_view(), name="similar"),
    path("search/suggest/", products.SuggestView.as_view(), name="suggest"),
    path("markets/", markets.MarketsView.as_view(), name="markets"),
    path("markets/<str:handle>/", markets.MarketView.as_view(), name="market"),
    path("markets/<str:handle>/products/", markets.MarketProductsView.as_view(), name="market-products"),
]
