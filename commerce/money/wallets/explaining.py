"""What wallets tell the reader of the books."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.foundation.core.money import Money
from commerce.money.ledger.causes import Explanation, explains, name_reasons
from commerce.money.wallets.models import GiftCard, GiftCardBatch, PromotionalGrant, Transfer

name_reasons(
    {
        "topped_up": gettext_lazy("A wallet was filled"),
        "wallet_held": gettext_lazy("Wallet money was set aside"),
        "wallet_released": gettext_lazy("Wallet money was freed"),
        "wallet_captured": gettext_lazy("Wallet money paid"),
        "wallet_transferred": gettext_lazy("Money went from wallet to wallet"),
        "refunded_to_wallet": gettext_lazy("A refund went to a wallet"),
        "withdrawal_asked": gettext_lazy("A withdrawal was asked for"),
        "withdrawal_returned": gettext_lazy("A withdrawal came back"),
        "promotional_granted": gettext_lazy("Promotional credit was given"),
        "promotional_expired": gettext_lazy("Promotional credit expired"),
        "gift_card_sold": gettext_lazy("A gift card was sold"),
        "gift_cards_issued": gettext_lazy("Gift cards were given away"),
        "gift_card_redeemed": gettext_lazy("A gift card was redeemed"),
        "gift_card_expired": gettext_lazy("A gift card expired"),
        "gift_card_void": gettext_lazy("A gift card was cancelled"),
    }
)


@explains("promotional_grant")
def grants(refs: Collection[str]) -> dict[str, Explanation]:
    return {
        grant.public_id: Explanation(
            _("Promotional credit: %(campaign)s") % {"campaign": grant.campaign}, "promotional_grant", grant.public_id
        )
        for grant in PromotionalGrant.objects.filter(public_id__in=refs)
    }


@explains("gift_card_batch")
def batches(refs: Collection[str]) -> dict[str, Explanation]:
    return {
        batch.public_id: Explanation(
            _("Gift cards: %(title)s") % {"title": batch.title}, "gift_card_batch", batch.public_id
        )
        for batch in GiftCardBatch.objects.filter(public_id__in=refs)
    }


@explains("gift_card")
def cards(refs: Collection[str]) -> dict[str, Explanation]:
    return {
        card.public_id: Explanation(_("Gift card of %(amount)s") % {"amount": Money(card.amount).display()})
        for card in GiftCard.objects.filter(public_id__in=refs)
    }


@explains("transfer")
def transfers(refs: Collection[str]) -> dict[str, Explanation]:
    sent = Transfer.objects.filter(public_id__in=refs).select_related("sender__user")
    return {one.public_id: Explanation(_words(one), "wallet", one.sender.public_id) for one in sent}


def _words(transfer: Transfer) -> str:
    return _("Sent by %(person)s") % {"person": transfer.sender.user}
