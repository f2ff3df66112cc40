"""Vouchers come after wallets and before stock; their own rows by id, each with its promotion."""

from commerce.shop.voucher.models import VoucherApplication


def lock_applications(*, order_id: int) -> list[VoucherApplication]:
    """The uses of vouchers by an order, ours until the transaction ends."""
    rows = VoucherApplication.objects.select_for_update().filter(order=order_id)
    return list(rows.order_by("voucher_id", "pk"))
