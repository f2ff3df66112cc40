"""Vouchers, and markets that take VAT."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from commerce.foundation.core.actors import SYSTEM
from commerce.money.tax.models import PriceBasis, TaxProfile
from commerce.shop.markets.models import Market
from commerce.shop.voucher.models import Voucher
from commerce.shop.voucher.services import VoucherDraft
from commerce.shop.voucher.services import make_voucher as make

_numbers = itertools.count(1)


def make_voucher(code: str = "", *, percent: int | str | None = None, **draft: Any) -> Voucher:
    """A voucher that can be used from an hour ago for a month, of 10 percent unless told otherwise."""
    if percent is None and "amount" not in draft:
        percent = 10
    now = timezone.now()
    days = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(days=30)}
    told = {"code": code or f"VOUCHER-{next(_numbers)}", "name": "حراج پاییز", **days, **draft}
    return make(actor=SYSTEM, draft=VoucherDraft(percent=None if percent is None else Decimal(percent), **told))


def a_voucher() -> Voucher:
    """Some voucher, the same every time."""
    voucher: Voucher = Voucher.objects.filter(code="ANY10").first() or make_voucher("ANY10")
    return voucher


def register_for_vat(market: Market) -> None:
    """The market takes VAT of what it sells."""
    TaxProfile.objects.create(
        owner_kind="market", owner_ref=market.public_id, is_registered=True, registered_since=date(2024, 1, 1)
    )


def put_tax_on_top() -> None:
    """Prices no longer hold the tax."""
    PriceBasis.objects.create(prices_include_tax=False, starts_on=date(2025, 1, 1), set_by="test")
