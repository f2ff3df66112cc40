"""The platform's share of a sale."""

from collections.abc import Iterator, Sequence
from typing import Any

from commerce.foundation.core.money import percent_of
from commerce.money.ledger.services import AccountRef
from commerce.money.settlement.shares import SaleLine, Share, share_holder
from commerce.shop.commissions.models import CommissionRate
from commerce.shop.commissions.selectors import rate_at

COMMISSION = AccountRef("commission")


@share_holder("commission")
def commission_of(lines: Sequence[SaleLine]) -> Iterator[Share]:
    """The percentage of the day on items, nothing on their delivery."""
    rate = rate_at()
    for line in lines:
        if not line.shipping:
            yield Share(line.ref, "commission", COMMISSION, _amount(line, rate), _rule(rate))


def _amount(line: SaleLine, rate: CommissionRate | None) -> int:
    return percent_of(line.amount, rate.percent) if rate else 0


def _rule(rate: CommissionRate | None) -> dict[str, Any]:
    if rate is None:
        return {"rule": "no_rate"}
    return {"rule": "flat_percentage", "percent": str(rate.percent), "since": rate.starts_at.isoformat()}
