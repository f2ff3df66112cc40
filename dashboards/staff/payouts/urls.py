"""Addresses of payouts, their terms and the working days."""

from django.urls import path

from dashboards.staff.payouts import holidays, lists, runs, terms

urlpatterns = [
    path("payouts/", lists.PayoutList.as_view(), name="payouts"),
    path("payouts/ahead/", runs.RunAhead.as_view(), name="payouts_ahead"),
    path("payouts/start/", runs.StartRun.as_view(), name="payouts_start"),
    path("payouts/market/<str:handle>/", runs.PayNow.as_view(), name="payouts_now"),
    path("payouts/<str:public_id>/", lists.PayoutDetail.as_view(), name="payout"),
    path("payout-runs/", runs.RunList.as_view(), name="payruns"),
    path("payout-runs/<str:public_id>/", runs.RunDetail.as_view(), name="payrun"),
    path("payout-runs/<str:public_id>/approve/", runs.ApproveRun.as_view(), name="payrun_approve"),
    path("payout-terms/", terms.TermsList.as_view(), name="payterms"),
    path("payout-terms/set/", terms.SetTerms.as_view(), name="payterms_set"),
    path("payout-terms/<str:public_id>/", terms.TermsDetail.as_view(), name="payterms_row"),
    path("payout-terms/<str:public_id>/lift/", terms.LiftTerms.as_view(), name="payterms_lift"),
    path("working-days/", holidays.HolidayList.as_view(), name="holidays"),
    path("working-days/add/", holidays.AddHoliday.as_view(), name="holiday_add"),
    path("working-days/week/", holidays.CloseWeekdays.as_view(), name="weekdays"),
    path("working-days/<int:pk>/", holidays.EditHoliday.as_view(), name="holiday"),
    path("working-days/<int:pk>/remove/", holidays.RemoveHoliday.as_view(), name="holiday_remove"),
]
