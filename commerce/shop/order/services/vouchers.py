"""The vouchers of an order: what each took off, frozen at sale, and counted as used while the order lives."""

from collections.abc import Iterator, Sequence

from commerce.shop.basket.selectors.discounts import AppliedVoucher
from commerce.shop.basket.selectors.pricing import PricedCart
from commerce.shop.order.models import Line, Order, OrderDiscount, OrderLineDiscount
from commerce.shop.voucher.services import Use, let_vouchers_go, use_vouchers


def freeze_vouchers(*, order: Order, lines: Sequence[Line], priced: PricedCart) -> None:
    """Keep what vouchers took off an order just written, line by line, and count them as used.

    Raises VoucherGone when one of them was used up meanwhile.
    """
    applied = [voucher for voucher in priced.vouchers if voucher.amount]
    if not applied:
        return
    discounts = OrderDiscount.objects.bulk_create([_discount(order, voucher) for voucher in applied])
    OrderLineDiscount.objects.bulk_create(
        OrderLineDiscount(line=line, order_discount=discount, is_incl_tax=True, amount=part)
        for discount, voucher in zip(discounts, applied, strict=True)
        for line, part in zip(lines, voucher.parts, strict=True)
        if part
    )
    _use(order, discounts)


def use_again(*, order: Order) -> None:
    """An order that had ended unpaid goes on. Raises VoucherGone when others used its vouchers up meanwhile."""
    if discounts := _discounts_of(order):
        _use(order, discounts)


def release_vouchers(*, order: Order) -> None:
    """The order ended unpaid."""
    if discounts := _discounts_of(order):
        let_vouchers_go(uses=list(_uses(discounts)), order_id=order.pk)


def _use(order: Order, discounts: Sequence[OrderDiscount]) -> None:
    use_vouchers(uses=list(_uses(discounts)), order_id=order.pk, user_id=order.user_id)


def _discounts_of(order: Order) -> list[OrderDiscount]:
    return list(OrderDiscount.objects.filter(order=order, voucher_id__isnull=False))


def _uses(discounts: Sequence[OrderDiscount]) -> Iterator[Use]:
    return (Use(discount.voucher_id, discount.offer_id, int(discount.amount)) for discount in discounts)


def _discount(order: Order, voucher: AppliedVoucher) -> OrderDiscount:
    coupon = voucher.coupon
    return OrderDiscount(
        order=order,
        category=OrderDiscount.BASKET,
        offer_id=coupon.promotion_id,
        offer_name=coupon.name,
        voucher_id=coupon.voucher_id,
        voucher_code=coupon.code,
        frequency=1,
        amount=voucher.amount,
    )
