"""The fees of early payouts, for the platform's monthly invoices to markets."""

from collections import defaultdict
from datetime import datetime

from commerce.earnings.payouts.models import Payout
from commerce.money.invoices.charges import Fees, charges

CAME_BACK = (Payout.Status.REFUSED, Payout.Status.CANCELLED, Payout.Status.RETURNED)


@charges.register("early_payout")
def early_payout_fees(start: datetime, end: datetime, market_ref: str | None) -> dict[str, Fees]:
    """What was taken for payouts made between two moments, less what went back with those that came back then."""
    charged = Payout.objects.filter(fee__gt=0)
    if market_ref is not None:
        charged = charged.of(market_ref)
    told: dict[str, Fees] = defaultdict(Fees)
    for payout in charged.filter(made_at__gte=start, made_at__lt=end):
        _add(told[payout.market_ref], payout, 1)
    for payout in charged.filter(status__in=CAME_BACK, ended_at__gte=start, ended_at__lt=end):
        _add(told[payout.market_ref], payout, -1)
    return dict(told)


def _add(fees: Fees, payout: Payout, sign: int) -> None:
    fees.commission += sign * payout.fee
    fees.tax += sign * payout.vat
    fees.sales += 1
