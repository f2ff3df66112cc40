from django.urls import path

from mobile.api import shopper

app_name = "content"

urlpatterns = [
    path("content/screens/", shopper.ScreenView.as_view(), name="screen"),
    path("content/pages/", shopper.PageView.as_view(), name="page"),
]
