from django.urls import path

from commerce.money.tax.api import vendor

app_name = "tax"

urlpatterns = [
    path("vendor/<str:handle>/tax-profile/", vendor.TaxProfileView.as_view(), name="tax_profile"),
]
