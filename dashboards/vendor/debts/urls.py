from django.urls import path

from dashboards.vendor.debts import debts, paying

urlpatterns = [
    path("money/debts/", debts.Debts.as_view(), name="debts"),
    path("money/debts/bills/", debts.BillList.as_view(), name="debt_bills"),
    path("money/debts/pay/", paying.PayDebt.as_view(), name="debt_pay"),
]
