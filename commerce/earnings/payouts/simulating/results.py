"""The numbers of a simulated sale, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.earnings.payouts.selectors import ExpectedPayout
from commerce.foundation.core.errors import Text
from commerce.foundation.core.text import write_percent
from commerce.money.settlement.shares import VENDOR
from commerce.money.tax.models import TaxClass
from commerce.shop.commissions.words import Reason
from commerce.shop.markets.models import Market
from commerce.shop.shipping.selectors import Delivery


@dataclass(frozen=True, slots=True)
class SimulatedShare:
    """One holder's part of a line, and why it is that much."""

    holder: str
    amount: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class SimulatedLine:
    """An item, or the delivery: its price, discounts, tax, and who gets what of it."""

    title: str
    quantity: int
    unit_price: int
    before_discount: int
    # After the market's discount, tax and all: what the shares are of.
    amount: int
    shares: tuple[SimulatedShare, ...]
    variant: str = ""
    offer: str = ""
    market_discount: int = 0
    platform_discount: int = 0
    tax: int = 0
    tax_on_top: int = 0
    tax_class: str = ""
    tax_percent: Decimal = Decimal(0)
    problems: tuple[str, ...] = ()

    @property
    def payable(self) -> int:
        """What the buyer pays for it."""
        return self.amount - self.platform_discount

    @property
    def tax_title(self) -> str:
        return str(TaxClass(self.tax_class).label) if self.tax_class else ""

    @property
    def tax_percent_text(self) -> str:
        return write_percent(self.tax_percent, language=(get_language() or "fa").partition("-")[0])

    def share_of(self, holder: str) -> int:
        return sum(share.amount for share in self.shares if share.holder == holder)


@dataclass(frozen=True, slots=True)
class SimulatedMarket:
    """One market's part: its lines, what it gets, when and why."""

    market: Market
    lines: tuple[SimulatedLine, ...]
    deliveries: tuple[Delivery, ...]
    delivery: Delivery
    takes_tax: bool
    delivered_on: date
    # What the market takes in itself at the door; the rest comes through us.
    collects: int = 0
    payout: ExpectedPayout | None = None

    @property
    def holders(self) -> list[str]:
        """Who gets something of it, the market itself at the end."""
        found = dict.fromkeys(share.holder for line in self.lines for share in line.shares)
        return [*(holder for holder in found if holder != VENDOR), VENDOR]

    def share_of(self, holder: str) -> int:
        return sum(line.share_of(holder) for line in self.lines)

    @property
    def shares(self) -> dict[str, int]:
        return {holder: self.share_of(holder) for holder in self.holders}

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def payable(self) -> int:
        return sum(line.payable for line in self.lines)

    @property
    def tax(self) -> int:
        return sum(line.tax for line in self.lines)

    @property
    def platform_discount(self) -> int:
        return sum(line.platform_discount for line in self.lines)

    @property
    def market_discount(self) -> int:
        return sum(line.market_discount for line in self.lines)

    @property
    def to_pay_out(self) -> int:
        """What reaches the market through us; below nothing it owes us that much."""
        return self.share_of(VENDOR) - self.collects

    @property
    def owes(self) -> int:
        """What the market owes of the money it took in."""
        return max(-self.to_pay_out, 0)


@dataclass(frozen=True, slots=True)
class SimulatedVoucher:
    """A voucher, who pays for it, what it takes off, or why it does not."""

    code: str
    name: str
    funded_by: str
    amount: int
    problem: Text = ""


@dataclass(frozen=True, slots=True)
class Simulation:
    """A sale as it would be frozen at a moment: what the buyer pays, who gets what, when and why."""

    at: datetime
    payment: str
    markets: tuple[SimulatedMarket, ...]
    vouchers: tuple[SimulatedVoucher, ...]
    prices_include_tax: bool
    # Tax class → whether its rate of the day was checked against the law.
    checked: Mapping[str, bool]

    @property
    def lines(self) -> list[SimulatedLine]:
        return [line for part in self.markets for line in part.lines]

    @property
    def items(self) -> int:
        return sum(line.before_discount for line in self.lines if line.offer)

    @property
    def shipping(self) -> int:
        return sum(line.before_discount for line in self.lines if not line.offer)

    @property
    def market_discount(self) -> int:
        return sum(part.market_discount for part in self.markets)

    @property
    def platform_discount(self) -> int:
        return sum(part.platform_discount for part in self.markets)

    @property
    def tax(self) -> int:
        return sum(part.tax for part in self.markets)

    @property
    def tax_on_top(self) -> int:
        return sum(line.tax_on_top for line in self.lines)

    @property
    def payable(self) -> int:
        return sum(part.payable for part in self.markets)

    @property
    def shares(self) -> dict[str, int]:
        """What each holder gets of the whole sale."""
        holders = dict.fromkeys(holder for part in self.markets for holder in part.holders)
        return {holder: sum(part.share_of(holder) for part in self.markets) for holder in holders}

    @property
    def adds_up(self) -> bool:
        """All that buyer and platform pay is what the holders get, to the rial."""
        return self.payable + self.platform_discount == sum(self.shares.values())

    @property
    def problems(self) -> list[str]:
        return [f"{line.title}: {problem}" for line in self.lines for problem in line.problems]


def holder_title(holder: str) -> str:
    """What a share-holder is called."""
    titles = {
        "vendor": _("market"),
        "commission": _("commission"),
        "commission_vat": _("tax on the commission"),
        "carrier": _("carrier"),
        "affiliate": _("marketer"),
    }
    return titles.get(holder, holder)
