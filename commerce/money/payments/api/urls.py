from django.urls import path

from commerce.money.payments.api import browser, choosing, shopper, transfers, vendor

app_name = "payments"

urlpatterns = [
    path("gateways/", choosing.GatewaysView.as_view(), name="gateways"),
    path("payments/callback/<slug:slug>/", browser.CallbackView.as_view(), name="callback"),
    path("payments/<slug:public_id>/", shopper.PaymentView.as_view(), name="payment"),
    path("vendor/<str:handle>/gateway/", vendor.OwnGatewaysView.as_view(), name="vendor-gateways"),
    path("vendor/<str:handle>/gateway/<slug:slug>/", vendor.OwnGatewayView.as_view(), name="vendor-gateway"),
    path("payments/<slug:public_id>/receipt/", transfers.ReceiptView.as_view(), name="receipt"),
    path("payments/<slug:public_id>/receipt/file/", transfers.ReceiptFileView.as_view(), name="receipt-file"),
    path("payments/<slug:public_id>/redirect/", browser.HandoffView.as_view(), name="handoff"),
]
