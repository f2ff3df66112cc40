from django.urls import path

from commerce.foundation.address.api import shopper

app_name = "address"

urlpatterns = [
    path("me/addresses/", shopper.AddressesView.as_view(), name="addresses"),
    path("me/addresses/<str:address_id>/", shopper.AddressView.as_view(), name="address"),
]
