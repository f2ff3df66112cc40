"""THE contents page of the API: one line an app. A second version is a second contents page."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerView

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    path("", include("commerce.foundation.regions.api.urls")),
    path("", include("commerce.foundation.accounts.api.urls")),
    path("", include("commerce.foundation.address.api.urls")),
    path("", include("commerce.money.remittances.api.urls")),
    path("", include("commerce.money.payments.api.urls")),
    path("", include("commerce.money.tax.api.urls")),
    path("", include("commerce.money.invoices.api.urls")),
    path("", include("commerce.money.wallets.api.urls")),
    path("", include("mobile.api.urls")),
    path("", include("commerce.shop.markets.api.urls")),
    path("", include("commerce.shop.catalogue.api.urls")),
    path("", include("commerce.shop.partner.api.urls")),
    path("", include("commerce.shop.basket.api.urls")),
    path("", include("commerce.shop.checkout.api.urls")),
    path("", include("commerce.shop.order.api.urls")),
    path("", include("commerce.earnings.debts.api.urls")),
    path("", include("commerce.shop.refunds.api.urls")),
    path("", include("commerce.shop.listing.api.urls")),
    path("", include("commerce.earnings.payouts.api.earnings_urls")),
    path("", include("commerce.earnings.payouts.api.payout_urls")),
    path("", include("commerce.earnings.payouts.api.simulator_urls")),
]
