from django.urls import path

from dashboards.vendor.money import bank_accounts, entries, gateways
from dashboards.vendor.money.overview import Money

urlpatterns = [
    path("money/", Money.as_view(), name="money"),
    path("money/entries/", entries.EntryList.as_view(), name="entries"),
    path("money/gateways/", gateways.GatewayList.as_view(), name="gateways"),
    path("money/new-gateway/", gateways.ChooseBank.as_view(), name="gateway_add"),
    path("money/new-gateway/<str:bank>/", gateways.EnterGateway.as_view(), name="gateway_enter"),
    path("money/gateways/<str:slug>/", gateways.GatewayDetail.as_view(), name="gateway"),
    path("money/gateways/<str:slug>/edit/", gateways.EditGateway.as_view(), name="gateway_edit"),
    path("money/gateways/<str:slug>/credentials/", gateways.RenewCredentials.as_view(), name="gateway_renew"),
    path("money/gateways/<str:slug>/close/", gateways.CloseGateway.as_view(), name="gateway_close"),
    path("money/bank-accounts/", bank_accounts.BankAccountList.as_view(), name="bank_accounts"),
    path("money/bank-accounts/add/", bank_accounts.AddBankAccount.as_view(), name="bank_account_add"),
    path("money/bank-accounts/<str:public_id>/", bank_accounts.BankAccountDetail.as_view(), name="bank_account"),
    path(
        "money/bank-accounts/<str:public_id>/remove/",
        bank_accounts.RemoveBankAccount.as_view(),
        name="bank_account_remove",
    ),
    path(
        "money/bank-accounts/<str:public_id>/default/",
        bank_accounts.MakeDefault.as_view(),
        name="bank_account_default",
    ),
]
