"""What would be frozen if a priced cart were ordered: the same rows as at placement, and none of them written."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from commerce.money.settlement.services import SaleLine
from commerce.money.settlement.shares import Share, quote
from commerce.shop.basket.selectors.pricing import MarketPart, PricedCart, PricedLine
from commerce.shop.order.creator import draft_line, draft_vendor_order
from commerce.shop.order.models import Order
from commerce.shop.order.services.shares import sale_of


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line of a sale with its shares; `priced` is the cart line, none for the delivery."""

    sale_line: SaleLine
    shares: tuple[Share, ...]
    priced: PricedLine | None = None


@dataclass(frozen=True, slots=True)
class QuotedSale:
    """One market's part of a cart as settlement would know it."""

    part: MarketPart
    lines: tuple[QuotedLine, ...]


def quote_sales(*, priced: PricedCart, payment: str, at: datetime | None = None) -> list[QuotedSale]:
    """Who would get what of every market's part, by the rules and rates of a moment, now unless told."""
    order = Order(currency="IRR", date_placed=at)
    drafts = []
    for part in priced.parts:
        vendor_order = draft_vendor_order(order, part)
        lines = [draft_line(order, vendor_order, line, None) for line in part.lines]
        named = {line.public_id: line_priced for line, line_priced in zip(lines, part.lines, strict=True)}
        drafts.append((part, sale_of(part=vendor_order, lines=lines, payment=payment), named))
    shares: defaultdict[str, list[Share]] = defaultdict(list)
    for share in quote([line for _part, sale, _named in drafts for line in sale], at=at):
        shares[share.line_ref].append(share)
    return [
        QuotedSale(part, tuple(QuotedLine(line, tuple(shares[line.ref]), named.get(line.ref)) for line in sale))
        for part, sale, named in drafts
    ]
