from django.urls import path

from dashboards.vendor.payouts import screens

urlpatterns = [
    path("money/payouts/", screens.PayoutList.as_view(), name="payouts"),
    path("money/payouts/early/", screens.AskEarly.as_view(), name="payout_early"),
    path("money/payouts/<str:public_id>/", screens.PayoutDetail.as_view(), name="payout"),
    path("money/payouts/<str:public_id>/cancel/", screens.CancelEarly.as_view(), name="payout_cancel"),
]
