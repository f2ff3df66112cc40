from django.urls import path

from dashboards.base.doors import views

app_name = "door"

urlpatterns = [
    path("", views.LoginDoor.as_view(), name="login"),
    path("code/", views.CodeDoor.as_view(), name="code"),
    path("authenticator/", views.AuthenticatorDoor.as_view(), name="authenticator"),
    path("enrol/", views.EnrolDoor.as_view(), name="enrol"),
]
