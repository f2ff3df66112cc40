"""What a change of sales does to the accounts of their holders: the same arithmetic, taken back or restored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.settlement import locks
from commerce.money.settlement.accounts import PROMOTIONS, REFUNDS_PAYABLE, freed
from commerce.money.settlement.models import DirectSale, Earning, Sale
from commerce.money.settlement.services.earning import raise_earning

# A debt that is paid meanwhile is looked at again so often; then the market gets all of it as free money.
TRIES: Final = 3


@dataclass(slots=True)
class Change:
    """So much is taken back of a sale; where it is restored, every number is below zero."""

    sale: Sale
    direct: DirectSale | None = None
    # What other holders than the market give back, by the account that was frozen.
    others: Counter[AccountRef] = field(default_factory=Counter)
    own: int = 0
    amount: int = 0
    discount: int = 0
    # Of `amount`, what the market took in itself.
    collected: int = 0

    def apply(self) -> "Moved":
        """Write the sale's new numbers; what the market keeps with us, owes us and has free changes with them."""
        before = self._position()
        self.sale.reversed_amount += self.amount + self.discount
        self.sale.vendor_reversed += self.own
        if self.direct:
            self.direct.reversed_amount += self.collected
            self.direct.save(update_fields=["reversed_amount"])
        after = self._position()
        kept = max(after, 0) - max(before, 0)
        is_released = self.sale.released_at is not None
        self.sale.held += 0 if is_released else kept
        return Moved(
            self,
            held=0 if is_released else kept,
            free=(kept if is_released else 0) - self.collected,
            debt=max(-after, 0) - max(-before, 0),
        )

    def _position(self) -> int:
        """The market's own share, less what of the money it has already: above zero with us, below zero its debt."""
        return self.sale.vendor_left - (self.direct.amount_left if self.direct else 0)


@dataclass(slots=True)
class Moved:
    """How much more a market has held, has free and owes by one change."""

    change: Change
    held: int
    free: int
    debt: int


def book(*, moves: Sequence[Moved], key: str, reason: str, cause: tuple[str, str]) -> None:
    """One entry for all changes. What a market is to owe less than it does at all is free money of its."""
    locks.lock_earnings(Earning.Kind.SALE, [moved.change.sale.sale_ref for moved in moves if moved.free or moved.debt])
    for attempt in range(TRIES + 1):
        debits, frees = _debits(moves, forgive=attempt < TRIES)
        try:
            _post(debits, key=key, reason=reason, cause=cause)
            break
        except InsufficientFunds:
            if attempt == TRIES:
                raise
    for sale, amount in frees:
        raise_earning(market_ref=sale.market_ref, kind=Earning.Kind.SALE, ref=sale.sale_ref, amount=amount)


def _post(debits: Counter[AccountRef], *, key: str, reason: str, cause: tuple[str, str]) -> None:
    postings = [PostingDraft(account, amount) for account, amount in sorted(debits.items()) if amount]
    if postings:
        post_entry(key=key, reason=reason, cause_kind=cause[0], cause_ref=cause[1], postings=postings)


def _debits(moves: Sequence[Moved], *, forgive: bool) -> tuple[Counter[AccountRef], list[tuple[Sale, int]]]:
    """The postings, and how much more of each sale is free; forgiven is as much of a debt as there is."""
    debits, frees = Counter[AccountRef](), list[tuple[Sale, int]]()
    owing: dict[AccountRef, int] = {}
    for moved in moves:
        sale, change = moved.change.sale, moved.change
        debt = sale.account("vendor_debt")
        if moved.debt and debt not in owing:
            owing[debt] = balance_of(debt) if forgive else 0
        less = max(moved.debt, -owing.get(debt, 0))
        if moved.debt:
            owing[debt] += less
        free = moved.free + less - moved.debt
        debits[debt] += less
        debits[sale.account("vendor_held")] -= moved.held
        debits[sale.account("vendor_free")] -= free
        for account, amount in change.others.items():
            debits[freed(account) if sale.released_at else account] += amount
        debits[PROMOTIONS] -= change.discount
        debits[REFUNDS_PAYABLE] -= change.amount
        if free:
            frees.append((sale, free))
    return debits, frees
