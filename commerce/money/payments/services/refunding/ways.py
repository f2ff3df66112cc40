"""By which way money can go back to its payer."""

from datetime import timedelta

from commerce.foundation.accounts.models import User
from commerce.foundation.core import clock
from commerce.money.payments.attempts import bank_of
from commerce.money.payments.gateways.base import Refunds, Reverses
from commerce.money.payments.models import Payment, Refund
from commerce.money.payments.selectors import is_with_seller
from commerce.money.payments.tenders import tenders
from commerce.money.remittances.models import BankAccount
from commerce.money.remittances.selectors import default_bank_account

Way, Means = Refund.Way, Refund.Means


def first_way(*, payment: Payment, amount: int, to: str | None) -> str:
    """The way a refund sets out on: as wished, else as the money came, else to the wallet."""
    if to == Way.SELLER and is_with_seller(payment):
        return Way.SELLER
    if payment.method == Payment.Method.WALLET:  # credit and gifts in it are to be spent, never drawn
        return Way.WALLET
    by_transfer = to == Way.BANK or (payment.method == Payment.Method.TRANSFER and to is None)
    if by_transfer and bank_account_of(payment.payer):
        return Way.BANK
    if payment.method != Payment.Method.GATEWAY:
        return Way.WALLET
    if to == Way.WALLET and has_wallet(payment.payer):
        return Way.WALLET
    return Way.GATEWAY if _bank_can(payment, amount) else Way.WALLET


def means_of(refund: Refund) -> str:
    """What the bank is asked for: what it was asked for before, else to reverse while that is possible."""
    if refund.means:
        return refund.means
    payment = refund.payment
    bank, taken_at = bank_of(payment), payment.captured_at or payment.created_at
    if isinstance(bank, Reverses) and refund.amount == payment.amount:
        age = clock.now() - taken_at
        if age < timedelta(seconds=bank.reverse_within_seconds) or not isinstance(bank, Refunds):
            return Means.REVERSE
    return Means.REFUND


def next_way(refund: Refund) -> tuple[str, str] | None:
    """The way and means after one that was refused; None where no other is left."""
    if refund.way == Way.WALLET:
        return None
    if refund.means == Means.REVERSE and isinstance(bank_of(refund.payment), Refunds):
        return Way.GATEWAY, Means.REFUND
    return (Way.WALLET, "") if has_wallet(refund.payment.payer) else None


def has_wallet(payer: User) -> bool:
    """Whether money can be put where the payer finds it; who left has no wallet any more."""
    return payer.is_active and Way.WALLET.value in tenders


def bank_account_of(payer: User) -> BankAccount | None:
    """Where money can be sent to the payer by bank transfer."""
    account = default_bank_account(owner_kind="user", owner_ref=payer.public_id)
    usable = account and account.status == BankAccount.Status.VERIFIED and account.usable_from <= clock.now()
    return account if usable else None


def _bank_can(payment: Payment, amount: int) -> bool:
    bank = bank_of(payment)
    return isinstance(bank, Refunds) or (isinstance(bank, Reverses) and amount == payment.amount)
