from django.urls import path

from commerce.earnings.debts.api import vendor

app_name = "debts"

urlpatterns = [
    path("vendor/<str:handle>/debts/", vendor.DebtsView.as_view(), name="debts"),
    path("vendor/<str:handle>/debts/bills/", vendor.BillsView.as_view(), name="debt_bills"),
    path("vendor/<str:handle>/debts/pay/", vendor.PayView.as_view(), name="debt_pay"),
]
