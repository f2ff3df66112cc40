"""Entries as callers ask for them, checked before the database sees them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from commerce.money.ledger.chart import AccountRef
from commerce.money.ledger.errors import Unbalanced


@dataclass(frozen=True, slots=True)
class PostingDraft:
    """So many rials on an account: debit +, credit −."""

    account: AccountRef
    amount: int


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry to book. `cause_kind` and `cause_ref` name what made it true, such as a payment."""

    key: str
    reason: str
    cause_kind: str
    cause_ref: str
    postings: Sequence[PostingDraft]

    def __post_init__(self) -> None:
        if not self.postings:
            raise Unbalanced(f"{self.key} has no postings.")
        if any(type(posting.amount) is not int or posting.amount == 0 for posting in self.postings):
            raise Unbalanced(f"{self.key}: a posting is a whole number of rials, and not zero.")
        if total := sum(posting.amount for posting in self.postings):
            raise Unbalanced(f"{self.key} is off balance by {total}.")

    @property
    def lines(self) -> Counter[tuple[AccountRef, int]]:
        """What was posted, whatever the order."""
        return Counter((posting.account, posting.amount) for posting in self.postings)
