"""What may be done with a wallet, and by whom."""

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden
from commerce.foundation.core.money import Money
from commerce.money.wallets.errors import AmountTooLarge, AmountTooSmall, SecondPersonNeeded, WalletFrozen
from commerce.money.wallets.models import Wallet

FREEZE = "wallets.freeze_wallet"
GRANT = "wallets.add_promotionalgrant"
APPROVE_GRANTS = "wallets.approve_promotionalgrant"
ISSUE_GIFT_CARDS = "wallets.add_giftcardbatch"
APPROVE_GIFT_CARDS = "wallets.approve_giftcardbatch"
VOID_GIFT_CARDS = "wallets.change_giftcard"


def require_not_frozen(wallet: Wallet) -> None:
    """Refuse what takes money out of a frozen wallet; money may still come in."""
    if wallet.is_frozen:
        raise WalletFrozen()


def require(right: str, actor: Actor) -> None:
    """Refuse whoever lacks a right; what the platform does by itself needs none."""
    if actor != SYSTEM and right not in actor.rights:
        raise Forbidden(wanted_right=right)


def require_second_person(actor: Actor, *, maker: str) -> None:
    """Refuse the one who asked for it as the one who approves it."""
    if actor.key == maker:
        raise SecondPersonNeeded()


def require_stranger(actor: Actor, *, owner: User) -> None:
    """Refuse the one whose own wallet it is."""
    if (actor.kind, actor.ref) == ("user", owner.public_id):
        raise SecondPersonNeeded()


def require_between(amount: int, *, least: int, most: int) -> None:
    """Refuse an amount outside the limits, and say what they are."""
    if amount < least:
        raise AmountTooSmall(least=Money(least))
    if amount > most:
        raise AmountTooLarge(most=Money(most))
