"""What no bank can tell, staff find out; and nobody decides about their own money."""

import pytest

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.errors import RefundNotOpen
from commerce.money.payments.services import (
    resolve_refund,
    send_due_refunds,
)
from tests.commerce.money.payments.conftest import PRICE
from tests.commerce.money.payments.refunding import FINANCE, at_bank_clearing, back, in_wallet, now_of, owed, paid

pytestmark = pytest.mark.django_db


def test_staff_say_that_the_bank_sent_it(sara, paper):
    paper("refunding").moods = ["lost"]
    payment = paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()

    resolve_refund(actor=FINANCE, refund_id=refund.pk, outcome="as_sent", reference="777")

    assert (now_of(refund).status, refund.reference, refund.way) == ("sent", "777", "gateway")
    assert (now_of(payment).refunded, at_bank_clearing()) == (1_000_000, PRICE - 1_000_000)
    assert AuditEntry.objects.get(action="refund.resolved").data["outcome"] == "as_sent"


def test_staff_say_that_the_bank_did_not_and_the_money_goes_to_the_wallet(sara, paper, wallets):
    paper("refunding").moods = ["lost"]
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()

    resolve_refund(actor=FINANCE, refund_id=refund.pk, outcome="as_failed")
    send_due_refunds()

    assert (now_of(refund).status, refund.way, in_wallet(sara)) == ("sent", "wallet", 1_000_000)


@pytest.mark.parametrize("outcome", ["as_sent", "as_failed"])
def test_nobody_says_what_became_of_their_own_money(sara, paper, wallets, outcome):
    paper("refunding").moods = ["lost"]
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()
    payer = Actor(kind="user", ref=sara.public_id, rights=FINANCE.rights)

    with pytest.raises(Forbidden):
        resolve_refund(actor=payer, refund_id=refund.pk, outcome=outcome, reference="777")
    assert now_of(refund).status == "unknown"


def test_staff_pay_by_hand_what_could_not_be_sent(sara, paper, wallets):
    paper("refunding").moods = ["no"]
    paid(sara)
    [refund] = back(1_000_000)
    sara.is_active = False
    sara.save()
    send_due_refunds()

    resolve_refund(actor=FINANCE, refund_id=refund.pk, outcome="as_sent", reference="paya-1")

    assert (now_of(refund).status, refund.way, owed()) == ("sent", "bank", 0)
    assert balance_of(AccountRef("bank")) == -1_000_000


def test_only_staff_who_may_decide_and_only_what_is_open(sara, paper):
    paper("able")
    paid(sara)
    [refund] = back(1_000_000)

    with pytest.raises(RefundNotOpen):
        resolve_refund(actor=FINANCE, refund_id=refund.pk, outcome="as_sent")
    with pytest.raises(Forbidden):
        resolve_refund(actor=Actor(kind="user", ref="sara"), refund_id=refund.pk, outcome="as_sent")
