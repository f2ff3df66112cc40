"""Why the totals of a cart are what they are, in words."""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import Text
from commerce.foundation.core.money import Money
from commerce.foundation.core.text import write_percent
from commerce.shop.basket.selectors.discounts import AppliedVoucher
from commerce.shop.basket.selectors.priced import MarketPart, PricedCart

Reason = dict[str, Any]


def reasons_of(priced: PricedCart) -> list[Reason]:
    """What each voucher takes off, what each delivery costs, and the tax of each market."""
    vouchers = [_voucher(voucher) for voucher in priced.vouchers if voucher.amount]
    deliveries = [_delivery(part) for part in priced.parts if part.needs_delivery]
    return [*vouchers, *deliveries, *(reason for part in priced.parts for reason in _taxes(part))]


def _voucher(voucher: AppliedVoucher) -> Reason:
    market = voucher.coupon.market
    text = _("Discount of %(market)s by voucher %(code)s") if market else _("Discount by voucher %(code)s")
    named = {"code": voucher.coupon.code, "market": market.name if market else ""}
    return _reason("voucher", text % named, voucher.amount)


def _delivery(part: MarketPart) -> Reason:
    code, text = (
        ("shipping", _("Delivery by %(market)s"))
        if part.delivery.price
        else ("free_shipping", _("Free delivery by %(market)s"))
    )
    return _reason(code, text % {"market": part.market.name}, part.delivery.price)


def _taxes(part: MarketPart) -> list[Reason]:
    by_rate: Counter[tuple[bool, Decimal]] = Counter()
    for tax in part.taxes:
        by_rate[tax.is_inside, tax.percent] += tax.amount
    return [_tax(part, inside, percent, amount) for (inside, percent), amount in by_rate.items() if amount]


def _tax(part: MarketPart, is_inside: bool, percent: Decimal, amount: int) -> Reason:
    code, text = (
        ("tax_included", _("Value added tax of %(percent)s, in the prices of %(market)s"))
        if is_inside
        else ("tax_added", _("Value added tax of %(percent)s on what %(market)s sells"))
    )
    written = write_percent(percent, language=get_language() or "fa")
    return _reason(code, text % {"market": part.market.name, "percent": written}, amount)


def _reason(code: str, text: Text, amount: int) -> Reason:
    return {"code": code, "text": text, "amount": Money(amount)}
