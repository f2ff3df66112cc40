"""What must be true of all trade: of every sale, market and payout, counted from rows beside the ledger."""

from collections import Counter
from typing import Any

from django.db.models import Sum

from commerce.earnings.payouts.models import Payout
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Chargeback, Payment, Refund
from commerce.money.settlement.models import Earning, LineShare, Sale, SoldLine
from commerce.shop.order.models import Order
from tests.commerce.money.stories.adding_up import standings

TRADE = ("order", "vendor_order")
PAID = ("captured", "partially_refunded", "refunded", "charged_back")
LEFT = ("sent", "settled")


def sales_add_up() -> None:
    """All tenders + platform discounts = vendors + carrier + commission + VAT on it + affiliates, at sale and now."""
    posted = Sale.objects.values_list("sale_ref", flat=True)
    lines = SoldLine.objects.filter(sale_ref__in=posted)
    shares = LineShare.objects.filter(line__in=lines)
    assert all_of(lines, "amount") == all_of(shares, "amount") == all_of(Sale.objects, "amount")
    assert all_of(lines, "reversed_amount") == all_of(shares, "reversed_amount")
    tenders = all_of(trade(), "amount") - all_of(backs(), "amount") - all_of(taken_by_banks(), "borne")
    left = sum(line.amount - line.reversed_amount for line in lines)
    discounts = sum(line.platform_discount - line.reversed_discount for line in lines)
    assert tenders + discounts == left == all_of(shares, "amount") - all_of(shares, "reversed_amount")


def holders_have_their_shares() -> None:
    """What the books hold of commission, its tax and discounts is what the lines say, and nothing else."""
    posted = Sale.objects.values_list("sale_ref", flat=True)
    left: Counter[str] = Counter()
    for share in LineShare.objects.filter(line__sale_ref__in=posted):
        left[share.account_kind] += share.amount - share.reversed_amount
    stands = standings()
    fees = Payout.objects.exclude(status__in=["refused", "cancelled", "returned"])
    assert -stands.get("commission", 0) == left["commission"]
    assert -stands.get("vat_payable", 0) == left["vat_payable"] + all_of(fees, "vat")
    assert -stands.get("platform_income", 0) == all_of(fees, "fee")


def markets_have_what_is_theirs(markets: list[Any]) -> None:
    """Free money is what earnings say; what was paid out of it is in payouts, and none of it twice."""
    for market in markets:
        earnings = Earning.objects.filter(market_ref=market.public_id)
        free = balance_of(AccountRef("vendor_free", "market", market.public_id))
        assert all_of(earnings, "freed") - all_of(earnings, "used") == free
        assert balance_of(AccountRef("vendor_debt", "market", market.public_id)) >= 0
    for payout in Payout.objects.prefetch_related("items"):
        assert sum(item.amount for item in payout.items.all()) == payout.amount > 0


def bank_paid_payouts_once() -> None:
    """What left for markets is what was sent and did not come back; what is on its way is in transit."""
    stands = standings()
    gone = sum(payout.net for payout in Payout.objects.filter(status__in=LEFT))
    waiting = sum(payout.net for payout in Payout.objects.filter(status="waiting"))
    refunded = all_of(Refund.objects.filter(status="sent", way="bank"), "amount")
    assert -stands.get("bank", 0) == gone + refunded
    assert -stands.get("payouts_in_transit", 0) == waiting


def buyers_are_owed_what_orders_say() -> None:
    assert -standings().get("refunds_payable", 0) == all_of(Order.objects, "refund_due")


def frozen() -> dict[int, tuple[Any, ...]]:
    """What every share was decided to be, and by which rule."""
    named = ("pk", "line__line_ref", "holder", "account_kind", "owner_ref", "amount", "rule")
    return {row[0]: row[1:] for row in LineShare.objects.values_list(*named)}


def trade():
    """Money that came for goods: at banks, from wallets and at doors."""
    return Payment.objects.filter(purpose__in=TRADE, status__in=PAID)


def backs():
    """Money of it that went back, or is about to."""
    return Refund.objects.filter(payment__purpose__in=TRADE)


def taken_by_banks():
    return Chargeback.objects.filter(status__in=["open", "lost"])


def all_of(rows: Any, column: str) -> int:
    return int(rows.aggregate(all=Sum(column, default=0))["all"])
