"""Wallets pay through payments and are filled through it; payments never heard of them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from commerce.foundation.core.events import subscribe
from commerce.money.payments.models import Payment, Refund
from commerce.money.payments.purposes import payable
from commerce.money.payments.selectors import title_of
from commerce.money.payments.tenders import tender
from commerce.money.remittances.kinds import remittance_kind
from commerce.money.remittances.models import Remittance
from commerce.money.wallets.models import GiftCard, TopUp
from commerce.money.wallets.selectors import spendable_of
from commerce.money.wallets.selectors.statement import WITHDRAWAL
from commerce.money.wallets.services import (
    give_back,
    hold_money,
    let_go,
    take_money,
    topping_up,
    withdrawal_came_back,
)
from commerce.money.wallets.services.gift_cards import selling

CAUSE = "payment"


def hold(payment: Payment) -> None:
    hold_money(
        user=payment.payer,
        amount=payment.amount,
        cause_kind=CAUSE,
        cause_ref=payment.public_id,
        reference=payment.reference,
        note=words_of(payment),
    )


def take(payment: Payment) -> None:
    take_money(cause_kind=CAUSE, cause_ref=payment.public_id)


def free(payment: Payment) -> None:
    let_go(cause_kind=CAUSE, cause_ref=payment.public_id, reference=payment.reference, note=words_of(payment))


def restore(refund: Refund) -> None:
    payment = refund.payment
    give_back(
        user=payment.payer,
        amount=refund.amount,
        refund_ref=refund.public_id,
        cause_kind=CAUSE,
        cause_ref=payment.public_id,
        reference=payment.reference,
        note=words_of(payment),
    )


def words_of(payment: Payment) -> str:
    """What was paid for, in the words of whose statement it is."""
    with override(payment.payer.language):
        return title_of(payment)


def top_up_title(reference: str) -> str:
    """What the bank's page says is paid for."""
    return _("Wallet top-up")


def link_to_wallet(reference: str) -> str:
    """Where the shopper goes on: to the wallet."""
    return "/account/wallet/"


def link_to_gift_cards(reference: str) -> str:
    """Where the shopper goes on: to the cards bought."""
    return "/account/gift-cards/"


def top_up_awaited(reference: str) -> bool:
    """Whether the top-up is still to be paid."""
    return bool(TopUp.objects.filter(public_id=reference, status=TopUp.Status.ASKED).exists())


def top_up_captured(payment: Payment) -> None:
    topping_up.top_up_captured(payment=payment)


def top_up_closed(payment: Payment) -> None:
    topping_up.top_up_ended(payment=payment)


def withdrawal_back(remittance: Remittance) -> None:
    withdrawal_came_back(remittance=remittance)


def gift_card_title(reference: str) -> str:
    """What the bank's page says is paid for."""
    return _("Gift card")


def gift_card_awaited(reference: str) -> bool:
    """Whether the card is still to be paid."""
    return bool(GiftCard.objects.filter(public_id=reference, status=GiftCard.Status.AWAITING_PAYMENT).exists())


def gift_card_captured(payment: Payment) -> None:
    selling.gift_card_captured(payment=payment)


def gift_card_closed(payment: Payment) -> None:
    selling.gift_card_ended(payment=payment)


@subscribe("gift_card.sold", consumer="wallets.send_gift_card")
def send_gift_card(payload: dict[str, Any]) -> None:
    selling.send_sold_card(gift_card=payload["gift_card"])


payable(
    selling.PURPOSE,
    on_captured=gift_card_captured,
    on_closed=gift_card_closed,
    title=gift_card_title,
    link=link_to_gift_cards,
    is_awaited=gift_card_awaited,
)
remittance_kind(
    WITHDRAWAL,
    title=gettext_lazy("Withdrawal from a wallet"),
    transit="withdrawals_in_transit",
    on_refused=withdrawal_back,
    on_returned=withdrawal_back,
)
tender("wallet", hold=hold, take=take, let_go=free, give_back=restore, balance=spendable_of)
payable(
    topping_up.PURPOSE,
    on_captured=top_up_captured,
    on_closed=top_up_closed,
    title=top_up_title,
    link=link_to_wallet,
    is_awaited=top_up_awaited,
)
