"""Looking at a market: what it owes by the books is billed, its bills are settled, and what follows comes or goes."""

from django.db import transaction

from commerce.earnings.debts import locks
from commerce.earnings.debts.models import DebtBill, DebtStanding
from commerce.earnings.debts.selectors import markets_owing, owed_of, terms_of
from commerce.earnings.debts.services.billing import bill_what_is_due, settle_bills
from commerce.earnings.debts.services.sanctioning import bring_sanctions
from commerce.foundation.core import clock
from commerce.shop.markets.models import Market

Settled = DebtBill.Settled


@transaction.atomic
def review(*, market_ref: str) -> DebtStanding | None:
    """Bring bills and sanctions of a market up to what the books say; nothing where it never owed. Twice is once."""
    market = Market.objects.filter(public_id=market_ref).first()
    if market is None or not _concerns(market, market_ref):
        return None
    return look_at(standing=locks.lock_standing(market), market=market)


def review_all() -> int:
    """Look at every market that owes or owed; answers how many."""
    refs = markets_owing()
    for market_ref in refs:
        review(market_ref=market_ref)
    return len(refs)


def look_at(*, standing: DebtStanding, market: Market, settled_by: str = Settled.SALES) -> DebtStanding:
    """As `review`, of a standing that the caller has locked; `settled_by` says what made the debt fall, if it fell."""
    now, terms = clock.now(), terms_of(market.public_id)
    was_owed = standing.owed
    _measure(standing, market.public_id)
    settle_bills(standing=standing, market=market, settled_by=settled_by, now=now)
    bill_what_is_due(standing=standing, market=market, terms=terms, was_owed=was_owed, now=now)
    bring_sanctions(standing=standing, market=market, terms=terms, now=now)
    standing.reviewed_at = now
    standing.save()
    return standing


def _concerns(market: Market, market_ref: str) -> bool:
    return bool(owed_of(market_ref).total) or DebtStanding.objects.filter(market=market).exists()


def _measure(standing: DebtStanding, market_ref: str) -> None:
    owed = owed_of(market_ref)
    standing.incurred += max(owed.total - standing.owed, 0)
    standing.debt, standing.below, standing.owed = owed.debt, owed.below, owed.total
    if not standing.owed:
        standing.owes_since = None
    elif standing.owes_since is None:
        standing.owes_since = clock.now()
