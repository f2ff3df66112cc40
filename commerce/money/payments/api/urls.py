from django.urls import path

from commerce.money.payments.api import browser, shopper

app_name = "payments"

urlpatterns = [
    path("gateways/", shopper.GatewaysView.as_view(), name="gateways"),
    path("payments/callback/<slug:slug>/", browser.CallbackView.as_view(), name="callback"),
    path("payments/<slug:public_id>/", shopper.PaymentView.as_view(), name="payment"),
    path("payments/<slug:public_id>/redirect/", browser.HandoffView.as_view(), name="handoff"),
]
