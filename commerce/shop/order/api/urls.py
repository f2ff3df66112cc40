from django.urls import path

from commerce.shop.order.api import invoices, shopper, vendor

app_name = "order"

urlpatterns = [
    path("orders/", shopper.OrdersView.as_view(), name="orders"),
    path("orders/<str:number>/", shopper.OrderView.as_view(), name="order"),
    path("orders/<str:number>/invoices/", invoices.OrderInvoicesView.as_view(), name="invoices"),
    path("orders/<str:number>/invoices/<str:invoice>/pdf/", invoices.OrderInvoicePdfView.as_view(), name="invoice_pdf"),
    path("orders/<str:number>/cancel/", shopper.CancelView.as_view(), name="cancel"),
    path("orders/<str:number>/pay/", shopper.PayView.as_view(), name="pay"),
    path("vendor-orders/<str:vendor_order>/received/", shopper.ReceivedView.as_view(), name="received"),
    path("vendor/<str:handle>/orders/", vendor.VendorOrdersView.as_view(), name="vendor_orders"),
    path("vendor/<str:handle>/orders/<str:vendor_order>/", vendor.VendorOrderView.as_view(), name="vendor_order"),
    path("vendor/<str:handle>/orders/<str:vendor_order>/accept/", vendor.AcceptView.as_view(), name="accept"),
    path("vendor/<str:handle>/orders/<str:vendor_order>/reject/", vendor.RejectView.as_view(), name="reject"),
    path("vendor/<str:handle>/orders/<str:vendor_order>/pack/", vendor.PackView.as_view(), name="pack"),
    path("vendor/<str:handle>/orders/<str:vendor_order>/refused/", vendor.RefusedView.as_view(), name="refused"),
    path("vendor/<str:handle>/orders/<str:vendor_order>/ship/", vendor.ShipView.as_view(), name="ship"),
    path("vendor/<str:handle>/orders/<str:vendor_order>/deliver/", vendor.DeliverView.as_view(), name="deliver"),
]
