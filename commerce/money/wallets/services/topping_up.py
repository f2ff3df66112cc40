"""Money from a bank into the wallet."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from commerce.foundation.accounts.models import User
from commerce.foundation.core import clock
from commerce.foundation.core.events import record
from commerce.foundation.core.states import move, try_move
from commerce.money.payments.models import Payment
from commerce.money.payments.services import start_payment
from commerce.money.wallets import pockets
from commerce.money.wallets.events import WalletToppedUp
from commerce.money.wallets.locks import lock_wallet
from commerce.money.wallets.models import TopUp, WalletEntry
from commerce.money.wallets.policies import require_between, require_not_frozen
from commerce.money.wallets.services.booking import Line, book
from commerce.money.wallets.states import TOP_UP

PURPOSE = "top_up"


@transaction.atomic
def ask_top_up(
    *, user: User, amount: int, gateway_slug: str | None = None, app_link: str = ""
) -> tuple[TopUp, Payment]:
    """Begin to put money into one's wallet through a gateway. A frozen wallet takes only what is on its way."""
    require_between(amount, least=settings.TOP_UP_LEAST, most=settings.TOP_UP_MOST)
    wallet = lock_wallet(user.pk)
    require_not_frozen(wallet)
    top_up = TopUp.objects.create(wallet=wallet, amount=amount)
    payment = start_payment(
        purpose=PURPOSE,
        reference=top_up.public_id,
        payer=user,
        method=Payment.Method.GATEWAY,
        gateway_slug=gateway_slug,
        amount=amount,
        expires_at=clock.now() + timedelta(seconds=settings.TOP_UP_PAYMENT_SECONDS),
        app_link=app_link,
    )
    return top_up, payment


@transaction.atomic
def top_up_captured(*, payment: Payment) -> None:
    """The money came, in time or late: it is the wallet's, also a frozen one's."""
    top_up = TopUp.objects.select_related("wallet").get(public_id=payment.reference)
    wallet = lock_wallet(top_up.wallet.user_id)
    move(top_up, to=TopUp.Status.DONE, table=TOP_UP, done_at=clock.now())
    book(
        key=f"top_up:{payment.public_id}",
        reason="topped_up",
        cause_kind="payment",
        cause_ref=payment.public_id,
        postings=pockets.moved(pockets.RECEIPTS, wallet.account(pockets.CASH), payment.amount),
        lines=[Line(wallet, WalletEntry.Kind.TOP_UP, top_up.public_id)],
    )
    record(WalletToppedUp(wallet.user.public_id, top_up.public_id, payment.amount))


def top_up_ended(*, payment: Payment) -> None:
    """The attempt ended unpaid."""
    try_move(TopUp.objects.get(public_id=payment.reference), to=TopUp.Status.ENDED, table=TOP_UP)
