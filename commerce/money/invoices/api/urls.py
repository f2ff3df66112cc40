from django.urls import path

from commerce.money.invoices.api import links, staff, vendor

app_name = "invoices"

urlpatterns = [
    path("order-papers/", links.OrderPapersView.as_view(), name="order_papers"),
    path("vendor/<str:handle>/invoices/", vendor.MarketInvoicesView.as_view(), name="market_invoices"),
    path("vendor/<str:handle>/invoices/<str:invoice>/", vendor.MarketInvoiceView.as_view(), name="market_invoice"),
    path(
        "vendor/<str:handle>/invoices/<str:invoice>/pdf/",
        vendor.MarketInvoicePdfView.as_view(),
        name="market_invoice_pdf",
    ),
    path("staff/invoices/", staff.InvoicesView.as_view(), name="invoices"),
    path("staff/invoices/series/", staff.SeriesView.as_view(), name="series"),
    path("staff/invoices/<str:invoice>/", staff.InvoiceView.as_view(), name="invoice"),
    path("staff/invoices/<str:invoice>/pdf/", staff.InvoicePdfView.as_view(), name="invoice_pdf"),
]
