"""Counting a voucher's uses by orders, so that rivals never use it more often than it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q

from commerce.shop.offer.models import ConditionalOffer
from commerce.shop.voucher import locks
from commerce.shop.voucher.errors import VoucherGone
from commerce.shop.voucher.models import Voucher, VoucherApplication
from commerce.shop.voucher.selectors import uses_of


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """An order takes so much off by a voucher and the promotion it opens."""

    voucher_id: int
    promotion_id: int
    amount: int


@transaction.atomic
def use_vouchers(*, uses: Sequence[Use], order_id: int, user_id: int) -> None:
    """Count the vouchers of an order, all or none. Raises VoucherGone when one of them was used up meanwhile."""
    for use in sorted(uses):
        _count_voucher(use)
        promotion = _count_promotion(use)
        voucher = Voucher.objects.only("usage").get(pk=use.voucher_id)
        most = 1 if voucher.usage == Voucher.ONCE_PER_CUSTOMER else promotion.max_user_applications
        # Rivals wait for each other at the rows counted above, so nobody is between this question and the row.
        if most is not None and uses_of(voucher_id=use.voucher_id, user_id=user_id) >= most:
            raise VoucherGone()
        VoucherApplication.objects.create(voucher_id=use.voucher_id, order_id=order_id, user_id=user_id)


@transaction.atomic
def let_vouchers_go(*, uses: Sequence[Use], order_id: int) -> None:
    """An order ended unpaid: others may use its vouchers again. Asked again, it does nothing."""
    held = {application.voucher_id: application for application in locks.lock_applications(order_id=order_id)}
    for use in sorted(uses):
        if application := held.pop(use.voucher_id, None):
            Voucher.objects.filter(pk=use.voucher_id, num_orders__gt=0).update(
                num_orders=F("num_orders") - 1, total_discount=F("total_discount") - use.amount
            )
            ConditionalOffer.objects.filter(pk=use.promotion_id, num_applications__gt=0).update(
                num_applications=F("num_applications") - 1,
                num_orders=F("num_orders") - 1,
                total_discount=F("total_discount") - use.amount,
            )
            application.delete()


def _count_voucher(use: Use) -> None:
    free = Voucher.objects.filter(~Q(usage=Voucher.SINGLE_USE) | Q(num_orders=0), pk=use.voucher_id)
    if not free.update(num_orders=F("num_orders") + 1, total_discount=F("total_discount") + use.amount):
        raise VoucherGone()


def _count_promotion(use: Use) -> ConditionalOffer:
    unlimited = Q(max_global_applications=None)
    free = ConditionalOffer.objects.filter(
        unlimited | Q(num_applications__lt=F("max_global_applications")), pk=use.promotion_id
    )
    counted = free.update(
        num_applications=F("num_applications") + 1,
        num_orders=F("num_orders") + 1,
        total_discount=F("total_discount") + use.amount,
    )
    if not counted:
        raise VoucherGone()
    promotion: ConditionalOffer = ConditionalOffer.objects.only("max_user_applications").get(pk=use.promotion_id)
    return promotion
