"""The terms that hold for a market on a day, and what an early payout costs by them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commerce.earnings.payouts.models import PayoutTerms
from commerce.foundation.core.money import percent_of
from commerce.money.tax.selectors import rate_on, tax_on

COPIED = (
    "hold_days",
    "market_word_hold_days",
    "minimum",
    "schedule",
    "weekday",
    "early_allowed",
    "early_fixed",
    "early_percent",
    "early_fee_most",
)


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms as they hold, and whose they are: `source` is market, plan or default."""

    hold_days: int
    market_word_hold_days: int
    minimum: int
    schedule: str
    weekday: int | None = None
    month_days: tuple[int, ...] = ()
    early_allowed: bool = False
    early_fixed: int = 0
    early_percent: Decimal = Decimal(0)
    early_fee_most: int | None = None
    source: str = "default"
    starts_on: date = date.min
    row_id: int = 0

    @classmethod
    def of(cls, row: PayoutTerms) -> "Terms":
        """What a row says."""
        source = "market" if row.market_ref else "plan" if row.plan else "default"
        copied = {name: getattr(row, name) for name in COPIED}
        month_days = tuple(sorted(row.month_days))
        return cls(**copied, month_days=month_days, source=source, starts_on=row.starts_on, row_id=row.pk)

    def hold_on(self, *, confirmed_by: str) -> int:
        """How many days money is held after a delivery that somebody confirmed."""
        return self.market_word_hold_days if confirmed_by == "market" else self.hold_days

    def early_fee(self, amount: int, *, day: date | None = None) -> "Fee":
        """What an early payout of an amount costs on a day, with the tax on it."""
        fee = self.early_fixed + percent_of(amount, self.early_percent)
        if self.early_fee_most is not None:
            fee = min(fee, self.early_fee_most)
        rate = rate_on(day=day)
        return Fee(fee, tax_on(fee, rate.percent) if rate else 0)


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee of the platform and the value added tax on it."""

    fee: int = 0
    vat: int = 0

    @property
    def whole(self) -> int:
        return self.fee + self.vat
