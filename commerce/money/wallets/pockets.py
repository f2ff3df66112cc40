"""The pockets of a wallet: accounts of the ledger that belong to a person."""

from typing import Final

from commerce.money.ledger.services import AccountRef, PostingDraft

CASH: Final = "wallet"
GIFT: Final = "gift"
PROMOTIONAL: Final = "promotional"
HOLDS: Final = "wallet_holds"
# What can be spent; only cash can be sent or withdrawn.
SPENDABLE: Final = (CASH, GIFT, PROMOTIONAL)

RECEIPTS: Final = AccountRef("receipts")
PROMOTIONS: Final = AccountRef("platform_promotions")
GIFT_CARDS: Final = AccountRef("gift_cards")
REFUNDS: Final = AccountRef("refunds_payable")
BREAKAGE: Final = AccountRef("breakage")


def pocket(kind: str, owner: str) -> AccountRef:
    """A person's account of a kind; the owner is named by public id."""
    return AccountRef(kind, "user", owner)


def moved(giver: AccountRef, taker: AccountRef, amount: int) -> list[PostingDraft]:
    """So much from one account to another, both of which say what we owe."""
    return [PostingDraft(giver, amount), PostingDraft(taker, -amount)]
