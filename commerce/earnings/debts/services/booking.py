"""Money that makes up for a debt, from wherever it comes. The standing is locked."""

import logging
from typing import Final

from django.db import transaction

from commerce.earnings.debts.selectors import account_of, owed_of
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.settlement.models import Earning
from commerce.money.settlement.services import note_earning

logger = logging.getLogger(__name__)
# A sale taken back meanwhile lowers the debt under us: it is looked at again so often, then all is free money.
TRIES: Final = 3


def book_repayment(
    *, market_ref: str, source: AccountRef, amount: int, key: str, reason: str, cause: tuple[str, str]
) -> tuple[int, int]:
    """Lower the debt by the amount; what is more than the debt raises the market's free money, from below zero up.

    Answers both parts. Nothing that came is refused: what is too much is paid out to the market with the rest.
    """
    for attempt in range(TRIES):
        to_debt = min(amount, owed_of(market_ref).debt)
        try:
            _book(market_ref, source, (to_debt, amount - to_debt), key, reason, cause)
        except InsufficientFunds:
            logger.info("The debt of %s fell while try %s was booked.", market_ref, attempt + 1)
            continue
        return to_debt, amount - to_debt
    _book(market_ref, source, (0, amount), key, reason, cause)
    return 0, amount


@transaction.atomic
def _book(
    market_ref: str, source: AccountRef, parts: tuple[int, int], key: str, reason: str, cause: tuple[str, str]
) -> None:
    to_debt, to_free = parts
    if to_free:
        note_earning(market_ref=market_ref, kind=Earning.Kind.CORRECTION, ref=key, amount=to_free)
    post_entry(
        key=key,
        reason=reason,
        cause_kind=cause[0],
        cause_ref=cause[1],
        postings=_postings(market_ref, source, to_debt, to_free),
    )


def _postings(market_ref: str, source: AccountRef, to_debt: int, to_free: int) -> list[PostingDraft]:
    drafts = [
        PostingDraft(source, to_debt + to_free),
        PostingDraft(account_of("vendor_debt", market_ref), -to_debt),
        PostingDraft(account_of("vendor_free", market_ref), -to_free),
    ]
    return [draft for draft in drafts if draft.amount]
