from django.urls import path

from commerce.shop.checkout.api import shopper

app_name = "checkout"

urlpatterns = [
    path("checkout/quote/", shopper.QuoteView.as_view(), name="quote"),
    path("checkout/", shopper.CheckoutView.as_view(), name="place"),
]
