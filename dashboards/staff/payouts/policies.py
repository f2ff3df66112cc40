"""Which Django permission each screen about payouts asks for."""

from commerce.earnings.payouts.models import Holiday, Payout, PayoutRun, PayoutTerms
from commerce.shop.markets.models import Market
from dashboards.base.rows import StaffRowPolicy

SEE, START = "payouts.view_payout", "payouts.start_payouts"

PAYOUTS = StaffRowPolicy(Payout, rights={"view": SEE})
RUNS = StaffRowPolicy(PayoutRun, rights={"view": SEE, "start": START, "approve": "remittances.approve_remittance"})
MARKETS = StaffRowPolicy(Market, rights={"view": SEE, "start": START})
TERMS = StaffRowPolicy(PayoutTerms, rights={"view": "payouts.view_payoutterms", "add": "payouts.add_payoutterms"})
HOLIDAYS = StaffRowPolicy(Holiday, rights={"view": "payouts.view_holiday", "change": "payouts.change_holiday"})
