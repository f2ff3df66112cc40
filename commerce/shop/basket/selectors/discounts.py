"""What the vouchers of a cart take off, line by line, and why one of them does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from commerce.foundation.core.money import Money, share
from commerce.shop.basket.problems import BELOW_MINIMUM, NOT_FOR_CART, Problem
from commerce.shop.voucher.selectors.coupons import KINDS, Coupon

Members = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Goods:
    """A line as vouchers see it; `worth` is its price before any discount."""

    product_id: int
    market_id: int
    quantity: int
    worth: int


@dataclass(frozen=True, slots=True)
class AppliedVoucher:
    """A voucher of a cart and what it takes off each line; nothing where there is a problem."""

    coupon: Coupon
    parts: tuple[int, ...]
    problem: Problem | None = None

    @property
    def amount(self) -> int:
        return sum(self.parts)


def apply_vouchers(
    coupons: Sequence[Coupon], goods: Sequence[Goods], *, left: Sequence[int], members: Members, now: datetime
) -> list[AppliedVoucher]:
    """Take vouchers off what is left of each line, one after the other; never more than is left.

    A discount is spread by what its lines are worth, the last rials to the largest remainders.
    """
    rest, applied = list(left), []
    for coupon in coupons:
        fits = [place for place, one in enumerate(goods) if _fits(coupon, one, members)]
        problem = _problem(coupon, [goods[place] for place in fits], now)
        parts = [0] * len(goods) if problem else _spread(coupon, rest, fits)
        rest = [amount - part for amount, part in zip(rest, parts, strict=True)]
        applied.append(AppliedVoucher(coupon, tuple(parts), problem))
    return applied


def total_parts(applied: Sequence[AppliedVoucher], lines: int) -> list[int]:
    """What all of them take off each line."""
    return [sum(one.parts[place] for one in applied) for place in range(lines)]


def _fits(coupon: Coupon, goods: Goods, members: Members) -> bool:
    if coupon.market is not None and coupon.market.pk != goods.market_id:
        return False
    return coupon.goods is None or goods.product_id in members.get(coupon.goods.pk, frozenset())


def _problem(coupon: Coupon, fitting: Sequence[Goods], now: datetime) -> Problem | None:
    if gone := coupon.refusal(now=now):
        return Problem(gone, voucher=coupon.code)
    if not fitting or coupon.kind not in KINDS or sum(one.quantity for one in fitting) < coupon.fewest:
        return Problem(NOT_FOR_CART, voucher=coupon.code)
    worth = sum(one.worth for one in fitting)
    if worth < coupon.minimum:
        return Problem(BELOW_MINIMUM, voucher=coupon.code, old=Money(worth), new=Money(coupon.minimum))
    return None


def _spread(coupon: Coupon, rest: Sequence[int], fits: Sequence[int]) -> list[int]:
    weights = [amount if place in fits else 0 for place, amount in enumerate(rest)]
    return share(coupon.discount_of(sum(weights)), weights)
