"""Setting money aside, taking it, and letting it go: what was taken from which pocket goes back there."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction

from commerce.foundation.accounts.models import User
from commerce.foundation.core import clock
from commerce.foundation.core.states import move, try_move
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.selectors import balances_of
from commerce.money.ledger.services import PostingDraft, post_entry
from commerce.money.wallets import pockets
from commerce.money.wallets.errors import NothingHeld
from commerce.money.wallets.locks import lock_wallet
from commerce.money.wallets.models import HoldSource, Wallet, WalletEntry, WalletHold
from commerce.money.wallets.policies import require_not_frozen
from commerce.money.wallets.selectors import live_grants
from commerce.money.wallets.selectors.holds import live_hold
from commerce.money.wallets.services.booking import Line, book
from commerce.money.wallets.services.granting import put_back, use_up
from commerce.money.wallets.states import WALLET_HOLD


@transaction.atomic
def hold_money(
    *, user: User, amount: int, cause_kind: str, cause_ref: str, reference: str = "", note: str = ""
) -> WalletHold:
    """Set money aside for a cause: promotional credit first, the first to expire before others, then gift, then cash.

    Asked again for the same cause it answers with the same hold. Raises WalletFrozen and InsufficientFunds.
    """
    wallet = lock_wallet(user.pk)
    if known := live_hold(cause_kind=cause_kind, cause_ref=cause_ref):
        return known
    require_not_frozen(wallet)
    sources = list(_sources(wallet, amount))
    if sum(source.amount for source in sources) < amount:
        raise InsufficientFunds()
    hold = WalletHold.objects.create(wallet=wallet, cause_kind=cause_kind, cause_ref=cause_ref, amount=amount)
    for source in sources:
        source.hold = hold
        if source.grant:
            use_up(grant=source.grant, amount=source.amount)
    HoldSource.objects.bulk_create(sources)
    book(
        key=f"wallet_hold:{hold.public_id}",
        reason="wallet_held",
        **_cause(hold),
        postings=_to_holds(wallet, sources),
        lines=[Line(wallet, WalletEntry.Kind.PAYMENT, reference, note)],
    )
    return hold


@transaction.atomic
def take_money(*, cause_kind: str, cause_ref: str) -> WalletHold:
    """Turn what is held for a cause into receipts, once. Raises NothingHeld where it was let go or never held."""
    hold = live_hold(cause_kind=cause_kind, cause_ref=cause_ref)
    if hold and try_move(hold, to=WalletHold.Status.TAKEN, table=WALLET_HOLD, ended_at=clock.now()):
        _book_taken(hold)
        return hold
    taken = live_hold(cause_kind=cause_kind, cause_ref=cause_ref)
    if taken is None:
        raise NothingHeld()
    return taken


@transaction.atomic
def let_go(*, cause_kind: str, cause_ref: str, reference: str = "", note: str = "") -> None:
    """Free what is held for a cause, each rial to where it came from; once, and nothing where nothing is held."""
    known = live_hold(cause_kind=cause_kind, cause_ref=cause_ref)
    if known is None:
        return
    wallet = lock_wallet(known.wallet.user_id)
    hold = live_hold(cause_kind=cause_kind, cause_ref=cause_ref)
    if hold is None:  # another let it go while this one waited
        return
    move(hold, to=WalletHold.Status.RELEASED, table=WALLET_HOLD, ended_at=clock.now())
    sources = list(hold.sources.select_related("grant"))
    for source in sources:
        if source.grant:
            put_back(grant=source.grant, amount=source.amount)
    book(
        key=f"wallet_released:{hold.public_id}",
        reason="wallet_released",
        **_cause(hold),
        postings=[PostingDraft(draft.account, -draft.amount) for draft in _to_holds(wallet, sources)],
        lines=[Line(wallet, WalletEntry.Kind.PAYMENT_RELEASED, reference, note)],
    )


def _book_taken(hold: WalletHold) -> None:
    post_entry(
        key=f"wallet_taken:{hold.public_id}",
        reason="wallet_captured",
        **_cause(hold),
        postings=pockets.moved(hold.wallet.account(pockets.HOLDS), pockets.RECEIPTS, hold.amount),
    )


def _sources(wallet: Wallet, amount: int) -> Iterator[HoldSource]:
    gift, cash = wallet.account(pockets.GIFT), wallet.account(pockets.CASH)
    balances = balances_of([gift, cash])
    offered: list[tuple[str, Any, int]] = [
        *((pockets.PROMOTIONAL, grant, grant.left) for grant in live_grants(wallet.user_id)),
        (pockets.GIFT, None, balances[gift]),
        (pockets.CASH, None, balances[cash]),
    ]
    for pocket, grant, available in offered:
        if part := min(available, amount):
            amount -= part
            yield HoldSource(pocket=pocket, grant=grant, amount=part)


def _to_holds(wallet: Wallet, sources: Sequence[HoldSource]) -> list[PostingDraft]:
    by_pocket = {pocket: sum(one.amount for one in sources if one.pocket == pocket) for pocket in pockets.SPENDABLE}
    total = sum(by_pocket.values())
    return [
        *(PostingDraft(wallet.account(pocket), amount) for pocket, amount in by_pocket.items() if amount),
        PostingDraft(wallet.account(pockets.HOLDS), -total),
    ]


def _cause(hold: WalletHold) -> dict[str, Any]:
    return {"cause_kind": hold.cause_kind, "cause_ref": hold.cause_ref}
