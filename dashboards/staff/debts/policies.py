"""Which Django permission each screen about debts asks for."""

from commerce.earnings.debts.models import DebtBill, DebtRelief, DebtStanding, DebtTerms
from commerce.shop.markets.models import Market
from dashboards.base.rows import StaffRowPolicy

VIEW = "debts.view_debtstanding"
STANDINGS = StaffRowPolicy(DebtStanding, rights={"view": VIEW})
DEBTORS = StaffRowPolicy(
    Market,
    rights={"view": VIEW, "restrict": "markets.restrict_market", "relieve": "debts.add_debtrelief"},
)
BILLS = StaffRowPolicy(DebtBill, rights={"view": VIEW, "change": "debts.change_debtbill"})
RELIEFS = StaffRowPolicy(DebtRelief, rights={"view": "debts.view_debtrelief", "decide": "debts.approve_debtrelief"})
TERMS = StaffRowPolicy(DebtTerms, rights={"view": "debts.view_debtterms", "change": "debts.change_debtterms"})
