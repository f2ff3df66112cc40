"""Which Django permission the screens of rules, plans and tax rates ask for."""

from commerce.money.tax.models import TaxRate
from commerce.shop.commissions.models import CommissionRate, CommissionRule
from commerce.shop.markets.models import Market
from commerce.shop.plans.models import Plan
from dashboards.base.rows import StaffRowPolicy

_VIEW, _SET = "commissions.view_commissionrule", "commissions.add_commissionrate"

RULES = StaffRowPolicy(CommissionRule, rights={"view": _VIEW, "add": _SET, "change": _SET})
RATES = StaffRowPolicy(CommissionRate, rights={"view": _VIEW, "add": _SET})
PLANS = StaffRowPolicy(
    Plan,
    rights={
        "view": "plans.view_plan",
        "add": "plans.change_plan",
        "change": "plans.change_plan",
        "put": "plans.change_marketplan",
    },
)
MARKETS_ON_PLANS = StaffRowPolicy(Market, rights={"put": "plans.change_marketplan"})
TAX_RATES = StaffRowPolicy(
    TaxRate, rights={"view": "tax.view_taxrate", "add": "tax.add_taxrate", "change": "tax.add_taxrate"}
)
