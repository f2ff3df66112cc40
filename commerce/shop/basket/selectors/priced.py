"""A cart with its price: lines, each market's part, totals, and what the shopper agrees to."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from commerce.foundation.core.money import Money
from commerce.shop.basket.errors import EmptyCart, MarketClosed, OutOfStock, QuantityTooLarge
from commerce.shop.basket.kinds import LineKind
from commerce.shop.basket.models import Line
from commerce.shop.basket.policies import MOST_WORTH
from commerce.shop.basket.problems import MARKET_CLOSED, Problem
from commerce.shop.basket.selectors.discounts import AppliedVoucher
from commerce.shop.basket.selectors.taxes import Tax
from commerce.shop.markets.models import Market
from commerce.shop.shipping.selectors import Delivery


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A cart line at today's price. The market's discount lowers its price; the platform's pays a part of it."""

    row: Line
    kind: LineKind
    unit_price: int
    problems: tuple[Problem, ...]
    market_discount: int = 0
    platform_discount: int = 0
    tax: Tax = field(default_factory=Tax)

    @property
    def before_discount(self) -> int:
        return self.unit_price * int(self.row.quantity)

    @property
    def discount(self) -> int:
        return self.market_discount + self.platform_discount

    @property
    def sold_for(self) -> int:
        """What the market gets paid for it, tax and all, by the buyer and the platform together."""
        return self.before_discount - self.market_discount + self.tax.on_top

    @property
    def total(self) -> int:
        """What the buyer pays for it, tax and all."""
        return self.sold_for - self.platform_discount


@dataclass(frozen=True, slots=True)
class MarketPart:
    """What one market sells of a cart, and how it is delivered."""

    market: Market
    lines: tuple[PricedLine, ...]
    deliveries: tuple[Delivery, ...]
    delivery: Delivery
    delivery_tax: Tax = field(default_factory=Tax)

    @property
    def items(self) -> int:
        return sum(line.before_discount for line in self.lines)

    @property
    def discount(self) -> int:
        return sum(line.discount for line in self.lines)

    @property
    def platform_discount(self) -> int:
        return sum(line.platform_discount for line in self.lines)

    @property
    def taxes(self) -> list[Tax]:
        return [*(line.tax for line in self.lines), self.delivery_tax]

    @property
    def tax(self) -> int:
        return sum(tax.amount for tax in self.taxes)

    @property
    def tax_on_top(self) -> int:
        return sum(tax.on_top for tax in self.taxes)

    @property
    def subtotal(self) -> int:
        """What the buyer pays for the goods."""
        return sum(line.total for line in self.lines)

    @property
    def total(self) -> int:
        return self.subtotal + self.delivery.price + self.delivery_tax.on_top

    @property
    def needs_delivery(self) -> bool:
        return any(line.kind.needs_delivery for line in self.lines)


@dataclass(frozen=True, slots=True)
class PricedCart:
    """A whole cart with its price: payable = items − discount + shipping, and the tax where prices do not hold it.

    The lines of all parts stand in the order in which the vouchers name them.
    """

    parts: tuple[MarketPart, ...]
    vouchers: tuple[AppliedVoucher, ...] = ()

    @property
    def lines(self) -> list[PricedLine]:
        return [line for part in self.parts for line in part.lines]

    @property
    def items(self) -> int:
        return sum(part.items for part in self.parts)

    @property
    def discount(self) -> int:
        return sum(part.discount for part in self.parts)

    @property
    def shipping(self) -> int:
        return sum(part.delivery.price for part in self.parts)

    @property
    def tax(self) -> int:
        return sum(part.tax for part in self.parts)

    @property
    def holds_tax(self) -> bool:
        """Whether the tax is inside the items and the shipping, or there is none."""
        return not any(part.tax_on_top for part in self.parts)

    @property
    def payable(self) -> int:
        return sum(part.total for part in self.parts)

    @property
    def problems(self) -> list[Problem]:
        of_lines = [problem for line in self.lines for problem in line.problems]
        return of_lines + [voucher.problem for voucher in self.vouchers if voucher.problem]

    @property
    def needs_delivery(self) -> bool:
        return any(part.needs_delivery for part in self.parts)

    def require_sellable(self) -> None:
        """Refuse a cart that nothing can be ordered from, or that holds what cannot be had or more than one may."""
        if not self.parts:
            raise EmptyCart()
        blocking = {problem.code for problem in self.problems if problem.blocks}
        if MARKET_CLOSED in blocking:
            raise MarketClosed()
        if blocking:
            raise OutOfStock()
        if self.payable > MOST_WORTH or self.items > MOST_WORTH:
            raise QuantityTooLarge()

    @property
    def totals(self) -> dict[str, Money]:
        """The totals as the API writes them."""
        return {
            "items": Money(self.items),
            "discount": Money(self.discount),
            "shipping": Money(self.shipping),
            "tax": Money(self.tax),
            "payable": Money(self.payable),
        }

    @property
    def fingerprint(self) -> str:
        """What a shopper agrees to: each line's quantity, price, discounts and tax, deliveries, vouchers."""
        lines = sorted(_line_facts(line) for line in self.lines)
        ways = sorted(
            (part.market.handle, part.delivery.code, part.delivery.price, *_tax_facts(part.delivery_tax))
            for part in self.parts
        )
        vouchers = sorted((voucher.coupon.code, voucher.amount) for voucher in self.vouchers)
        return hashlib.sha256(json.dumps([lines, ways, vouchers]).encode()).hexdigest()


def _line_facts(line: PricedLine) -> tuple[Any, ...]:
    discounts = (line.market_discount, line.platform_discount)
    return (line.row.public_id, line.row.quantity, line.unit_price, *discounts, *_tax_facts(line.tax))


def _tax_facts(tax: Tax) -> tuple[int, bool]:
    return tax.amount, tax.is_inside
