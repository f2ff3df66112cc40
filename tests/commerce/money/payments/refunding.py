"""Payments that were captured, and what goes back of them."""

from datetime import timedelta
from itertools import count

from commerce.foundation.core.actors import Actor
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.models import Payment, Refund
from commerce.money.payments.services import (
    capture_payment,
    refund_money,
)
from tests.commerce.money.payments.conftest import PRICE, start

FINANCE = Actor(kind="user", ref="finance", rights=frozenset({"payments.change_payment"}))
RECEIPTS = AccountRef("receipts")
_numbers = count(1)


def paid(payer, *, reference="t-1", amount=PRICE) -> Payment:
    payment = start(payer, reference=reference, amount=amount)
    return capture_payment(payment_id=payment.pk, receipt=f"paper-{next(_numbers)}")


def back(amount, *, key="k", reference="t-1", **told) -> list[Refund]:
    """What was decided; the caller owes the money first, as an order does."""
    if not Refund.objects.filter(key=key).exists():
        drafts = [PostingDraft(AccountRef("receipts"), amount), PostingDraft(AccountRef("refunds_payable"), -amount)]
        owed = {"key": f"owe:{key}", "reason": "test", "cause_kind": "test", "cause_ref": key}
        post_entry(**owed, postings=drafts)
    return refund_money(purpose="thing", reference=reference, amount=amount, key=key, reason="test", **told)


def now_of(row):
    row.refresh_from_db()
    return row


def later(refund, **passed):
    """Let time pass for a refund and its payment."""
    ago = timedelta(**passed)
    row = Refund.objects.get(pk=refund.pk)
    for name in ("created_at", "next_try_at", "sending_until"):
        moment = getattr(row, name)
        setattr(row, name, moment and moment - ago)
    row.save()
    Payment.objects.filter(pk=row.payment_id).update(captured_at=row.payment.captured_at - ago)


def owed() -> int:
    return balance_of(AccountRef("refunds_payable"))


def in_wallet(payer) -> int:
    return balance_of(AccountRef("wallet", "user", payer.public_id))


def at_bank_clearing() -> int:
    return balance_of(AccountRef("gateway_clearing"))
