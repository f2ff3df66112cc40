"""What staff look over: wallets with what is in them, credit and cards that wait for a second person."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from commerce.money.ledger.selectors import balances_of
from commerce.money.wallets import pockets
from commerce.money.wallets.models import GiftCard, GiftCardBatch, PromotionalGrant, Wallet, WalletEntry


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands on a wallet's accounts, in rials."""

    cash: int
    gift: int
    promotional: int
    held: int

    @property
    def total(self) -> int:
        return self.cash + self.gift + self.promotional


def wallets() -> "QuerySet[Wallet]":
    """All wallets, the newest first, each with its person."""
    return Wallet.objects.select_related("user").order_by("-created_at", "-id")


def contents_of(rows: Collection[Wallet]) -> dict[int, Contents]:
    """What is in each wallet of a page, in one question."""
    kinds = (pockets.CASH, pockets.GIFT, pockets.PROMOTIONAL, pockets.HOLDS)
    found = balances_of({wallet.account(kind) for wallet in rows for kind in kinds})
    return {wallet.pk: Contents(*(found[wallet.account(kind)] for kind in kinds)) for wallet in rows}


def statement_of(wallet: Wallet) -> "QuerySet[WalletEntry]":
    """A wallet's lines, the newest first."""
    return wallet.entries.order_by("-at", "-id")


def grants() -> "QuerySet[PromotionalGrant]":
    """All promotional credit, the newest first, each with its person."""
    return PromotionalGrant.objects.select_related("wallet__user").order_by("-id")


def gift_card_batches() -> "QuerySet[GiftCardBatch]":
    """All batches, the newest first, with how many of their cards were redeemed and what the others hold."""
    return GiftCardBatch.objects.order_by("-id").annotate(
        redeemed=Count("cards", filter=Q(cards__status="redeemed")),
        outstanding=Sum("cards__amount", filter=Q(cards__status="active"), default=0),
    )


def gift_cards() -> "QuerySet[GiftCard]":
    """All cards, the newest first."""
    return GiftCard.objects.select_related("batch", "buyer", "redeemed_by__user").order_by("-id")
