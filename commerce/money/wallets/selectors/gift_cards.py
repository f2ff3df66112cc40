"""Gift cards as their buyers see them."""

from commerce.money.wallets.models import GiftCard
from commerce.money.wallets.models.gift_card import GiftCardQuerySet


def gift_cards_of(user_id: int) -> GiftCardQuerySet:
    """The cards that a person bought."""
    return GiftCard.objects.bought_by(user_id)
