from django.urls import path

from commerce.earnings.payouts.api import earnings

app_name = "earnings"

urlpatterns = [
    path("vendor/<str:handle>/earnings/", earnings.EarningsView.as_view(), name="earnings"),
    path("vendor/<str:handle>/earnings/sales/", earnings.EarnedSalesView.as_view(), name="sales"),
    path("vendor/<str:handle>/earnings/sales/<str:sale>/", earnings.EarnedSaleView.as_view(), name="sale"),
    path("vendor/<str:handle>/ledger/", earnings.LedgerView.as_view(), name="ledger"),
    path("vendor/<str:handle>/statement/", earnings.StatementView.as_view(), name="statement"),
    path("vendor/<str:handle>/statement/file/", earnings.StatementFileView.as_view(), name="statement_file"),
]
