"""What is in a wallet, as the ledger says."""

from collections.abc import Sequence
from dataclasses import dataclass

from commerce.foundation.accounts.models import User
from commerce.foundation.core import clock
from commerce.money.ledger.selectors import balances_of
from commerce.money.wallets import pockets
from commerce.money.wallets.models import PromotionalGrant, Wallet


@dataclass(frozen=True, slots=True)
class Summary:
    """A wallet at a moment, in rials. Held money is set aside for payments that are not finished."""

    cash: int
    promotional: int
    gift: int
    held: int
    is_frozen: bool
    frozen_reason: str
    expiring: Sequence[PromotionalGrant]

    @property
    def spendable(self) -> int:
        return 0 if self.is_frozen else self.cash + self.gift + self.promotional


def wallet_of(user: User) -> Wallet | None:
    """A person's wallet; None while they never had money."""
    return Wallet.objects.select_related("user").filter(user=user).first()


def summary_of(user: User) -> Summary:
    """What a person has, pocket by pocket. Promotional credit whose time is over does not count."""
    wallet, grants = wallet_of(user), live_grants(user.pk)
    refs = {kind: pockets.pocket(kind, user.public_id) for kind in (pockets.CASH, pockets.GIFT, pockets.HOLDS)}
    held = balances_of(list(refs.values()))
    return Summary(
        cash=held[refs[pockets.CASH]],
        gift=held[refs[pockets.GIFT]],
        held=held[refs[pockets.HOLDS]],
        promotional=sum(grant.left for grant in grants),
        is_frozen=wallet is not None and wallet.is_frozen,
        frozen_reason=wallet.frozen_reason if wallet else "",
        expiring=grants,
    )


def spendable_of(user: User) -> int:
    """What a person can pay with now."""
    return summary_of(user).spendable


def live_grants(user_id: int) -> list[PromotionalGrant]:
    """The promotional credit that can be spent, the first to expire first."""
    return list(PromotionalGrant.objects.live(clock.now()).filter(wallet__user_id=user_id))
