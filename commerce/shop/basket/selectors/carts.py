"""Finding the carts of a holder, and their lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commerce.shop.basket.holders import Holder
from commerce.shop.basket.models import Basket, Line
from commerce.shop.basket.selectors.pricing import PricedCart, price_cart
from commerce.shop.voucher.selectors import coupons_in
from commerce.shop.voucher.selectors.coupons import Coupon


@dataclass(frozen=True, slots=True)
class Cart:
    """A cart as its holder sees it now."""

    basket: Basket | None
    priced: PricedCart

    @property
    def public_id(self) -> str | None:
        return self.basket.public_id if self.basket else None


def cart_of(*, holder: Holder, chosen: Mapping[str, str] | None = None) -> Cart:
    """The cart of a person or a guest, priced now; a person's with what the guest cart will bring when merged."""
    baskets = open_baskets(holder=holder)
    if not baskets:
        return Cart(None, price_cart([]))
    lines = list(Line.objects.in_full().filter(basket__in=baskets))
    coupons = coupons_of(baskets, user_id=holder.user_id)
    return Cart(baskets[0], price_cart(together(lines, baskets), chosen=chosen, coupons=coupons))


def coupons_of(baskets: Sequence[Basket], *, user_id: int | None) -> list[Coupon]:
    """The vouchers in carts (read by `in_full`), as this person may use them; most carts need not be asked."""
    holding = [basket.pk for basket in baskets if basket.holds_vouchers]
    return coupons_in(baskets=holding, user_id=user_id) if holding else []


def open_baskets(*, holder: Holder) -> list[Basket]:
    """The holder's open carts, the own one first."""
    found = Basket.objects.in_full().filter(holder.carts, status=Basket.OPEN)
    return sorted(found, key=lambda basket: basket.owner_id is None)


def together(lines: list[Line], baskets: list[Basket]) -> list[Line]:
    """The lines of several carts as one: the same offer with the same options adds up."""
    merged: dict[str, Line] = {}
    for basket in baskets:
        for line in lines:
            if line.basket_id == basket.pk and line.line_reference in merged:
                merged[line.line_reference].quantity += line.quantity
            elif line.basket_id == basket.pk:
                merged[line.line_reference] = line
    return list(merged.values())
