"""Cash from one wallet to another: first shown to whom, then confirmed by a fresh code."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.policies import Credentials, require_cooled_off, require_step_up
from commerce.foundation.core.events import record
from commerce.foundation.core.money import Money
from commerce.foundation.core.validators import mask_mobile
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.wallets import pockets
from commerce.money.wallets.allowances import RECEIVERS_ASKED, left_today, take_today
from commerce.money.wallets.errors import DailyLimitReached, NoSuchReceiver, ReceiverChanged, TransferToSelf
from commerce.money.wallets.events import WalletTransferred
from commerce.money.wallets.locks import lock_wallets
from commerce.money.wallets.models import Allowance, Transfer, Wallet, WalletEntry
from commerce.money.wallets.policies import require_between, require_not_frozen
from commerce.money.wallets.selectors import summary_of, wallet_of
from commerce.money.wallets.selectors.receivers import confirmation_of, confirms, masked_name, receiver_of
from commerce.money.wallets.services.booking import Line, book

TODAY = Allowance.Limit.TRANSFERS


@dataclass(frozen=True, slots=True)
class Preview:
    """To whom money would go, as far as the sender is to know; `confirmation` names this transfer."""

    receiver: str
    mobile: str
    amount: int
    left_today: int
    confirmation: str


def preview_transfer(*, user: User, mobile: str, amount: int) -> Preview:
    """Show a sender who would receive the money.

    A number with no account, a closed one or a frozen wallet give one and the same answer; the asking is counted
    before it is judged, and only who has the money may ask, so that nobody finds out who is here by trying numbers.
    """
    _require_possible(user=user, mobile=mobile, amount=amount)
    wallet = wallet_of(user)
    if wallet:
        require_not_frozen(wallet)
    if wallet is None or summary_of(user).cash < amount:
        raise InsufficientFunds()
    RECEIVERS_ASKED.take(user.public_id)
    receiver = _receiver(mobile)
    return Preview(
        receiver=masked_name(receiver),
        mobile=mask_mobile(mobile),
        amount=amount,
        left_today=left_today(wallet, TODAY, most=settings.TRANSFERS_DAILY_MOST),
        confirmation=confirmation_of(sender=user, receiver=receiver, amount=amount),
    )


@transaction.atomic
def transfer_cash(
    *, user: User, credentials: Credentials, mobile: str, amount: int, note: str = "", confirmation: str = ""
) -> Transfer:
    """Send cash to the person of a mobile number, after a step-up. Promotional and gift credit cannot be sent.

    With the preview's confirmation it goes to whom was shown or not at all, also if the number changed hands.
    """
    require_step_up(credentials=credentials)
    require_cooled_off(user=user)
    _require_possible(user=user, mobile=mobile, amount=amount)
    RECEIVERS_ASKED.take(user.public_id)
    receiver = _receiver(mobile)
    if confirmation and not confirms(confirmation, sender=user, receiver=receiver, amount=amount):
        raise ReceiverChanged()
    wallets = lock_wallets({user.pk, receiver.pk})
    transfer = _send(wallets[user.pk], wallets[receiver.pk], amount, note)
    RECEIVERS_ASKED.give_back(user.public_id)
    return transfer


def _require_possible(*, user: User, mobile: str, amount: int) -> None:
    if mobile == user.mobile:
        raise TransferToSelf()
    require_between(amount, least=settings.TRANSFER_LEAST, most=settings.TRANSFERS_DAILY_MOST)


def _receiver(mobile: str) -> User:
    receiver = receiver_of(mobile)
    if receiver is None:
        raise NoSuchReceiver()
    return receiver


def _send(sender: Wallet, receiver: Wallet, amount: int, note: str) -> Transfer:
    require_not_frozen(sender)
    if receiver.is_frozen:
        raise NoSuchReceiver()
    if not take_today(sender, TODAY, amount=amount, most=settings.TRANSFERS_DAILY_MOST):
        raise DailyLimitReached(left=Money(left_today(sender, TODAY, most=settings.TRANSFERS_DAILY_MOST)))
    transfer = Transfer.objects.create(sender=sender, receiver=receiver, amount=amount, note=note)
    book(
        key=f"transfer:{transfer.public_id}",
        reason="wallet_transferred",
        cause_kind="transfer",
        cause_ref=transfer.public_id,
        postings=pockets.moved(sender.account(pockets.CASH), receiver.account(pockets.CASH), amount),
        lines=[
            Line(sender, WalletEntry.Kind.TRANSFER_SENT, transfer.public_id, _words(receiver, note)),
            Line(receiver, WalletEntry.Kind.TRANSFER_RECEIVED, transfer.public_id, _words(sender, note)),
        ],
    )
    record(WalletTransferred(transfer.public_id, sender.user.public_id, receiver.user.public_id, amount))
    return transfer


def _words(other: Wallet, note: str) -> str:
    """The other side, masked, and what the sender wrote."""
    return " – ".join(part for part in (masked_name(other.user), mask_mobile(other.user.mobile), note) if part)
