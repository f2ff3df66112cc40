"""What a market has with the platform now: free, held, on its way, owed, paid this month."""

from dataclasses import dataclass

from django.db.models import F, Sum

from commerce.earnings.payouts.models import Payout
from commerce.foundation.core import clock
from commerce.money.ledger.selectors import Month, balances_of, month_of
from commerce.money.ledger.services import AccountRef

Status = Payout.Status
ON_ITS_WAY = (Status.WAITING, Status.SENT)


@dataclass(frozen=True, slots=True)
class Earnings:
    """The numbers a vendor lives on, in rials."""

    month: Month
    free: int
    held: int
    debt: int
    on_its_way: int
    paid_this_month: int

    @property
    def is_below_zero(self) -> bool:
        """Whether later sales go to make up for something taken back first."""
        return self.free < 0

    @property
    def owed(self) -> int:
        """All that the market owes: its debt, and what it is below zero."""
        return self.debt + max(-self.free, 0)

    @property
    def payable(self) -> int:
        """What is free once the debt is taken off."""
        return max(self.free - self.debt, 0)


def earnings_of(market_ref: str) -> Earnings:
    """How a market stands with the platform at this moment."""
    refs = {kind: AccountRef(f"vendor_{kind}", "market", market_ref) for kind in ("free", "held", "debt")}
    balances = balances_of(list(refs.values()))
    month = month_of(clock.today())
    net = F("amount") - F("fee") - F("vat")
    payouts = Payout.objects.of(market_ref)
    since = clock.day_start(month.first_day)
    return Earnings(
        month=month,
        **{kind: balances[ref] for kind, ref in refs.items()},
        on_its_way=payouts.filter(status__in=ON_ITS_WAY).aggregate(total=Sum(net, default=0))["total"],
        paid_this_month=payouts.filter(status=Status.SETTLED, ended_at__gte=since).aggregate(total=Sum(net, default=0))[
            "total"
        ],
    )
