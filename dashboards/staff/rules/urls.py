"""Addresses of commissions, plans and tax rates."""

from django.urls import path

from dashboards.staff.rules import changing, history, pickers, plans, rates, rules, taxes

urlpatterns = [
    path("rules/", rules.RuleList.as_view(), name="rules"),
    path("rules/add/", changing.AddRule.as_view(), name="rule_add"),
    path("rules/history/", history.RuleHistory.as_view(), name="rule_history"),
    path("rules/picks/<str:kind>/", pickers.RulePicks.as_view(), name="rule_picks"),
    path("rules/removed/<str:removed>/", changing.RestoreRule.as_view(), name="rule_restore"),
    path("rules/<str:public_id>/", rules.RuleDetail.as_view(), name="rule"),
    path("rules/<str:public_id>/edit/", changing.EditRule.as_view(), name="rule_edit"),
    path("rules/<str:public_id>/move/", changing.MoveRule.as_view(), name="rule_move"),
    path("rules/<str:public_id>/switch/", changing.SwitchRule.as_view(), name="rule_switch"),
    path("rules/<str:public_id>/remove/", changing.RemoveRule.as_view(), name="rule_remove"),
    path("general-rate/", rates.RateList.as_view(), name="rates"),
    path("general-rate/set/", rates.SetRate.as_view(), name="rate_set"),
    path("plans/", plans.PlanList.as_view(), name="plans"),
    path("plans/add/", plans.AddPlan.as_view(), name="plan_add"),
    path("plans/<slug:slug>/", plans.PlanDetail.as_view(), name="plan"),
    path("plans/<slug:slug>/edit/", plans.EditPlan.as_view(), name="plan_edit"),
    path("plans/<slug:slug>/put/", plans.PutMarketOnPlan.as_view(), name="plan_put"),
    path("markets/<str:handle>/plan/", plans.ChoosePlan.as_view(), name="market_plan"),
    path("tax-rates/", taxes.TaxRateList.as_view(), name="tax_rates"),
    path("tax-rates/set/", taxes.SetTaxRate.as_view(), name="tax_rate_set"),
    path("tax-rates/<int:pk>/confirm/", taxes.ConfirmTaxRate.as_view(), name="tax_rate_confirm"),
]
