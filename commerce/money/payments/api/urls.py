from django.urls import path

from commerce.money.payments.api import browser, choosing, shopper, staff, transfers, vendor

app_name = "payments"

urlpatterns = [
    path("gateways/", choosing.GatewaysView.as_view(), name="gateways"),
    path("payments/callback/<slug:slug>/", browser.CallbackView.as_view(), name="callback"),
    path("payments/<slug:public_id>/", shopper.PaymentView.as_view(), name="payment"),
    path("vendor/<str:handle>/gateway/", vendor.OwnGatewaysView.as_view(), name="vendor-gateways"),
    path("vendor/<str:handle>/gateway/<slug:slug>/", vendor.OwnGatewayView.as_view(), name="vendor-gateway"),
    path("staff/chargebacks/", staff.ChargebacksView.as_view(), name="chargebacks"),
    path("staff/chargebacks/<str:chargeback>/", staff.ChargebackView.as_view(), name="chargeback"),
    path("staff/chargebacks/<str:chargeback>/check/", staff.CheckView.as_view(), name="chargeback-check"),
    path("staff/chargebacks/<str:chargeback>/refuse/", staff.RefuseView.as_view(), name="chargeback-refuse"),
    path("staff/chargebacks/<str:chargeback>/win/", staff.WinView.as_view(), name="chargeback-win"),
    path("staff/chargebacks/<str:chargeback>/lose/", staff.LoseView.as_view(), name="chargeback-lose"),
    path("payments/<slug:public_id>/receipt/", transfers.ReceiptView.as_view(), name="receipt"),
    path("payments/<slug:public_id>/receipt/file/", transfers.ReceiptFileView.as_view(), name="receipt-file"),
    path("payments/<slug:public_id>/redirect/", browser.HandoffView.as_view(), name="handoff"),
]
