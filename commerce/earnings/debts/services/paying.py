"""A market pays what it owes: by a gateway of the platform, by bank transfer, or from the wallet of who pays."""

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.earnings.debts import locks
from commerce.earnings.debts.errors import MoreThanOwed, NothingOwed
from commerce.earnings.debts.events import DebtPaid
from commerce.earnings.debts.models import DebtBill, DebtPayment
from commerce.earnings.debts.policies import PAY
from commerce.earnings.debts.selectors import owed_of
from commerce.earnings.debts.services.booking import book_repayment
from commerce.earnings.debts.services.reviewing import look_at
from commerce.earnings.debts.states import DEBT_PAYMENT
from commerce.foundation.accounts.models import User
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor, Tenant
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.events import record
from commerce.foundation.core.money import Money
from commerce.foundation.core.states import move, try_move
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Payment
from commerce.money.payments.selectors import tendered
from commerce.money.payments.services import start_payment
from commerce.shop.markets.policies import require
from commerce.shop.markets.selectors import market_of

PURPOSE: Final = "market_debt"
METHODS: Final = frozenset({Payment.Method.GATEWAY.value, Payment.Method.TRANSFER.value, Payment.Method.WALLET.value})
RECEIPTS: Final = AccountRef("receipts")


@transaction.atomic
def pay_debt(
    *,
    actor: Actor,
    tenant: Tenant,
    payer: User,
    amount: int | None = None,
    method: str = Payment.Method.GATEWAY,
    gateway_slug: str | None = None,
    app_link: str = "",
) -> tuple[DebtPayment, Payment]:
    """Begin to pay what a market owes, all of it unless told. More than is owed is refused before any bank hears it."""
    require(PAY, held_by=tenant)
    market = market_of(tenant)
    owed = owed_of(market.public_id).total
    if not owed:
        raise NothingOwed()
    wanted = owed if amount is None else amount
    _refuse_strange(wanted, owed)
    act = DebtPayment.objects.create(market=market, amount=wanted, asked_by=actor.key)
    is_transfer = method == Payment.Method.TRANSFER
    seconds = settings.TRANSFER_PAYMENT_SECONDS if is_transfer else settings.DEBT_PAYMENT_SECONDS
    payment = start_payment(
        purpose=PURPOSE,
        reference=act.public_id,
        payer=payer,
        method=method,
        gateway_slug=gateway_slug,
        amount=wanted,
        expires_at=clock.now() + timedelta(seconds=seconds),
        app_link=app_link,
    )
    act.refresh_from_db()
    return act, payment


@transaction.atomic
def debt_captured(*, payment: Payment) -> None:
    """The money came, in time, late or twice: it lowers the debt, and what is more than that is the market's."""
    act = locks.lock_payment(payment.reference)
    market, amount = act.market, tendered(payment)
    standing = locks.lock_standing(market)
    look_at(standing=standing, market=market)
    if payment.method == Payment.Method.WALLET:  # credit in it is to be spent: no more than is owed becomes free money
        _refuse_strange(amount, standing.owed)
    to_debt, to_free = book_repayment(
        market_ref=market.public_id,
        source=RECEIPTS,
        amount=amount,
        key=f"debt_payment:{payment.public_id}",
        reason="debt_paid",
        cause=("payment", payment.public_id),
    )
    _finish(act, amount, to_debt, to_free)
    record(DebtPaid(market.public_id, act.public_id, amount))
    look_at(standing=standing, market=market, settled_by=DebtBill.Settled.PAYMENT)


def debt_payment_ended(*, payment: Payment) -> None:
    """The attempt ended unpaid."""
    try_move(DebtPayment.objects.get(public_id=payment.reference), to=DebtPayment.Status.ENDED, table=DEBT_PAYMENT)


def _finish(act: DebtPayment, amount: int, to_debt: int, to_free: int) -> None:
    booked: dict[str, Any] = {"amount": amount, "to_debt": to_debt, "to_free": to_free, "done_at": clock.now()}
    move(act, to=DebtPayment.Status.DONE, table=DEBT_PAYMENT, **booked)


def _refuse_strange(amount: int, owed: int) -> None:
    if amount <= 0:
        raise InvalidInput({"amount": [("not_positive", _("More than nothing."))]})
    if amount > owed:
        raise MoreThanOwed(owed=Money(owed))
