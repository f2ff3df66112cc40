"""What a cart costs now: every line at its offer's price, less its vouchers, with its tax and each market's delivery.

A market's vouchers lower its price; tax is of what the market sells for; the platform's vouchers then pay a part of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.clock import tehran_date
from commerce.foundation.core.errors import InvalidInput
from commerce.shop.basket.kinds import kind_of
from commerce.shop.basket.models import Line
from commerce.shop.basket.selectors.discounts import AppliedVoucher, Goods, apply_vouchers, total_parts
from commerce.shop.basket.selectors.priced import MarketPart, PricedCart, PricedLine
from commerce.shop.basket.selectors.taxes import Taxation, taxation_of
from commerce.shop.offer.selectors import members_of
from commerce.shop.shipping.selectors import Delivery, deliveries_of
from commerce.shop.voucher.selectors.coupons import Coupon

__all__ = ["MarketPart", "PricedCart", "PricedLine", "price_cart"]


def price_cart(
    lines: Sequence[Line],
    *,
    chosen: Mapping[str, str] | None = None,
    coupons: Sequence[Coupon] = (),
    at: datetime | None = None,
) -> PricedCart:
    """Price cart lines (read by `in_full`), delivered as `chosen` by market handle, else the market's first way; by the
    taxes and vouchers of a moment, now unless told.

    Raises InvalidInput for a delivery that a market does not offer.
    """
    _count_wanted(lines)
    moment = at or timezone.now()
    taxation = taxation_of(lines, day=tehran_date(moment))
    priced, vouchers = _discounted(_by_market([_at_full_price(line) for line in lines]), coupons, taxation, moment)
    parts: dict[int, list[PricedLine]] = {}
    for line in priced:
        parts.setdefault(line.row.market.pk, []).append(line)
    return PricedCart(tuple(_part(part, chosen or {}, taxation) for part in parts.values()), tuple(vouchers))


def _count_wanted(lines: Sequence[Line]) -> None:
    wanted: Counter[int] = Counter()
    for line in lines:
        wanted[line.stockrecord_id] += line.quantity
    for line in lines:
        line.wanted_in_all = wanted[line.stockrecord_id]


def _at_full_price(line: Line) -> PricedLine:
    kind = kind_of(line)
    return PricedLine(line, kind, kind.price(line), tuple(kind.problems(line)))


def _by_market(lines: Sequence[PricedLine]) -> list[PricedLine]:
    """The lines of a market together, the markets in the order in which they came into the cart."""
    places = {pk: place for place, pk in enumerate(dict.fromkeys(line.row.market.pk for line in lines))}
    return sorted(lines, key=lambda line: places[line.row.market.pk])


def _discounted(
    lines: Sequence[PricedLine], coupons: Sequence[Coupon], taxation: Taxation, moment: datetime
) -> tuple[list[PricedLine], list[AppliedVoucher]]:
    goods = [_goods(line) for line in lines]
    ranges = {coupon.goods.pk: coupon.goods for coupon in coupons if coupon.goods}
    members = members_of(ranges=list(ranges.values()), products=[line.row.product for line in lines])
    own = [coupon for coupon in coupons if coupon.market is not None]
    others = [coupon for coupon in coupons if coupon.market is None]

    prices = [line.before_discount for line in lines]
    of_markets = apply_vouchers(own, goods, left=prices, members=members, now=moment)
    given = total_parts(of_markets, len(lines))
    lowered = [_taxed(replace(line, market_discount=part), taxation) for line, part in zip(lines, given, strict=True)]
    sold_for = [line.sold_for for line in lowered]
    of_platform = apply_vouchers(others, goods, left=sold_for, members=members, now=moment)
    paid = total_parts(of_platform, len(lines))
    discounted = [replace(line, platform_discount=part) for line, part in zip(lowered, paid, strict=True)]
    return discounted, [*of_markets, *of_platform]


def _goods(line: PricedLine) -> Goods:
    row = line.row
    return Goods(row.product_id, row.market.pk, int(row.quantity), line.before_discount)


def _taxed(line: PricedLine, taxation: Taxation) -> PricedLine:
    row = line.row
    whole = row.product.parent or row.product
    price = line.before_discount - line.market_discount
    return replace(line, tax=taxation.on(price, seller=row.market.public_id, tax_class=whole.tax_class))


def _part(lines: list[PricedLine], chosen: Mapping[str, str], taxation: Taxation) -> MarketPart:
    market = lines[0].row.market
    worth = sum(line.before_discount - line.market_discount for line in lines)
    ways = deliveries_of(market=market, subtotal=worth, needs_delivery=any(line.kind.needs_delivery for line in lines))
    delivery = _chosen_of(ways, market.handle, chosen)
    tax = taxation.on(delivery.price, seller=market.public_id)
    return MarketPart(market, tuple(lines), tuple(ways), delivery, tax)


def _chosen_of(ways: list[Delivery], handle: str, chosen: Mapping[str, str]) -> Delivery:
    wanted = chosen.get(handle, ways[0].code)
    for way in ways:
        if way.code == wanted:
            return way
    raise InvalidInput({f"deliveries.{handle}": [("unknown_delivery", _("This market does not deliver that way."))]})
