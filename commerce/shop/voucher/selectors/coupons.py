"""A voucher as pricing reads it: the code, the one promotion it opens, and what is left of both."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from commerce.foundation.core.money import divide_half_up, percent_of
from commerce.shop.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.shop.voucher.models import Voucher

EXPIRED: Final = "voucher_expired"
USED_UP: Final = "voucher_used_up"
ALREADY_USED: Final = "voucher_already_used"

KINDS = frozenset({Benefit.PERCENTAGE, Benefit.FIXED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupon:
    """What one voucher takes off, for whom, and until when; amounts in rials."""

    voucher_id: int
    promotion_id: int
    code: str
    name: str
    kind: str
    value: Decimal
    goods: Range | None = None
    # Whoever pays for it: a market, for its own goods alone, or the platform.
    market: Any = None
    minimum: int = 0
    fewest: int = 0
    cap: int | None = None
    starts_at: datetime
    ends_at: datetime
    is_open: bool = True
    uses_left: int | None = None
    persons_uses_left: int | None = None

    def refusal(self, *, now: datetime) -> str:
        """Why it cannot be used by this person any more, whatever is in the cart; empty where it can."""
        if not self.starts_at <= now <= self.ends_at or not self.is_open:
            return EXPIRED
        if self.uses_left is not None and self.uses_left <= 0:
            return USED_UP
        if self.persons_uses_left is not None and self.persons_uses_left <= 0:
            return ALREADY_USED
        return ""

    def discount_of(self, worth: int) -> int:
        """What it takes off goods of this worth: never more than they are worth."""
        if self.kind == Benefit.PERCENTAGE:
            wanted = percent_of(worth, self.value)
        else:
            wanted = divide_half_up(*self.value.as_integer_ratio())
        return min(wanted, worth) if self.cap is None else min(wanted, worth, self.cap)


def coupon_of(voucher: Voucher, promotion: ConditionalOffer, *, uses: int = 0) -> Coupon:
    """A voucher read with its promotion; `uses` is how often this person used it before."""
    condition, benefit = promotion.condition, promotion.benefit
    return Coupon(
        voucher_id=voucher.pk,
        promotion_id=promotion.pk,
        code=voucher.code,
        name=voucher.name,
        kind=benefit.type,
        value=benefit.value or Decimal(0),
        goods=benefit.range or condition.range,
        market=promotion.market,
        minimum=int(condition.value or 0) if condition.type == Condition.VALUE else 0,
        fewest=int(condition.value or 0) if condition.type == Condition.COUNT else 0,
        cap=promotion.most_per_order,
        starts_at=voucher.start_datetime,
        ends_at=voucher.end_datetime,
        is_open=promotion.status == ConditionalOffer.OPEN,
        uses_left=_uses_left(voucher, promotion),
        persons_uses_left=_persons_uses_left(voucher, promotion, uses),
    )


def _uses_left(voucher: Voucher, promotion: ConditionalOffer) -> int | None:
    once = 1 - voucher.num_orders if voucher.usage == Voucher.SINGLE_USE else None
    most = promotion.max_global_applications
    return _least(once, None if most is None else most - promotion.num_applications)


def _persons_uses_left(voucher: Voucher, promotion: ConditionalOffer, uses: int) -> int | None:
    once = 1 - uses if voucher.usage == Voucher.ONCE_PER_CUSTOMER else None
    most = promotion.max_user_applications
    return _least(once, None if most is None else most - uses)


def _least(*limits: int | None) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)
