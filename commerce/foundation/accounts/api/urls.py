from django.urls import path

from commerce.foundation.accounts.api import me, signing_in

app_name = "accounts"

urlpatterns = [
    path("auth/otp/", signing_in.OneTimeCodeView.as_view(), name="otp"),
    path("auth/otp/verify/", signing_in.VerifyView.as_view(), name="verify"),
    path("auth/staff/", signing_in.StaffView.as_view(), name="staff"),
    path("auth/step-up/", signing_in.StepUpView.as_view(), name="step-up"),
    path("auth/token/refresh/", signing_in.RefreshView.as_view(), name="refresh"),
    path("auth/logout/", signing_in.LogoutView.as_view(), name="logout"),
    path("auth/sessions/", signing_in.SessionsView.as_view(), name="sessions"),
    path("auth/sessions/<str:session_id>/", signing_in.SessionView.as_view(), name="session"),
    path("me/", me.MeView.as_view(), name="me"),
    path("me/bootstrap/", me.BootstrapView.as_view(), name="bootstrap"),
    path("me/mobile/", me.MobileView.as_view(), name="mobile"),
    path("me/export/", me.ExportView.as_view(), name="export"),
]
