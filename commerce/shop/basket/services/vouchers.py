"""Vouchers in a cart."""

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.backoff import Backoff
from commerce.foundation.core.errors import InvalidInput, NotFound, Text
from commerce.shop.basket.holders import Holder
from commerce.shop.basket.models import Basket, Line
from commerce.shop.basket.selectors.pricing import price_cart
from commerce.shop.basket.services.carts import open_cart
from commerce.shop.voucher.models import Voucher
from commerce.shop.voucher.selectors import coupon_named, coupons_in
from commerce.shop.voucher.selectors.coupons import Coupon

HOUR = 3600
# Counted in the cache, for a refusal rolls back what the database counted: codes are not to be guessed.
CODES_TRIED = Backoff(
    "voucher_code", free=settings.VOUCHER_CODES_TRIED_HOURLY, first_wait=60, longest_wait=HOUR, memory=HOUR
)


def add_voucher(*, holder: Holder, code: str, client: str) -> None:
    """Use a voucher for what is in the cart; one of the platform and one of each market go together.

    `client` is whoever's tries are counted. Raises InvalidInput with the problem of a voucher that does not apply.
    """
    CODES_TRIED.take(client)
    _add(holder, code)
    CODES_TRIED.give_back(client)


@transaction.atomic
def remove_voucher(*, holder: Holder, code: str) -> None:
    """Do without a voucher."""
    basket = open_cart(holder=holder).basket
    voucher = basket.vouchers.filter(code=code.strip().upper()).first()
    if voucher is None:
        raise NotFound()
    basket.vouchers.remove(voucher)


@transaction.atomic
def _add(holder: Holder, code: str) -> None:
    coupon = coupon_named(code=code, user_id=holder.user_id)
    if coupon is None:
        raise _refusal("voucher_unknown", _("There is no such voucher."))
    basket = open_cart(holder=holder).basket
    before = coupons_in(baskets=[basket.pk], user_id=holder.user_id)
    if any(one.voucher_id == coupon.voucher_id for one in before):
        return
    _refuse_a_second(coupon, before)
    _refuse_unfit(coupon, basket, before)
    basket.vouchers.add(coupon.voucher_id)
    Voucher.objects.filter(pk=coupon.voucher_id).update(num_basket_additions=F("num_basket_additions") + 1)


def _refuse_a_second(coupon: Coupon, before: list[Coupon]) -> None:
    if any(one.market == coupon.market for one in before):
        text = _("Only one voucher of the same payer can be used; take the other one out first.")
        raise _refusal("voucher_not_with_another", text)


def _refuse_unfit(coupon: Coupon, basket: Basket, before: list[Coupon]) -> None:
    lines = list(Line.objects.in_full().filter(basket=basket))
    for voucher in price_cart(lines, coupons=[*before, coupon]).vouchers:
        if voucher.coupon.voucher_id == coupon.voucher_id and voucher.problem:
            raise _refusal(voucher.problem.code, voucher.problem.text)


def _refusal(code: str, text: Text) -> InvalidInput:
    return InvalidInput({"code": [(code, text)]})
