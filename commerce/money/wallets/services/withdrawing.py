"""Cash from the wallet to a bank account of its owner: on its way until the bank has it."""

from django.conf import settings
from django.db import transaction

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.policies import Credentials, require_cooled_off, require_step_up
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.events import record
from commerce.foundation.core.ids import random_id
from commerce.foundation.core.money import Money
from commerce.money.ledger.services import AccountRef
from commerce.money.remittances.models import Remittance
from commerce.money.remittances.services import ask_remittance, cancel_remittance
from commerce.money.wallets import pockets
from commerce.money.wallets.allowances import give_back, left_today, take_today
from commerce.money.wallets.errors import DailyLimitReached
from commerce.money.wallets.events import WithdrawalAsked, WithdrawalReturned
from commerce.money.wallets.locks import lock_wallet
from commerce.money.wallets.models import Allowance, WalletEntry
from commerce.money.wallets.policies import require_between, require_not_frozen
from commerce.money.wallets.selectors.statement import WITHDRAWAL, withdrawal_of
from commerce.money.wallets.services.booking import Line, book

TODAY = Allowance.Limit.WITHDRAWALS
TRANSIT = AccountRef("withdrawals_in_transit")


@transaction.atomic
def ask_withdrawal(*, actor: Actor, user: User, credentials: Credentials, amount: int, bank_account: str) -> Remittance:
    """Ask for cash to go to a verified bank account of one's own, after a step-up; staff approve it."""
    most = settings.WITHDRAWALS_DAILY_MOST
    require_step_up(credentials=credentials)
    require_cooled_off(user=user)
    require_between(amount, least=settings.WITHDRAWAL_LEAST, most=most)
    # The remittance's rows are locked before the wallet's, here as where it comes back.
    remittance = ask_remittance(
        actor=actor,
        kind=WITHDRAWAL,
        owner_kind="user",
        owner_ref=user.public_id,
        bank_account=bank_account,
        amount=amount,
        reference=user.public_id,
        key=f"{WITHDRAWAL}:{random_id()}",
    )
    wallet = lock_wallet(user.pk)
    require_not_frozen(wallet)
    if not take_today(wallet, TODAY, amount=amount, most=most):
        raise DailyLimitReached(left=Money(left_today(wallet, TODAY, most=most)))
    book(
        key=f"withdrawal:{remittance.public_id}",
        reason="withdrawal_asked",
        cause_kind="remittance",
        cause_ref=remittance.public_id,
        postings=pockets.moved(wallet.account(pockets.CASH), TRANSIT, amount),
        lines=[Line(wallet, WalletEntry.Kind.WITHDRAWAL, remittance.public_id, remittance.bank_account.iban_mask)],
    )
    record(WithdrawalAsked(user.public_id, remittance.public_id, amount))
    return remittance


def cancel_withdrawal(*, actor: Actor, user: User, public_id: str) -> Remittance:
    """Take one's asking back while nobody has agreed; the cash is in the wallet again."""
    withdrawal_of(user=user, public_id=public_id)
    return cancel_remittance(actor=actor, owner_kind="user", owner_ref=user.public_id, public_id=public_id)


@transaction.atomic
def withdrawal_came_back(*, remittance: Remittance) -> None:
    """Refused, called off, or returned by the bank: the cash is in the wallet again, also in a frozen one."""
    wallet = lock_wallet(User.objects.values_list("pk", flat=True).get(public_id=remittance.owner_ref))
    give_back(wallet, TODAY, amount=remittance.amount, taken_at=remittance.asked_at)
    book(
        key=f"withdrawal_returned:{remittance.public_id}",
        reason="withdrawal_returned",
        cause_kind="remittance",
        cause_ref=remittance.public_id,
        postings=pockets.moved(TRANSIT, wallet.account(pockets.CASH), remittance.amount),
        lines=[Line(wallet, WalletEntry.Kind.WITHDRAWAL_RETURNED, remittance.public_id, remittance.reason)],
    )
    record(WithdrawalReturned(wallet.user.public_id, remittance.public_id, remittance.amount))
