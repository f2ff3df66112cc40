"""Money given to a buyer beside any line: out of ours, or the market's."""

from typing import Literal

from django.db import transaction

from commerce.money.ledger.models import Entry
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.settlement.accounts import PROMOTIONS, REFUNDS_PAYABLE
from commerce.money.settlement.errors import NothingToGive
from commerce.money.settlement.models import Earning
from commerce.money.settlement.services.earning import note_earning


@transaction.atomic
def pay_goodwill(
    *, key: str, amount: int, funded_by: Literal["platform", "market"], market_ref: str, cause_kind: str, cause_ref: str
) -> Entry:
    """Owe a buyer so much beside any line, out of our promotions or what the market has free; once for each key."""
    if amount <= 0:
        raise NothingToGive()
    giver = PROMOTIONS
    if funded_by == "market":
        giver = AccountRef("vendor_free", "market", market_ref)
        note_earning(market_ref=market_ref, kind=Earning.Kind.GOODWILL, ref=key, amount=-amount)
    return post_entry(
        key=f"goodwill:{key}",
        reason="goodwill",
        cause_kind=cause_kind,
        cause_ref=cause_ref,
        postings=[PostingDraft(giver, amount), PostingDraft(REFUNDS_PAYABLE, -amount)],
    )
