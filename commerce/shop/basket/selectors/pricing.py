"""What a cart costs now: every line at its offer's price, every market's part with its delivery."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.money import Money
from commerce.shop.basket.errors import EmptyCart, MarketClosed, OutOfStock, QuantityTooLarge
from commerce.shop.basket.kinds import LineKind, kind_of
from commerce.shop.basket.limits import MOST_WORTH
from commerce.shop.basket.models import Line
from commerce.shop.basket.problems import MARKET_CLOSED, Problem
from commerce.shop.markets.models import Market
from commerce.shop.shipping.selectors import Delivery, deliveries_of


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A cart line at today's price."""

    row: Line
    kind: LineKind
    unit_price: int
    discount: int
    problems: tuple[Problem, ...]

    @property
    def before_discount(self) -> int:
        return self.unit_price * int(self.row.quantity)

    @property
    def total(self) -> int:
        return self.before_discount - self.discount


@dataclass(frozen=True, slots=True)
class MarketPart:
    """What one market sells of a cart, and how it is delivered."""

    market: Market
    lines: tuple[PricedLine, ...]
    deliveries: tuple[Delivery, ...]
    delivery: Delivery

    @property
    def items(self) -> int:
        return sum(line.before_discount for line in self.lines)

    @property
    def discount(self) -> int:
        return sum(line.discount for line in self.lines)

    @property
    def total(self) -> int:
        return self.items - self.discount + self.delivery.price

    @property
    def needs_delivery(self) -> bool:
        return any(line.kind.needs_delivery for line in self.lines)


@dataclass(frozen=True, slots=True)
class PricedCart:
    """A whole cart with its price. Goods VAT is inside the prices and the vendor's own, so `tax` is nought."""

    parts: tuple[MarketPart, ...]
    tax: int = 0

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
    def payable(self) -> int:
        return self.items - self.discount + self.shipping

    @property
    def problems(self) -> list[Problem]:
        return [problem for line in self.lines for problem in line.problems]

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
        if self.payable > MOST_WORTH:
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
        """What a shopper agrees to when paying: each line's quantity and price, each market's delivery."""
        lines = sorted((line.row.public_id, line.row.quantity, line.unit_price, line.discount) for line in self.lines)
        ways = sorted((part.market.handle, part.delivery.code, part.delivery.price) for part in self.parts)
        return hashlib.sha256(json.dumps([lines, ways]).encode()).hexdigest()

    @property
    def reasons(self) -> list[dict[str, Any]]:
        """Why the totals are what they are."""
        return [reason for part in self.parts for reason in _delivery_reasons(part)]


def price_cart(lines: Sequence[Line], *, chosen: Mapping[str, str] | None = None) -> PricedCart:
    """Price cart lines (read by `in_full`), delivered as `chosen` by market handle, else the market's first way.

    Raises InvalidInput for a delivery that a market does not offer.
    """
    wanted: Counter[int] = Counter()
    for line in lines:
        wanted[line.stockrecord_id] += line.quantity
    by_market: dict[int, list[PricedLine]] = {}
    for line in lines:
        line.wanted_in_all = wanted[line.stockrecord_id]
        by_market.setdefault(line.market.pk, []).append(_priced(line))
    return PricedCart(tuple(_part(part, chosen or {}) for part in by_market.values()))


def _priced(line: Line) -> PricedLine:
    kind = kind_of(line)
    return PricedLine(line, kind, kind.price(line), discount=0, problems=tuple(kind.problems(line)))


def _part(lines: list[PricedLine], chosen: Mapping[str, str]) -> MarketPart:
    market = lines[0].row.market
    subtotal = sum(line.total for line in lines)
    ways = deliveries_of(
        market=market, subtotal=subtotal, needs_delivery=any(line.kind.needs_delivery for line in lines)
    )
    return MarketPart(market, tuple(lines), tuple(ways), _chosen_of(ways, market.handle, chosen))


def _chosen_of(ways: list[Delivery], handle: str, chosen: Mapping[str, str]) -> Delivery:
    wanted = chosen.get(handle, ways[0].code)
    for way in ways:
        if way.code == wanted:
            return way
    raise InvalidInput({f"deliveries.{handle}": [("unknown_delivery", _("This market does not deliver that way."))]})


def _delivery_reasons(part: MarketPart) -> list[dict[str, Any]]:
    if not part.needs_delivery:
        return []
    code, text = (
        ("shipping", _("Delivery by %(market)s"))
        if part.delivery.price
        else ("free_shipping", _("Free delivery by %(market)s"))
    )
    return [{"code": code, "text": text % {"market": part.market.name}, "amount": Money(part.delivery.price)}]
