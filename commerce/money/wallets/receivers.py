"""Wallets pay through payments and are filled through it; payments never heard of them."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from commerce.money.payments.models import Payment, Refund
from commerce.money.payments.purposes import payable
from commerce.money.payments.selectors import title_of
from commerce.money.payments.tenders import tender
from commerce.money.wallets.models import TopUp
from commerce.money.wallets.selectors import spendable_of
from commerce.money.wallets.services import give_back, hold_money, let_go, take_money, topping_up

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


def top_up_awaited(reference: str) -> bool:
    """Whether the top-up is still to be paid."""
    return bool(TopUp.objects.filter(public_id=reference, status=TopUp.Status.ASKED).exists())


def top_up_captured(payment: Payment) -> None:
    topping_up.top_up_captured(payment=payment)


def top_up_closed(payment: Payment) -> None:
    topping_up.top_up_ended(payment=payment)


tender("wallet", hold=hold, take=take, let_go=free, give_back=restore, balance=spendable_of)
payable(
    topping_up.PURPOSE,
    on_captured=top_up_captured,
    on_closed=top_up_closed,
    title=top_up_title,
    is_awaited=top_up_awaited,
)
