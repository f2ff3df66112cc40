"""A code becomes gift credit, once."""

from django.db import transaction

from commerce.foundation.accounts.models import User
from commerce.foundation.core import clock
from commerce.foundation.core.events import record
from commerce.foundation.core.states import try_move
from commerce.money.wallets import codes, pockets
from commerce.money.wallets.allowances import CODES_TRIED
from commerce.money.wallets.errors import GiftCardNotValid
from commerce.money.wallets.events import GiftCardRedeemed
from commerce.money.wallets.locks import lock_wallet
from commerce.money.wallets.models import GiftCard, Wallet, WalletEntry
from commerce.money.wallets.policies import require_not_frozen
from commerce.money.wallets.services.booking import Line, book
from commerce.money.wallets.states import GIFT_CARD


def redeem_gift_card(*, user: User, code: str) -> GiftCard:
    """Put a card's money into a person's wallet, as credit that can be spent and nothing else.

    The try is counted before the code, already read, is compared. Wrong, used, expired and cancelled codes get one
    answer; whoever repeats a code of their own gets the card again.
    """
    CODES_TRIED.take(user.public_id)
    card = _redeem(user, code)
    CODES_TRIED.give_back(user.public_id)
    return card


@transaction.atomic
def _redeem(user: User, code: str) -> GiftCard:
    wallet = lock_wallet(user.pk)
    require_not_frozen(wallet)
    card = GiftCard.objects.filter(code_hash=codes.fingerprint(code)).first()
    if card and card.redeemed_by_id == wallet.pk:
        return card
    now = clock.now()
    if card is None or card.expires_at <= now or not _won(card, wallet):
        raise GiftCardNotValid()
    book(
        key=f"gift_card_redeemed:{card.public_id}",
        reason="gift_card_redeemed",
        cause_kind="gift_card",
        cause_ref=card.public_id,
        postings=pockets.moved(pockets.GIFT_CARDS, wallet.account(pockets.GIFT), card.amount),
        lines=[Line(wallet, WalletEntry.Kind.GIFT_CARD, card.public_id, card.code_ending)],
    )
    record(GiftCardRedeemed(card.public_id, user.public_id, card.amount))
    return card


def _won(card: GiftCard, wallet: Wallet) -> bool:
    return try_move(card, to=GiftCard.Status.REDEEMED, table=GIFT_CARD, redeemed_by=wallet, redeemed_at=clock.now())
