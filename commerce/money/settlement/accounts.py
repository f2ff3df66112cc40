"""The platform's accounts that sales move."""

from typing import Final

from commerce.money.ledger.services import AccountRef

RECEIPTS: Final = AccountRef("receipts")
REFUNDS_PAYABLE: Final = AccountRef("refunds_payable")
PROMOTIONS: Final = AccountRef("platform_promotions")

# Where a share waits while its sale is held, and where it is when the hold is over.
FREED: Final = {"vendor_held": "vendor_free", "affiliate_held": "affiliate_free"}


def freed(account: AccountRef) -> AccountRef:
    """The account a share is on when its hold is over; what is not held stays where it is."""
    return AccountRef(FREED.get(account.kind, account.kind), account.owner_kind, account.owner_ref)
