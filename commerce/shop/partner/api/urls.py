from django.urls import path

from commerce.shop.partner.api import offers, products

app_name = "partner"

MARKET = "vendor/<str:handle>/"
PRODUCT = f"{MARKET}products/<str:product_id>/"

urlpatterns = [
    path(f"{MARKET}products/", products.OwnProductsView.as_view(), name="vendor-products"),
    path(PRODUCT, products.OwnProductView.as_view(), name="vendor-product"),
    path(f"{PRODUCT}variants/", products.OwnVariantsView.as_view(), name="vendor-variants"),
    path(f"{PRODUCT}variants/<str:variant_id>/", products.OwnVariantView.as_view(), name="vendor-variant"),
    path(f"{MARKET}offers/", offers.OwnOffersView.as_view(), name="vendor-offers"),
    path(f"{MARKET}offers/<str:offer_id>/", offers.OwnOfferView.as_view(), name="vendor-offer"),
    path(f"{MARKET}stock/", offers.OwnStockView.as_view(), name="vendor-stock"),
    path(f"{MARKET}stock/<str:offer_id>/", offers.OwnStockOfView.as_view(), name="vendor-stock-of"),
]
