from django.urls import path

from dashboards.vendor.money import bank_accounts, entries, gateways, sales, statements
from dashboards.vendor.money.overview import Money

urlpatterns = [
    path("money/", Money.as_view(), name="money"),
    path("money/entries/", entries.EntryList.as_view(), name="entries"),
    path("money/sales/", sales.SaleList.as_view(), name="sales"),
    path("money/sales-file/", sales.AskSalesFile.as_view(), name="sales_file"),
    path("money/sales/<str:sale_ref>/", sales.SaleDetail.as_view(), name="sale"),
    path("money/statements/", statements.StatementList.as_view(), name="statements"),
    path("money/statements/<str:month>/", statements.Statement.as_view(), name="statement"),
    path("money/statements/<str:month>/file/", statements.AskStatementFile.as_view(), name="statement_file"),
    path("money/files/", statements.FileList.as_view(), name="earnings_files"),
    path("money/files/<str:public_id>/", statements.DownloadFile.as_view(), name="earnings_file"),
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
