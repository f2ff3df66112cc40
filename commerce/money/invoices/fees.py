"""What the platform earned from a market between two moments: its commission and the tax on it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from commerce.foundation.core import clock
from commerce.money.settlement.models import LineRestoration, LineReversal, LineShare, Sale

COMMISSION, TAX = "commission", "vat_payable"


@dataclass(slots=True)
class Fees:
    """Commission and the tax on it, and of how many sales."""

    commission: int = 0
    tax: int = 0
    sales: int = 0

    def add(self, kind: str, amount: int) -> None:
        if kind == COMMISSION:
            self.commission += amount
        else:
            self.tax += amount

    @property
    def total(self) -> int:
        return self.commission + self.tax


def markets_with_fees(start: datetime, end: datetime) -> list[str]:
    """Whose sales were booked, taken back or restored between two moments."""
    sold = Sale.objects.filter(posted_at__gte=start, posted_at__lt=end)
    back = LineReversal.objects.filter(created_at__gte=start, created_at__lt=end)
    anew = LineRestoration.objects.filter(created_at__gte=start, created_at__lt=end)
    found = (
        sold.values_list("market_ref", flat=True),
        back.values_list("line__market_ref", flat=True),
        anew.values_list("reversal__line__market_ref", flat=True),
    )
    return sorted({market for markets in found for market in markets.distinct()})


def sold_by_day(market_ref: str, start: datetime, end: datetime) -> dict[date, Fees]:
    """The fees of a market's sales, by the day they were booked."""
    sales = Sale.objects.filter(market_ref=market_ref, posted_at__gte=start, posted_at__lt=end)
    day_of = {sale: clock.tehran_date(at) for sale, at in sales.values_list("sale_ref", "posted_at")}
    days: dict[date, Fees] = defaultdict(Fees)
    for day in day_of.values():
        days[day].sales += 1
    shares = LineShare.objects.filter(line__sale_ref__in=sales.values("sale_ref"), account_kind__in=[COMMISSION, TAX])
    for sale, kind, amount in shares.values_list("line__sale_ref", "account_kind", "amount").iterator():
        days[day_of[sale]].add(kind, amount)
    return dict(sorted(days.items()))


def taken_back(market_ref: str, start: datetime, end: datetime) -> Fees:
    """The fees a market no longer owes, of sales of any time that were taken back between two moments."""
    rows = LineReversal.objects.filter(line__market_ref=market_ref, created_at__gte=start, created_at__lt=end)
    return _of_reversals(rows.select_related("line"))


def restored(market_ref: str, start: datetime, end: datetime) -> Fees:
    """The fees a market owes again, because its sale was taken back and then was not."""
    rows = LineRestoration.objects.filter(
        reversal__line__market_ref=market_ref, created_at__gte=start, created_at__lt=end
    )
    return _of_reversals([row.reversal for row in rows.select_related("reversal__line")])


def _of_reversals(reversals: Iterable[LineReversal]) -> Fees:
    reversals, fees = list(reversals), Fees()
    shares = LineShare.objects.filter(line__in=[made.line_id for made in reversals], account_kind__in=[COMMISSION, TAX])
    kinds = {(line, holder): kind for line, holder, kind in shares.values_list("line_id", "holder", "account_kind")}
    for made in reversals:
        for holder, amount in made.parts.items():
            if kind := kinds.get((made.line_id, holder)):
                fees.add(kind, amount)
    fees.sales = len({made.line.sale_ref for made in reversals})
    return fees
