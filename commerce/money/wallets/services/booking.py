"""The one way money moves in a wallet: the ledger's entry and the statement's lines, together."""

from collections.abc import Sequence
from dataclasses import dataclass

from commerce.money.ledger.selectors import balances_of
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.wallets import pockets
from commerce.money.wallets.models import Wallet, WalletEntry


@dataclass(frozen=True, slots=True)
class Line:
    """What a wallet's statement says of an entry; the amount is what its postings do to the wallet."""

    wallet: Wallet
    kind: str
    reference: str = ""
    note: str = ""

    @property
    def accounts(self) -> frozenset[AccountRef]:
        return frozenset(self.wallet.account(kind) for kind in pockets.SPENDABLE)


def book(
    *, key: str, reason: str, cause_kind: str, cause_ref: str, postings: Sequence[PostingDraft], lines: Sequence[Line]
) -> None:
    """Book an entry and write it into the statements of the wallets it moves, whose rows the caller has locked.

    Asked again with the same key it writes nothing new.
    """
    post_entry(key=key, reason=reason, cause_kind=cause_kind, cause_ref=cause_ref, postings=postings)
    after = balances_of({account for line in lines for account in line.accounts})
    WalletEntry.objects.bulk_create(
        [_entry(line, key=key, postings=postings, balance=sum(after[one] for one in line.accounts)) for line in lines],
        ignore_conflicts=True,
    )


def _entry(line: Line, *, key: str, postings: Sequence[PostingDraft], balance: int) -> WalletEntry:
    # What a person has stands on the credit side, so what comes in is a negative posting.
    moved = -sum(posting.amount for posting in postings if posting.account in line.accounts)
    return WalletEntry(
        wallet=line.wallet,
        kind=line.kind,
        amount=moved,
        balance=balance,
        key=key,
        reference=line.reference,
        note=line.note[: WalletEntry._meta.get_field("note").max_length or 0],
    )
