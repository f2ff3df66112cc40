"""Simulating a sale by the very code of checkout: priced as a cart is, shared out as an order is, and not written."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from commerce.earnings.payouts.selectors import expected_payout_on
from commerce.earnings.payouts.simulating.results import (
    SimulatedLine,
    SimulatedMarket,
    SimulatedShare,
    SimulatedVoucher,
    Simulation,
)
from commerce.foundation.core import clock
from commerce.foundation.core.errors import InvalidInput
from commerce.money.payments.models import Payment
from commerce.money.settlement.shares import Share
from commerce.money.tax.models import UNTAXED, TaxClass
from commerce.money.tax.selectors import rate_on, registered_on, terms_on
from commerce.shop.basket.models import Line as CartLine
from commerce.shop.basket.policies import MOST_LINES, MOST_OF_ONE
from commerce.shop.basket.selectors.pricing import PricedCart, PricedLine, price_cart
from commerce.shop.commissions.words import reason_of
from commerce.shop.order.services.quoting import QuotedLine, QuotedSale, quote_sales
from commerce.shop.partner.models import StockRecord
from commerce.shop.plans.selectors import supposing
from commerce.shop.shipping.selectors import TRANSIT_DAYS
from commerce.shop.voucher.selectors import coupon_named
from commerce.shop.voucher.selectors.coupons import Coupon

NOON = time(12)
FARTHEST = timedelta(days=365)


def simulate(
    *,
    lines: Sequence[tuple[str, int]],
    vouchers: Sequence[str] = (),
    deliveries: Mapping[str, str] | None = None,
    payment: str = Payment.Method.GATEWAY,
    on: date | datetime | None = None,
    delivered_on: date | None = None,
    plan: str | None = None,
    for_market: str | None = None,
) -> Simulation:
    """What would become of a sale of these offers (public id, quantity) on a day, today unless told.

    `plan` supposes that all its markets are on that plan, the empty one that they are on none. `for_market` (a public
    id) asks as that market: about its own offers alone, and rules about others stay without names.
    Raises InvalidInput for a line, voucher, day or delivery that cannot be.
    """
    at = _moment(on)
    day = clock.tehran_date(at)
    if delivered_on is not None:
        _refuse_far("delivered_on", delivered_on, since=day)
    cart = _cart(lines, for_market)
    refs = {line.market.public_id for line in cart}
    takers = registered_on(refs, day=day)
    for line in cart:
        line.seller_takes_vat = line.market.public_id in takers
    coupons = _coupons(vouchers, for_market)
    with supposing({} if plan is None else dict.fromkeys(refs, plan or None)):
        priced = price_cart(cart, chosen=deliveries, coupons=coupons, at=at)
        sales = quote_sales(priced=priced, payment=payment if priced.payable else "", at=at)
        found = Simulation(
            at=at,
            payment=payment,
            markets=tuple(
                _market(sale, payment=payment, day=day, delivered_on=delivered_on, for_market=for_market)
                for sale in sales
            ),
            vouchers=tuple(_vouchers(priced)),
            prices_include_tax=terms_on(day=day).prices_include_tax,
            checked=_checked(priced, day),
        )
    if not found.adds_up:
        raise ValueError(f"The shares of a simulated sale do not add up: {found.shares}.")
    return found


def _moment(on: date | datetime | None) -> datetime:
    """Rules and rates begin at midnight: noon of a coming day has them all."""
    if isinstance(on, datetime):
        return on
    if on is None or on == clock.today():
        return clock.now()
    if on < clock.today():
        text = _("What was sold before today is frozen; its order says why.")
        raise InvalidInput({"on": [("in_the_past", text)]})
    _refuse_far("on", on, since=clock.today())
    return datetime.combine(on, NOON, clock.TEHRAN)


def _refuse_far(field: str, day: date, *, since: date) -> None:
    if day < since:
        raise InvalidInput({field: [("in_the_past", _("A day to come."))]})
    if day - since > FARTHEST:
        raise InvalidInput({field: [("too_far", _("Within a year."))]})


def _cart(lines: Sequence[tuple[str, int]], for_market: str | None) -> list[CartLine]:
    if not 0 < len(lines) <= MOST_LINES:
        raise InvalidInput({"lines": [("lines", _("Name at least one offer, and not more than a cart holds."))]})
    if any(not 0 < quantity <= MOST_OF_ONE for _ref, quantity in lines):
        raise InvalidInput({"lines": [("quantity", _("This is more of one than a cart holds, or none."))]})
    offers = StockRecord.objects.of(for_market) if for_market else StockRecord.objects.all()
    found = offers.select_related("product__parent", "partner__market").in_bulk(
        {ref for ref, _quantity in lines}, field_name="public_id"
    )
    if unknown := [ref for ref, _quantity in lines if ref not in found]:
        text = _("There is no offer %(offer)s.") % {"offer": unknown[0]}
        raise InvalidInput({"lines": [("unknown_offer", text)]})
    wanted: dict[str, int] = {}
    for ref, quantity in lines:
        wanted[ref] = wanted.get(ref, 0) + quantity
    return [CartLine(product=found[ref].product, stockrecord=found[ref], quantity=many) for ref, many in wanted.items()]


def _coupons(codes: Sequence[str], for_market: str | None) -> list[Coupon]:
    """A market may ask about its own vouchers and the platform's; another's are as if they were not there."""
    found = {code: coupon_named(code=code, user_id=None) for code in dict.fromkeys(codes)}
    for code, coupon in found.items():
        theirs = coupon and for_market and coupon.market and coupon.market.public_id != for_market
        if coupon is None or theirs:
            text = _("There is no voucher %(code)s.") % {"code": code}
            raise InvalidInput({"vouchers": [("unknown_voucher", text)]})
    return [coupon for coupon in found.values() if coupon]


def _market(
    sale: QuotedSale, *, payment: str, day: date, delivered_on: date | None, for_market: str | None
) -> SimulatedMarket:
    market = sale.part.market
    arrives = delivered_on or day + timedelta(days=market.dispatch_days + TRANSIT_DAYS)
    lines = tuple(_line(line, sale, is_theirs=for_market is not None) for line in sale.lines)
    collects = sum(line.payable for line in lines) if payment == Payment.Method.COD else 0
    through_us = sum(line.share_of("vendor") for line in lines) > collects
    return SimulatedMarket(
        market=market,
        lines=lines,
        deliveries=tuple(sale.part.deliveries),
        delivery=sale.part.delivery,
        takes_tax=any(tax.percent for tax in sale.part.taxes),
        delivered_on=arrives,
        collects=collects,
        payout=expected_payout_on(market_ref=market.public_id, delivered_on=arrives) if through_us else None,
    )


def _line(quoted: QuotedLine, sale: QuotedSale, *, is_theirs: bool) -> SimulatedLine:
    shares = tuple(_share(share, is_theirs) for share in quoted.shares)
    if quoted.priced is None:
        price, tax = sale.part.delivery.price, sale.part.delivery_tax
        title = _("Delivery: %(way)s") % {"way": sale.part.delivery.name}
        return SimulatedLine(
            title=title,
            quantity=1,
            unit_price=price,
            before_discount=price,
            amount=quoted.sale_line.amount,
            shares=shares,
            tax=tax.amount,
            tax_on_top=tax.on_top,
            tax_class=tax.tax_class,
            tax_percent=tax.percent,
        )
    return _item(quoted.priced, quoted, shares)


def _item(line: PricedLine, quoted: QuotedLine, shares: tuple[SimulatedShare, ...]) -> SimulatedLine:
    product = line.row.product
    return SimulatedLine(
        title=(product.parent or product).title,
        variant=product.title if product.parent else "",
        offer=line.row.offer.public_id,
        quantity=line.row.quantity,
        unit_price=line.unit_price,
        before_discount=line.before_discount,
        market_discount=line.market_discount,
        platform_discount=line.platform_discount,
        amount=quoted.sale_line.amount,
        shares=shares,
        tax=line.tax.amount,
        tax_on_top=line.tax.on_top,
        tax_class=line.tax.tax_class,
        tax_percent=line.tax.percent,
        problems=tuple(str(problem.text) for problem in line.problems),
    )


def _share(share: Share, is_theirs: bool) -> SimulatedShare:
    return SimulatedShare(share.holder, share.amount, reason_of(share.rule, for_market=is_theirs))


def _vouchers(priced: PricedCart) -> Iterable[SimulatedVoucher]:
    for voucher in priced.vouchers:
        coupon = voucher.coupon
        yield SimulatedVoucher(
            code=coupon.code,
            name=coupon.name,
            funded_by=coupon.market.name if coupon.market else _("the platform"),
            amount=voucher.amount,
            problem=voucher.problem.text if voucher.problem else "",
        )


def _checked(priced: PricedCart, day: date) -> dict[str, bool]:
    """The classes of the goods, and that of our own fee."""
    classes = {tax.tax_class for part in priced.parts for tax in part.taxes} | {TaxClass.STANDARD.value}
    rates = {one: rate_on(tax_class=one, day=day) for one in sorted(classes) if one and one not in UNTAXED}
    return {one: rate.is_confirmed for one, rate in rates.items() if rate}
