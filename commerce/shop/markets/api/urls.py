from django.urls import path

from commerce.shop.markets.api import vendor

app_name = "markets"

urlpatterns = [
    path("vendor/<str:handle>/profile/", vendor.ProfileView.as_view(), name="vendor-profile"),
]
