"""A market's sales as money: narrowed by where their money is, and each explained."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.clock import day_bounds, day_start, parse_jalali_date
from commerce.foundation.core.errors import Text
from commerce.foundation.core.text import clean_text, to_ascii_digits
from commerce.money.payments.models import Payment
from commerce.money.settlement.models import DirectSale, Earning, LineShare, Sale
from commerce.shop.order.models import VendorOrder

STATES: Final[dict[str, Text]] = {
    "waiting": _("waiting for delivery"),
    "held": _("held"),
    "paused": _("paused"),
    "free": _("free"),
    "paid": _("paid out or netted"),
    "direct": _("paid to you directly"),
    "taken_back": _("taken back"),
}
_OPEN = Q(released_at=None, reversed_at=None)
_RELEASED = Q(released_at__isnull=False, reversed_at=None)


class Among(Func):
    """Whether a column is one of an array that is made once."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


@dataclass(slots=True)
class Shares:
    """Who has how much of a sale, and how much of that was taken back."""

    commission: int = 0
    vat: int = 0
    shared: int = 0


@dataclass(slots=True)
class EarnedSale:
    """A sale with everything that its market asks about it."""

    sale: Sale
    number: str = ""
    part: str = ""
    methods: list[str] = field(default_factory=list)
    shares: Shares = field(default_factory=Shares)
    collected: int = 0
    earning: Earning | None = None

    @property
    def refunded(self) -> int:
        return self.sale.reversed_amount

    @property
    def used(self) -> int:
        """What of it was paid out or netted."""
        return self.earning.used if self.earning else 0

    @property
    def state(self) -> str:
        """Where the market's share is now."""
        sale = self.sale
        if sale.reversed_at:
            return "taken_back"
        if sale.released_at:
            return self._released_state()
        if sale.pauses:
            return "paused"
        if self.collected and not sale.held:
            return "direct"
        return "held" if sale.release_at else "waiting"

    def _released_state(self) -> str:
        if self.earning is None or not self.earning.freed:
            return "direct" if self.collected else "paid"
        return "free" if self.earning.open else "paid"

    @property
    def state_words(self) -> Text:
        return STATES[self.state]

    @property
    def free_on(self) -> datetime | None:
        return self.sale.released_at or self.sale.release_at


def sales_of_market(
    market_ref: str,
    *,
    state: str = "",
    since: date | str | None = None,
    until: date | str | None = None,
    number: str = "",
) -> QuerySet[Sale]:
    """The sales of one market, newest first, narrowed by state, days and order number."""
    rows = narrow_sales(Sale.objects.filter(market_ref=market_ref), since=since, until=until, number=number)
    return in_state(rows, state, market_ref=market_ref).order_by("-posted_at", "-pk")


def narrow_sales(
    rows: QuerySet[Sale], *, since: date | str | None = None, until: date | str | None = None, number: str = ""
) -> QuerySet[Sale]:
    """Sales of some days, and of orders whose number begins so."""
    rows = rows.filter(posted_at__gte=day_start(_day(since))) if since else rows
    rows = rows.filter(posted_at__lt=day_bounds(_day(until))[1]) if until else rows
    typed = to_ascii_digits(clean_text(number)).lower()
    if typed:
        parts = VendorOrder.objects.filter(order__number__startswith=typed).values("public_id")
        rows = rows.filter(sale_ref__in=parts)
    return rows


def in_state(rows: QuerySet[Sale], state: str, *, market_ref: str) -> QuerySet[Sale]:
    """Those of a market's sales whose money is there now."""
    earned = Earning.objects.filter(kind=Earning.Kind.SALE, ref=OuterRef("sale_ref"))
    # The few that are open are read first, and their sales by name; a plan that goes sale by sale reads them all.
    still_open = Earning.objects.filter(market_ref=market_ref, kind=Earning.Kind.SALE).exclude(freed=F("used"))
    direct = Exists(DirectSale.objects.filter(sale_ref=OuterRef("sale_ref")))
    if state == "waiting":
        return rows.filter(_OPEN, release_at=None, pauses=[]).exclude(direct, held=0)
    if state == "held":
        return rows.filter(_OPEN, release_at__isnull=False, pauses=[]).exclude(direct, held=0)
    if state == "paused":
        return rows.filter(_OPEN).exclude(pauses=[])
    if state == "free":
        return rows.filter(_RELEASED, Among("sale_ref", ArraySubquery(still_open.values("ref"))))
    if state == "paid":
        return rows.filter(_RELEASED).filter(Exists(earned.filter(freed=F("used")).exclude(freed=0)))
    if state == "direct":
        return rows.filter(direct, reversed_at=None, held=0).exclude(Exists(earned.exclude(freed=0)))
    if state == "taken_back":
        return rows.filter(reversed_at__isnull=False)
    return rows


def told_of(sales: Sequence[Sale]) -> list[EarnedSale]:
    """These sales with all that is told of each, read for all of them at once."""
    told = {sale.sale_ref: EarnedSale(sale) for sale in sales}
    if not told:
        return []
    _name(told)
    for ref, shares in _shares(told).items():
        told[ref].shares = shares
    for ref, amount in DirectSale.objects.filter(sale_ref__in=told).values_list("sale_ref", "amount"):
        told[ref].collected = amount
    for earning in Earning.objects.filter(kind=Earning.Kind.SALE, ref__in=told):
        told[earning.ref].earning = earning
    return list(told.values())


def _name(told: dict[str, EarnedSale]) -> None:
    parts = VendorOrder.objects.filter(public_id__in=told).values_list("public_id", "order__number", "status")
    by_number: defaultdict[str, list[str]] = defaultdict(list)
    for ref, number, _status in parts:
        told[ref].number, told[ref].part = number, ref
        by_number[number].append(ref)
    paid = Payment.objects.filter(purpose="order", reference__in=by_number, captured_at__isnull=False)
    for number, method in paid.order_by("pk").values_list("reference", "method"):
        for ref in by_number[number]:
            if method not in told[ref].methods:
                told[ref].methods.append(method)


def _shares(refs: Collection[str]) -> dict[str, Shares]:
    sums = (
        LineShare.objects.filter(line__sale_ref__in=refs)
        .values_list("line__sale_ref", "account_kind")
        .annotate(amount=Sum("amount"))
        .order_by()
    )
    found: defaultdict[str, Shares] = defaultdict(Shares)
    for ref, kind, amount in sums:
        shares = found[ref]
        if kind == "commission":
            shares.commission += amount
        elif kind == "vat_payable":
            shares.vat += amount
        elif kind != "vendor_held":
            shares.shared += amount
    return dict(found)


def _day(day: date | str) -> date:
    return parse_jalali_date(day) if isinstance(day, str) else day
