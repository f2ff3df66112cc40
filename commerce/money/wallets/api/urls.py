from django.urls import path

from commerce.money.wallets.api import shopper

app_name = "wallets"

urlpatterns = [
    path("wallet/", shopper.WalletView.as_view(), name="wallet"),
    path("wallet/entries/", shopper.EntriesView.as_view(), name="entries"),
    path("wallet/top-ups/", shopper.TopUpsView.as_view(), name="top_ups"),
]
