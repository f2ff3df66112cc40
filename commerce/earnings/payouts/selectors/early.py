"""What an early payout would come to, before anybody asks for it."""

from dataclasses import dataclass
from datetime import date

from commerce.earnings.payouts.calendar import next_working_day
from commerce.earnings.payouts.judging import obstacle_of, standings_of
from commerce.earnings.payouts.models import Outcome
from commerce.earnings.payouts.selectors.terms import terms_of
from commerce.earnings.payouts.terms import Fee
from commerce.foundation.core import clock


@dataclass(frozen=True, slots=True)
class EarlyQuote:
    """So much of the free money, what it costs, what arrives, and when; or what stands in its way."""

    is_allowed: bool
    free: int
    amount: int
    fee: Fee
    pays_on: date
    obstacle: str | None

    @property
    def net(self) -> int:
        return self.amount - self.fee.whole

    @property
    def is_possible(self) -> bool:
        return self.is_allowed and self.obstacle is None and self.net > 0


def quote_early(*, market_ref: str, amount: int | None = None) -> EarlyQuote:
    """What an early payout of an amount, of all that is free unless told, would come to now."""
    terms = terms_of(market_ref)
    standing = standings_of([market_ref])[market_ref]
    free = max(standing.payable, 0)
    wanted = free if amount is None else amount
    return EarlyQuote(
        is_allowed=terms.early_allowed,
        free=free,
        amount=wanted,
        fee=terms.early_fee(wanted),
        pays_on=next_working_day(clock.today()),
        obstacle=_obstacle(free, wanted, terms.minimum) or obstacle_of(standing),
    )


def _obstacle(free: int, wanted: int, minimum: int) -> Outcome | None:
    if free <= 0:
        return Outcome.NOTHING
    if wanted > free:
        return Outcome.NOT_THAT_MUCH
    return Outcome.BELOW_MINIMUM if wanted < minimum else None
