"""What must be true of all money, whoever did what: counted from rows and from what banks hold, beside the ledger."""

from django.db.models import Q, Sum

from commerce.foundation.accounts.models import User
from commerce.money.ledger.chart import CHART
from commerce.money.ledger.models import Account
from commerce.money.ledger.selectors import trial_balance
from commerce.money.payments.models import Payment, Refund
from commerce.money.payments.states import PAID
from commerce.money.remittances.models import Remittance
from commerce.money.wallets.models import GiftCard, PromotionalGrant, Transfer, WalletEntry
from commerce.money.wallets.selectors.statement import WITHDRAWAL
from commerce.shop.order.models import Order, VendorOrder
from tests.commerce.money.stories.tills import TILLS, till_of
from tests.commerce.money.wallets.money import pockets

GONE, ON_ITS_WAY = ("sent", "settled"), ("asked", "approved", "batched")
SOLD = ("rejected", "cancelled", "awaiting_payment")
USED_UP = ("active", "redeemed", "expired")


def books_balance() -> None:
    """Debits are credits, nothing is below its floor, and nothing waits in receipts."""
    stands = standings()
    assert sum(stands.values()) == 0
    assert stands.get("receipts", 0) == 0
    floors = Q()
    for kind in CHART.values():
        if kind.floor is not None:
            floors |= Q(kind=kind.code, balance__lt=kind.floor)
    assert not Account.objects.filter(floors).exists()


def banks_agree() -> None:
    """What banks owe us by the books is what was captured there and has not left; no refund was made twice."""
    stands, captured, gone = standings(), taken(), left()
    by_bank = _sum(captured.filter(method="gateway")) - _sum(gone.filter(way="gateway"))
    transferred = _sum(captured.filter(method="transfer")) - _sum(gone.filter(way="bank")) - _withdrawn()
    assert (stands.get("gateway_clearing", 0), stands.get("bank", 0)) == (by_bank, transferred)
    for payment in captured.filter(method="gateway").select_related("gateway"):
        assert till_of(payment).paid[payment.authority] == payment.amount
    for refund in gone.filter(way="gateway").select_related("payment__gateway"):
        till = till_of(refund.payment)
        was_reversed = refund.payment.authority in till.reversed
        assert was_reversed != ((refund.number, refund.amount) in till.vault.sent)
    for till in TILLS.values():
        numbers = [number for number, _amount in till.vault.sent]
        assert len(numbers) == len(set(numbers))


def is_even(user: User) -> None:
    """Nobody is richer or poorer: what a person brought is in the wallet, on its way, owed, or was bought for."""
    person = {"owner_kind": "user", "owner_ref": user.public_id}
    withdrawals = Remittance.objects.filter(kind=WITHDRAWAL, **person)
    brought = _sum(taken().filter(payer=user).exclude(method="wallet"))
    got_back = _sum(left().filter(payment__payer=user).exclude(way="wallet"))
    live = VendorOrder.objects.exclude(status__in=SOLD).exclude(order__paid_at=None)
    has = [
        sum(pockets(user).values()),
        _sum(withdrawals.filter(status__in=ON_ITS_WAY)),
        _sum(withdrawals.filter(status__in=GONE)),
        _sum(live.filter(order__user=user), "total"),
        _sum(Order.objects.filter(user=user), "refund_due"),
        _sum(GiftCard.objects.filter(buyer=user, status__in=USED_UP)),
        _sum(Transfer.objects.filter(sender__user=user)),
    ]
    was_given = [
        _sum(PromotionalGrant.objects.filter(wallet__user=user).exclude(status="asked")),
        _sum(WalletEntry.objects.filter(wallet__user=user, kind="promotional_expired")),
        _sum(GiftCard.objects.filter(redeemed_by__user=user)),
        _sum(Transfer.objects.filter(receiver__user=user)),
    ]
    assert brought - got_back + sum(was_given) == sum(has)


def statement_ends_right(user: User) -> None:
    """The last line of a statement is what can be spent."""
    now, last = pockets(user), WalletEntry.objects.filter(wallet__user=user).order_by("at", "id").last()
    assert now["cash"] + now["gift"] + now["promotional"] == (last.balance if last else 0)


def standings() -> dict[str, int]:
    """Debit less credit of every kind of account."""
    return {line.kind: line.debit - line.credit for line in trial_balance()}


def taken():
    """Payments whose money came."""
    return Payment.objects.filter(status__in=PAID)


def left():
    """Refunds whose money went."""
    return Refund.objects.filter(status="sent")


def _withdrawn() -> int:
    return _sum(Remittance.objects.filter(kind=WITHDRAWAL, status__in=GONE))


def _sum(rows, column: str = "amount") -> int:
    return int(rows.aggregate(all=Sum(column, default=0))["all"])
