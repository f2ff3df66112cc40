"""Money of a payment back into the wallet: to the pockets it was spent from, anything else as cash."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from commerce.foundation.accounts.models import User
from commerce.foundation.core.events import record
from commerce.foundation.core.money import share
from commerce.money.ledger.services import AccountRef, PostingDraft
from commerce.money.wallets import pockets
from commerce.money.wallets.events import WalletRefunded
from commerce.money.wallets.locks import lock_wallet
from commerce.money.wallets.models import HoldSource, Wallet, WalletEntry
from commerce.money.wallets.selectors.holds import live_hold
from commerce.money.wallets.services.booking import Line, book
from commerce.money.wallets.services.granting import put_back

Part = tuple[HoldSource, int]
# What was spent last comes first.
CASH_FIRST = (pockets.CASH, pockets.GIFT, pockets.PROMOTIONAL)


@transaction.atomic
def give_back(
    *,
    user: User,
    amount: int,
    refund_ref: str,
    cause_kind: str,
    cause_ref: str,
    reference: str = "",
    note: str = "",
    giver: AccountRef = pockets.REFUNDS,
) -> None:
    """Credit a refund of what a wallet paid for a cause, once.

    Every pocket that was spent from gets its part of what it has not got back yet; odd rials go to the largest
    remainder, and among equals to what was spent last: cash, then gift, then promotional credit. Promotional credit
    goes back to its own grant. What the wallet never paid (a card's refund that the bank would not take) is cash.
    """
    wallet = lock_wallet(user.pk)
    key = f"wallet_refund:{refund_ref}"
    if WalletEntry.objects.filter(wallet=wallet, key=key).exists():
        return
    parts = _parts(amount, cause_kind=cause_kind, cause_ref=cause_ref)
    for source, part in parts:
        HoldSource.objects.filter(pk=source.pk).update(returned=F("returned") + part)
        if source.grant:
            put_back(grant=source.grant, amount=part)
    book(
        key=key,
        reason="refunded_to_wallet",
        cause_kind="refund",
        cause_ref=refund_ref,
        postings=_postings(wallet, amount, parts, giver),
        lines=[Line(wallet, WalletEntry.Kind.REFUND, reference, note)],
    )
    record(WalletRefunded(wallet.user.public_id, refund_ref, amount))


def _parts(amount: int, *, cause_kind: str, cause_ref: str) -> list[Part]:
    hold = live_hold(cause_kind=cause_kind, cause_ref=cause_ref)
    if hold is None:
        return []
    rows = list(hold.sources.select_related("grant"))
    sources = sorted(rows, key=lambda source: (CASH_FIRST.index(source.pocket), -source.pk))
    spent = min(amount, sum(source.left for source in sources))
    parts = share(spent, [source.left for source in sources])
    return [(source, part) for source, part in zip(sources, parts, strict=True) if part]


def _postings(wallet: Wallet, amount: int, parts: Sequence[Part], giver: AccountRef) -> list[PostingDraft]:
    back = {pocket: sum(part for source, part in parts if source.pocket == pocket) for pocket in pockets.SPENDABLE}
    back[pockets.CASH] += amount - sum(back.values())
    credited = [PostingDraft(wallet.account(pocket), -part) for pocket, part in back.items() if part]
    return [PostingDraft(giver, amount), *credited]
