"""What a market owes is made up for by what it has free, before any of that is paid out."""

from django.db import transaction

from commerce.earnings.debts import locks
from commerce.earnings.debts.models import DebtBill
from commerce.earnings.debts.selectors import markets_to_net, owed_of, terms_of
from commerce.earnings.debts.services.reviewing import look_at
from commerce.money.settlement.services import net_debt
from commerce.shop.markets.models import Market


@transaction.atomic
def net(*, market_ref: str) -> int:
    """Make up for a market's debt by its free money, as far as that goes; answers how much. Twice is once."""
    if not owed_of(market_ref).can_be_netted or not terms_of(market_ref).nets:
        return 0
    market = Market.objects.get(public_id=market_ref)
    standing = locks.lock_standing(market)
    look_at(standing=standing, market=market)
    standing.nettings += 1
    netted = net_debt(market_ref=market_ref, key=f"netting:{market_ref}:{standing.nettings}")
    look_at(standing=standing, market=market, settled_by=DebtBill.Settled.NETTING)
    return netted


def net_all() -> int:
    """Net every market that owes and has free money; answers how much in all. Payouts call it before they run."""
    return sum(net(market_ref=market_ref) for market_ref in markets_to_net())
