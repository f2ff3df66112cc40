from django.urls import path

from dashboards.vendor.papers import invoices, profile

urlpatterns = [
    path("invoices/", invoices.InvoiceList.as_view(), name="invoices"),
    path("invoices/<str:public_id>/", invoices.InvoiceDetail.as_view(), name="invoice"),
    path("invoices/<str:public_id>/pdf/", invoices.InvoicePdf.as_view(), name="invoice_pdf"),
    path("tax-profile/", profile.SetTaxProfile.as_view(), name="tax_profile"),
]
