"""Which Django permission each screen of settlement asks for."""

from commerce.earnings.payouts.models import EarningsFile
from commerce.money.settlement.models import Sale
from commerce.shop.markets.models import Market
from dashboards.base.rows import StaffRowPolicy

VIEW, CHANGE = "settlement.view_sale", "settlement.change_sale"

SALES = StaffRowPolicy(Sale, rights={"view": VIEW, "change": CHANGE})
MARKETS = StaffRowPolicy(Market, rights={"view": VIEW})
FILES = StaffRowPolicy(EarningsFile, rights={"view": VIEW, "add": VIEW})
