"""Rows for the screens about wallets."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.money.wallets import services
from commerce.money.wallets.models import GiftCard, GiftCardBatch, PromotionalGrant, Wallet
from commerce.money.wallets.policies import APPROVE_GIFT_CARDS, ISSUE_GIFT_CARDS
from tests.factories import make_user

MAKER = Actor(kind="user", ref="maker", rights=frozenset({ISSUE_GIFT_CARDS, APPROVE_GIFT_CARDS}))


@dataclass(frozen=True)
class Purse:
    """A wallet with credit in it, and a batch of gift cards with one of its cards."""

    wallet: Wallet
    grant: PromotionalGrant
    batch: GiftCardBatch
    card: GiftCard


def a_purse() -> Purse:
    until = timezone.now() + timedelta(days=30)
    grant = services.grant_promotional(
        actor=SYSTEM, user=make_user(), amount=500_000, expires_at=until, campaign="یلدا"
    )
    batch = services.make_gift_card_batch(actor=MAKER, title="عیدی", count=2, amount=1_000_000, expires_at=until)
    services.fetch_gift_card_codes(actor=MAKER, batch=batch.public_id)
    batch.refresh_from_db()
    card = GiftCard.objects.filter(batch=batch).earliest("pk")
    return Purse(Wallet.objects.get(pk=grant.wallet_id), grant, batch, card)
