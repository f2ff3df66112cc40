"""Carrying a refund out: goods, shares, stock and money in one transaction. Whoever calls has locked all of it."""

from collections.abc import Sequence

from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import is_open
from commerce.money.settlement.models import DirectSale
from commerce.money.settlement.services import pay_goodwill
from commerce.money.wallets.services import give_back as credit_wallet
from commerce.shop.order import timeline
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services.giving_back import give_back
from commerce.shop.refunds.choices import FundedBy, Kind, To
from commerce.shop.refunds.errors import MarketCannotCover, NothingToRefund, RefundNotAllowed
from commerce.shop.refunds.models import RefundRequest
from commerce.shop.refunds.wishes import Wish, back_of


def carry_out(*, wish: Wish, part: VendorOrder, cash: Sequence[Payment], key: str, by_staff: bool) -> int:
    """Book what a wish gives back and set it aside for its buyer; answers how much that is.

    A market that took the money in itself covers what goes back by us from what it has with us, unless staff say so.
    """
    if wish.kind == Kind.GOODWILL:
        amount = _give_goodwill(wish, part, key)
    else:
        amount = give_back(part=part, cash=cash, back=back_of(wish, part=part, key=key))
    unpaid = any(is_open(payment.status) for payment in cash)
    if not amount and not unpaid and part.total:
        raise NothingToRefund()
    if not by_staff and wish.to != To.SELLER and _is_uncovered(wish, part):
        raise MarketCannotCover()
    return amount


def _give_goodwill(wish: Wish, part: VendorOrder, key: str) -> int:
    """Beside any line, so it lessens nothing that may still be refunded; at once into the buyer's wallet."""
    amount, buyer = wish.amount or 0, part.order.user
    if buyer is None or not buyer.is_active or amount <= 0:
        raise RefundNotAllowed()
    given = RefundRequest.objects.filter(vendor_order=part, kind=Kind.GOODWILL, status=RefundRequest.Status.DONE)
    if amount + sum(given.values_list("amount", flat=True)) > part.total:
        raise NothingToRefund()
    credit_wallet(
        user=buyer,
        amount=amount,
        refund_ref=key,
        cause_kind="goodwill",
        cause_ref=key,
        reference=part.order.number,
        note=part.market.name,
    )
    pay_goodwill(
        key=key,
        amount=amount,
        funded_by="market" if wish.funded_by == FundedBy.MARKET else "platform",
        market_ref=part.market.public_id,
        cause_kind="vendor_order",
        cause_ref=part.public_id,
    )
    timeline.note(order=part.order, code="goodwill", vendor_order=part, amount=amount)
    return amount


def _is_uncovered(wish: Wish, part: VendorOrder) -> bool:
    is_its_own = wish.kind == Kind.GOODWILL or DirectSale.objects.filter(sale_ref=part.public_id).exists()
    return is_its_own and balance_of(AccountRef("vendor_free", "market", part.market.public_id)) < 0
