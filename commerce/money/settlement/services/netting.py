"""What a market has free pays what it owes us."""

from typing import Final

from django.db import transaction

from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.models import Entry
from commerce.money.ledger.selectors import balance_of, entry_of
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.settlement import locks
from commerce.money.settlement.services.earning import use_earnings

# A debt that is paid meanwhile is looked at again so often.
TRIES: Final = 3


@transaction.atomic
def net_debt(*, market_ref: str, key: str) -> int:
    """Pay a market's debt out of what it has free, as far as that goes; answers how much, the same for the same key."""
    earnings = locks.lock_open_earnings(market_ref)
    debt = AccountRef("vendor_debt", "market", market_ref)
    if before := entry_of(f"net_debt:{key}"):
        return _netted(before)
    free = sum(earning.open for earning in earnings)
    for _attempt in range(TRIES):
        amount = min(free, balance_of(debt))
        if amount <= 0:
            return 0
        try:
            _post(market_ref, debt, amount, key)
        except InsufficientFunds:
            continue
        use_earnings(earnings=earnings, amount=amount)
        return amount
    return 0


def _post(market_ref: str, debt: AccountRef, amount: int, key: str) -> None:
    free = AccountRef("vendor_free", "market", market_ref)
    post_entry(
        key=f"net_debt:{key}",
        reason="debt_netted",
        cause_kind="market_earnings",
        cause_ref=market_ref,
        postings=[PostingDraft(free, amount), PostingDraft(debt, -amount)],
    )


def _netted(entry: Entry) -> int:
    return sum(posting.amount for posting in entry.postings.all() if posting.amount > 0)
