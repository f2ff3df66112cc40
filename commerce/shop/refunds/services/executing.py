"""Carrying a refund out: goods, shares, stock and money in one transaction. Whoever calls has locked all of it."""

from collections.abc import Sequence

from django.db.models import Sum

from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import is_open
from commerce.money.settlement.models import DirectSale, LineReversal, Sale
from commerce.money.settlement.services import pay_goodwill
from commerce.money.wallets.services import give_back as credit_wallet
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services import note_on_timeline
from commerce.shop.order.services.giving_back import give_back
from commerce.shop.refunds.choices import FundedBy, Kind, To
from commerce.shop.refunds.errors import MarketCannotCover, NothingToRefund, RefundNotAllowed
from commerce.shop.refunds.models import RefundRequest
from commerce.shop.refunds.wishes import Wish, back_of


def carry_out(*, wish: Wish, part: VendorOrder, cash: Sequence[Payment], key: str, by_staff: bool) -> int:
    """Book what a wish gives back and set it aside for its buyer; answers how much that is.

    A market covers what goes back by us from what it has with us, unless staff say so.
    """
    if wish.kind == Kind.GOODWILL:
        amount = _give_goodwill(wish, part, key)
    else:
        amount = give_back(part=part, cash=cash, back=back_of(wish, part=part, key=key))
    unpaid = any(is_open(payment.status) for payment in cash)
    if not worth_of(key=key, amount=amount) and not unpaid and part.total:
        raise NothingToRefund()
    if not by_staff and is_uncovered(wish=wish, part=part):
        raise MarketCannotCover()
    return amount


def worth_of(*, key: str, amount: int) -> int:
    """All that is given by what was just carried out: the buyer's money, and what the platform paid of the goods."""
    taken = LineReversal.objects.filter(key=key).aggregate(discount=Sum("discount", default=0))
    return amount + int(taken["discount"])


def is_uncovered(*, wish: Wish, part: VendorOrder) -> bool:
    """Whether it was carried out with money that the market has not got with us: what it took in, or was paid before.

    Else a market that was paid out could sell to a friend, give it back, and leave us with the loss.
    """
    if wish.to == To.SELLER:
        return False
    is_its_own = (
        wish.kind == Kind.GOODWILL
        or DirectSale.objects.filter(sale_ref=part.public_id).exists()
        or Sale.objects.filter(sale_ref=part.public_id, released_at__isnull=False).exists()
    )
    return is_its_own and balance_of(AccountRef("vendor_free", "market", part.market.public_id)) < 0


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
    note_on_timeline(order=part.order, code="goodwill", vendor_order=part, amount=amount)
    return amount
