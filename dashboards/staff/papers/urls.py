from django.urls import path

from dashboards.staff.papers import invoices, months, numbers, profile

urlpatterns = [
    path("invoices/", invoices.InvoiceList.as_view(), name="invoices"),
    path("invoices/numbers/", numbers.SeriesList.as_view(), name="invoice_series"),
    path("invoices/months/", months.RunList.as_view(), name="commission_runs"),
    path("invoices/months/new/", months.AskRun.as_view(), name="commission_run_ask"),
    path("invoices/tax-profile/", profile.SetTaxProfile.as_view(), name="tax_profile"),
    path("invoices/<str:public_id>/", invoices.InvoiceDetail.as_view(), name="invoice"),
    path("invoices/<str:public_id>/pdf/", invoices.InvoicePdf.as_view(), name="invoice_pdf"),
    path("invoices/<str:public_id>/retry/", invoices.RetryPrint.as_view(), name="invoice_retry"),
]
