from django.urls import path

from dashboards.staff.ledger import accounts, checks, entries, exports, periods, statement, trial

urlpatterns = [
    path("ledger/", trial.TrialBalance.as_view(), name="ledger"),
    path("ledger/chart/", trial.Chart.as_view(), name="ledger_chart"),
    path("ledger/kinds/<str:kind>/", accounts.AccountsOfKind.as_view(), name="kind"),
    path("ledger/accounts/<int:pk>/", statement.StatementOfAccount.as_view(), name="account"),
    path("ledger/accounts/<int:pk>/export/", exports.ExportStatement.as_view(), name="account_export"),
    path("ledger/owners/<str:owner_kind>/<str:owner_ref>/", accounts.AccountsOfOwner.as_view(), name="owner"),
    path("ledger/entries/", entries.EntryList.as_view(), name="entries"),
    path("ledger/entries/<int:pk>/", entries.EntryDetail.as_view(), name="entry"),
    path("ledger/months/", periods.PeriodList.as_view(), name="periods"),
    path("ledger/months/close/", periods.ClosePeriod.as_view(), name="period_close"),
    path("ledger/health/", checks.CheckList.as_view(), name="book_checks"),
    path("ledger/health/check/", checks.AskCheck.as_view(), name="book_check_ask"),
    path("ledger/files/", exports.ExportList.as_view(), name="exports"),
    path("ledger/files/journal/", exports.ExportJournal.as_view(), name="journal_export"),
    path("ledger/files/<str:public_id>/", exports.DownloadExport.as_view(), name="export"),
]
