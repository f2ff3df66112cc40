"""What a market's own gateway gives back to a buyer is the market's money: it has so much more free with us."""

from commerce.money.payments.owners import notes_repaid
from commerce.money.settlement import locks
from commerce.money.settlement.models import Earning
from commerce.money.settlement.services.earning import note_earning, use_earnings


@notes_repaid("market")
def market_repaid(market_ref: str, refund: str, amount: int) -> None:
    """Note the earning, and let it settle what the sale that was taken back cost the market."""
    note_earning(market_ref=market_ref, kind=Earning.Kind.REPAID, ref=refund, amount=amount)
    earnings = locks.lock_idle_earnings(market_ref)
    if sum(earning.open for earning in earnings) >= 0:
        use_earnings(earnings=earnings, amount=0)
