"""Cards that nobody redeems any more."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput, NotFound
from commerce.foundation.core.states import move, try_move
from commerce.money.ledger.services import AccountRef, post_entry
from commerce.money.wallets import pockets
from commerce.money.wallets.locks import lock_wallet
from commerce.money.wallets.models import GiftCard, WalletEntry
from commerce.money.wallets.policies import VOID_GIFT_CARDS, require
from commerce.money.wallets.services.booking import Line, book
from commerce.money.wallets.states import GIFT_CARD

AT_ONCE = 500


def expire_gift_cards() -> int:
    """End the cards whose time is over; what they held is ours."""
    due = GiftCard.objects.overdue(clock.now()).order_by("expires_at").values_list("pk", flat=True)[:AT_ONCE]
    return sum(_expire(card_id) for card_id in list(due))


@transaction.atomic
def void_gift_card(*, actor: Actor, gift_card: str, reason: str) -> GiftCard:
    """Cancel a card that is not redeemed: what staff gave away is ours again, a buyer's money is in the wallet."""
    require(VOID_GIFT_CARDS, actor)
    if not reason.strip():
        raise InvalidInput({"reason": [("required", _("Say why."))]})
    card = GiftCard.objects.select_related("buyer").filter(public_id=gift_card).first()
    if card is None:
        raise NotFound()
    # A wallet is locked before a card, here as where it is redeemed.
    wallet = lock_wallet(card.buyer.pk) if card.buyer else None
    move(card, to=GiftCard.Status.VOID, table=GIFT_CARD, void_because=reason)
    if wallet is None:
        _book(card, "gift_card_void", pockets.PROMOTIONS)
    else:
        book(
            key=f"gift_card_void:{card.public_id}",
            reason="gift_card_void",
            cause_kind="gift_card",
            cause_ref=card.public_id,
            postings=pockets.moved(pockets.GIFT_CARDS, wallet.account(pockets.CASH), card.amount),
            lines=[Line(wallet, WalletEntry.Kind.GIFT_CARD_RETURNED, card.public_id, card.code_ending)],
        )
    note(
        actor=actor,
        action="gift_card.void",
        subject_kind="gift_card",
        subject_ref=card.public_id,
        data={"reason": reason, "amount": card.amount},
    )
    return card


@transaction.atomic
def _expire(card_id: int) -> bool:
    card = GiftCard.objects.overdue(clock.now()).filter(pk=card_id).first()
    if card is None or not try_move(card, to=GiftCard.Status.EXPIRED, table=GIFT_CARD):
        return False
    _book(card, "gift_card_expired", pockets.BREAKAGE)
    return True


def _book(card: GiftCard, reason: str, taker: AccountRef) -> None:
    post_entry(
        key=f"{reason}:{card.public_id}",
        reason=reason,
        cause_kind="gift_card",
        cause_ref=card.public_id,
        postings=pockets.moved(pockets.GIFT_CARDS, taker, card.amount),
    )
