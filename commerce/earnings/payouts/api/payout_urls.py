from django.urls import path

from commerce.earnings.payouts.api import payouts, payouts_of_all

app_name = "payouts"

urlpatterns = [
    path("vendor/<str:handle>/payouts/", payouts.PayoutsView.as_view(), name="payouts"),
    path("vendor/<str:handle>/payouts/quote/", payouts.QuoteView.as_view(), name="quote"),
    path("vendor/<str:handle>/payouts/terms/", payouts.TermsView.as_view(), name="terms"),
    path("vendor/<str:handle>/payouts/<str:payout>/", payouts.PayoutView.as_view(), name="payout"),
    path("vendor/<str:handle>/payouts/<str:payout>/cancel/", payouts.CancelPayoutView.as_view(), name="cancel"),
    path("staff/payouts/", payouts_of_all.AllPayoutsView.as_view(), name="staff_payouts"),
    path("staff/payouts/preview/", payouts_of_all.RunPreviewView.as_view(), name="preview"),
    path("staff/payouts/runs/", payouts_of_all.RunsView.as_view(), name="runs"),
]
