"""A bank takes back what a market paid of its debt: it owes that again, until the bank gives it back."""

from django.db import transaction

from commerce.earnings.debts import locks
from commerce.earnings.debts.models import DebtBill, DebtPayment
from commerce.earnings.debts.selectors import account_of
from commerce.earnings.debts.services.booking import book_repayment
from commerce.earnings.debts.services.reviewing import look_at
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.models import Chargeback
from commerce.shop.markets.models import Market

REFUNDS_PAYABLE = AccountRef("refunds_payable")


@transaction.atomic
def payment_charged_back(*, chargeback: Chargeback) -> int:
    """The market owes again what its bank took back; nothing of it where the fault was ours."""
    if chargeback.our_fault:
        return 0
    market = _market_of(chargeback)
    standing = locks.lock_standing(market)
    post_entry(
        key=f"debt_charged_back:{chargeback.public_id}",
        reason="charged_back",
        cause_kind="chargeback",
        cause_ref=chargeback.public_id,
        postings=[
            PostingDraft(account_of("vendor_debt", market.public_id), chargeback.amount),
            PostingDraft(REFUNDS_PAYABLE, -chargeback.amount),
        ],
    )
    look_at(standing=standing, market=market)
    return chargeback.amount


@transaction.atomic
def chargeback_ended(*, chargeback: Chargeback) -> None:
    """Won: the money is paid again, as it was. Lost: the market owes it."""
    if chargeback.status != Chargeback.Status.WON or not chargeback.borne:
        return
    market = _market_of(chargeback)
    standing = locks.lock_standing(market)
    look_at(standing=standing, market=market)
    book_repayment(
        market_ref=market.public_id,
        source=REFUNDS_PAYABLE,
        amount=chargeback.borne,
        key=f"debt_chargeback_won:{chargeback.public_id}",
        reason="chargeback_won",
        cause=("chargeback", chargeback.public_id),
    )
    look_at(standing=standing, market=market, settled_by=DebtBill.Settled.PAYMENT)


def _market_of(chargeback: Chargeback) -> Market:
    act = DebtPayment.objects.select_related("market").get(public_id=chargeback.payment.reference)
    return act.market
