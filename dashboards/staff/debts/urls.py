from django.urls import path

from dashboards.staff.debts import acts, debts, ladders, reliefs

urlpatterns = [
    path("debts/", debts.DebtList.as_view(), name="debts"),
    path("debts/lowered/", reliefs.ReliefList.as_view(), name="reliefs"),
    path("debts/lowered/<str:public_id>/approve/", acts.ApproveRelief.as_view(), name="relief_approve"),
    path("debts/lowered/<str:public_id>/refuse/", acts.RefuseRelief.as_view(), name="relief_refuse"),
    path("debts/terms/", ladders.LadderList.as_view(), name="ladders"),
    path("debts/terms/add/", ladders.AddLadder.as_view(), name="ladder_add"),
    path("debts/terms/<str:public_id>/", ladders.EditLadder.as_view(), name="ladder"),
    path("debts/terms/<str:public_id>/drop/", ladders.DropLadder.as_view(), name="ladder_drop"),
    path("debts/bills/<str:public_id>/more-time/", acts.GiveTime.as_view(), name="debtbill_time"),
    path("debts/of/<str:handle>/", debts.DebtDetail.as_view(), name="debt"),
    path("debts/of/<str:handle>/forbid/", acts.RestrictMarket.as_view(), name="debt_forbid"),
    path("debts/of/<str:handle>/allow/", acts.LiftRestriction.as_view(), name="debt_allow"),
    path("debts/of/<str:handle>/lower/", acts.LowerDebt.as_view(), name="debt_lower"),
]
