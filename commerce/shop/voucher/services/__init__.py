"""What may be asked of vouchers."""

from commerce.shop.voucher.services.making import VoucherDraft, end_voucher, make_voucher
from commerce.shop.voucher.services.using import Use, let_vouchers_go, use_vouchers

__all__ = ["Use", "VoucherDraft", "end_voucher", "let_vouchers_go", "make_voucher", "use_vouchers"]
