"""What a shopper may do with a cart."""

from commerce.shop.basket.holders import Holder
from commerce.shop.basket.services.carts import OpenedCart, forget_guest_carts, open_cart
from commerce.shop.basket.services.lines import add_line, change_line, empty_cart, remove_line
from commerce.shop.basket.services.vouchers import add_voucher, remove_voucher

__all__ = [
    "Holder",
    "OpenedCart",
    "add_line",
    "add_voucher",
    "change_line",
    "empty_cart",
    "forget_guest_carts",
    "open_cart",
    "remove_line",
    "remove_voucher",
]
