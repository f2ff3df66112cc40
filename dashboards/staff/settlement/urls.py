from django.urls import path

from dashboards.staff.settlement import markets, sales, statements
from dashboards.staff.settlement.overview import Overview

MONTH = "settlement/markets/<str:handle>/statements/<str:month>/"

urlpatterns = [
    path("settlement/", Overview.as_view(), name="settlement"),
    path("settlement/markets/", markets.MarketMoneyList.as_view(), name="settlement_markets"),
    path("settlement/markets/<str:handle>/", markets.MarketMoney.as_view(), name="settlement_market"),
    path(MONTH, statements.Statement.as_view(), name="settlement_statement"),
    path(f"{MONTH}file/", statements.AskStatementFile.as_view(), name="settlement_statement_file"),
    path("settlement/sales/", sales.SaleList.as_view(), name="settlement_sales"),
    path("settlement/sales/<str:sale_ref>/", sales.SaleDetail.as_view(), name="settlement_sale"),
    path("settlement/sales/<str:sale_ref>/pause/", sales.PauseSale.as_view(), name="settlement_pause"),
    path("settlement/sales/<str:sale_ref>/resume/", sales.ResumeSale.as_view(), name="settlement_resume"),
    path("settlement/files/", statements.FileList.as_view(), name="settlement_files"),
    path("settlement/files/<str:public_id>/", statements.DownloadFile.as_view(), name="settlement_file"),
]
