from django.urls import path

from commerce.money.payments.api import browser

app_name = "payment_pages"

urlpatterns = [path("payments/<slug:public_id>/result/", browser.result, name="result")]
