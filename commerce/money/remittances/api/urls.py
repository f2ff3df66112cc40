from django.urls import path

from commerce.money.remittances.api import shopper, vendor

app_name = "remittances"

urlpatterns = [
    path("me/bank-accounts/", shopper.MyBankAccountsView.as_view(), name="my_bank_accounts"),
    path("me/bank-accounts/<str:account_id>/", shopper.MyBankAccountView.as_view(), name="my_bank_account"),
    path(
        "me/bank-accounts/<str:account_id>/default/",
        shopper.MyDefaultBankAccountView.as_view(),
        name="my_default_bank_account",
    ),
    path("vendor/<str:handle>/bank-accounts/", vendor.MarketBankAccountsView.as_view(), name="market_bank_accounts"),
    path(
        "vendor/<str:handle>/bank-accounts/<str:account_id>/",
        vendor.MarketBankAccountView.as_view(),
        name="market_bank_account",
    ),
    path(
        "vendor/<str:handle>/bank-accounts/<str:account_id>/default/",
        vendor.MarketDefaultBankAccountView.as_view(),
        name="market_default_bank_account",
    ),
]
