"""Money that goes back leaves once, by the best way there is, and the books know where it is meanwhile."""

from datetime import timedelta
from itertools import count

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, Refused, Unreachable
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.errors import MoreThanPaid, RefundNotOpen
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Gateway, Payment, PaymentNote, Refund
from commerce.money.payments.services import (
    capture_payment,
    refund_money,
    resolve_refund,
    send_due_refunds,
    send_refund,
    send_refund_now,
)
from commerce.money.payments.tasks import send_refunds
from tests.commerce.money.payments.conftest import PRICE, start
from tests.commerce.money.payments.paper_banks import KINDS

pytestmark = pytest.mark.django_db
FINANCE = Actor(kind="user", ref="finance", rights=frozenset({"payments.change_payment"}))
RECEIPTS = AccountRef("receipts")
_numbers = count(1)


@pytest.fixture
def paper(monkeypatch, gateway):
    """Let the gateway's bank be one of paper; answers what it did."""

    def be(kind: str):
        bank = KINDS[kind]()
        monkeypatch.setitem(banks._entries, f"paper-{kind}", bank)
        Gateway.objects.filter(pk=gateway.pk).update(adapter=f"paper-{kind}")
        return bank.vault

    return be


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


def test_a_decided_refund_is_set_aside_and_not_sent_yet(sara, paper, shelf):
    vault = paper("able")
    payment = paid(sara)

    [refund] = back(1_000_000)

    assert (refund.status, refund.way, refund.amount) == ("created", "gateway", 1_000_000)
    assert (now_of(payment).returning, payment.refunded, payment.status) == (1_000_000, 0, "captured")
    assert (vault.calls, shelf.refunded, owed()) == ([], [], 1_000_000)


def test_a_part_is_refunded_and_everyone_hears(sara, paper, shelf):
    vault = paper("able")
    payment = paid(sara)
    [refund] = back(1_000_000)

    assert send_due_refunds() == 1

    assert (now_of(refund).status, refund.reference) == ("sent", f"f-{refund.number}")
    assert (now_of(payment).status, payment.refunded, payment.returning) == ("partially_refunded", 1_000_000, 0)
    assert vault.sent == [(refund.number, 1_000_000)]
    assert shelf.refunded == [(payment.public_id, 1_000_000, "gateway")]
    assert (owed(), at_bank_clearing()) == (0, PRICE - 1_000_000)
    told = OutboxEvent.objects.get(name="payment.refunded").payload
    assert (told["payment"], told["amount"], told["payer"]) == (payment.public_id, 1_000_000, sara.public_id)
    call_command("ledger_check")


def test_a_fresh_payment_is_taken_back_whole(sara, paper):
    vault = paper("able")
    payment = paid(sara)
    [refund] = back(PRICE)

    send_due_refunds()

    assert (vault.reversals, vault.sent) == (1, [])
    assert (now_of(payment).status, now_of(refund).means) == ("refunded", "reverse")


def test_after_its_time_a_whole_payment_is_refunded(sara, paper):
    vault = paper("able")
    paid(sara)
    [refund] = back(PRICE)
    later(refund, minutes=31)

    send_due_refunds()

    assert (vault.reversals, len(vault.sent), now_of(refund).means) == (0, 1, "refund")


def test_a_reversal_that_is_refused_becomes_a_refund(sara, paper):
    vault = paper("able")
    vault.moods = ["no"]
    paid(sara)
    [refund] = back(PRICE)

    send_due_refunds()

    assert vault.calls == ["reverse", "refund"]
    assert (now_of(refund).status, refund.way) == ("sent", "gateway")


@pytest.mark.parametrize(("kind", "amount"), [("plain", PRICE), ("reversing", 1_000_000)])
def test_what_the_bank_cannot_do_goes_to_the_wallet(sara, paper, wallets, kind, amount):
    vault = paper(kind)
    payment = paid(sara)

    [refund] = back(amount)
    send_due_refunds()

    assert (refund.way, now_of(refund).status, vault.calls) == ("wallet", "sent", [])
    assert (in_wallet(sara), owed(), at_bank_clearing()) == (amount, 0, PRICE)
    assert now_of(payment).refunded == amount


def test_what_the_bank_refuses_goes_to_the_wallet(sara, paper, wallets, shelf):
    vault = paper("refunding")
    vault.moods = ["no"]
    payment = paid(sara)
    [refund] = back(1_000_000)

    send_due_refunds()

    assert (now_of(refund).status, refund.way) == ("sent", "wallet")
    assert (in_wallet(sara), vault.sent) == (1_000_000, [])
    assert shelf.refunded == [(payment.public_id, 1_000_000, "wallet")]
    refused = PaymentNote.objects.get(kind="refund_refused")
    assert (refused.code, refused.data["next"]) == ("77", "wallet")


def test_the_wallet_is_chosen_where_it_is_wished(sara, paper, wallets):
    vault = paper("able")
    paid(sara)

    back(PRICE, to="wallet")
    send_due_refunds()

    assert (in_wallet(sara), vault.calls) == (PRICE, [])


def test_who_has_left_has_no_wallet_and_staff_decide(sara, paper, wallets):
    vault = paper("refunding")
    vault.moods = ["no"]
    paid(sara)
    [refund] = back(PRICE)
    sara.is_active = False
    sara.save()

    send_due_refunds()

    assert (now_of(refund).status, refund.next_try_at, owed()) == ("failed", None, PRICE)
    assert send_due_refunds() == 0


def test_a_lost_answer_is_asked_for_and_nothing_is_sent_twice(sara, paper):
    vault = paper("telling")
    vault.moods = ["lost"]
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()
    assert (now_of(refund).status, owed()) == ("unknown", 1_000_000)

    later(refund, minutes=2)
    send_due_refunds()

    assert vault.calls == ["refund", "find"]
    assert (now_of(refund).status, len(vault.sent), owed()) == ("sent", 1, 0)


def test_what_never_reached_the_bank_is_sent_again_under_its_number(sara, paper):
    vault = paper("telling")
    vault.moods = ["silent"]
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()
    later(refund, minutes=2)

    send_due_refunds()

    assert vault.calls == ["refund", "find", "refund"]
    assert vault.sent == [(refund.number, 1_000_000)]


def test_a_lost_reversal_is_asked_for_again_and_never_followed_by_a_refund(sara, paper):
    vault = paper("reversing")
    vault.moods = ["lost", "no"]
    paid(sara)
    [refund] = back(PRICE)
    send_due_refunds()
    later(refund, minutes=40)

    send_due_refunds()

    assert vault.calls == ["reverse", "reverse"]
    assert (now_of(refund).status, refund.next_try_at, refund.last_code) == ("unknown", None, "nobody_knows")


def test_a_bank_that_cannot_be_asked_leaves_it_to_staff(sara, paper):
    vault = paper("refunding")
    vault.moods = ["lost"]
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()

    assert (now_of(refund).status, refund.next_try_at) == ("unknown", None)
    assert send_refund(refund_id=refund.pk).status == "unknown"
    assert (vault.calls, owed()) == (["refund"], 1_000_000)


def test_a_bank_that_never_answers_is_left_to_staff_in_the_end(sara, paper):
    vault = paper("telling")
    vault.moods = ["silent"] * 5
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()
    later(refund, days=4)

    send_due_refunds()

    assert (now_of(refund).status, refund.next_try_at) == ("unknown", None)


def test_who_died_while_sending_is_followed_by_another_who_asks_first(sara, paper, shelf):
    vault = paper("telling")
    paid(sara)
    [refund] = back(1_000_000)
    shelf.broken = True
    send_due_refunds()
    assert (now_of(refund).status, len(vault.sent), owed()) == ("sending", 1, 1_000_000)
    shelf.broken = False

    assert send_due_refunds() == 0
    later(refund, minutes=5)
    send_due_refunds()

    assert (now_of(refund).status, len(vault.sent), owed()) == ("sent", 1, 0)


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


def test_one_decision_makes_one_refund(sara, paper):
    paper("able")
    payment = paid(sara)

    assert back(1_000_000) == back(1_000_000)
    assert now_of(payment).returning == 1_000_000


def test_no_more_goes_back_than_was_paid(sara, paper):
    paper("able")
    paid(sara)
    back(PRICE - 1)

    with pytest.raises(MoreThanPaid):
        refund_money(purpose="thing", reference="t-1", amount=2, key="more", reason="test")
    with pytest.raises(MoreThanPaid):
        refund_money(purpose="thing", reference="never-paid", amount=1, key="k", reason="test")


def test_two_payments_of_a_thing_give_back_in_proportion_to_what_is_left(sara, paper):
    paper("able")
    first, second = paid(sara), paid(sara, amount=1_000_001)
    back(500_000, key="first", of=first)

    refunds = back(1_000_000, key="both")

    assert [refund.payment_id for refund in refunds] == [first.pk, second.pk]
    assert [refund.amount for refund in refunds] == [666_666, 333_334]


def test_many_parts_add_up_to_the_whole(sara, paper):
    vault = paper("able")
    payment = paid(sara)
    for number in range(3):
        back(PRICE // 3, key=f"part-{number}")
    back(PRICE - 3 * (PRICE // 3), key="rest")

    send_due_refunds()

    assert (now_of(payment).status, payment.refunded, payment.returning) == ("refunded", PRICE, 0)
    assert len(vault.sent) == 4
    assert (owed(), at_bank_clearing()) == (0, 0)
    call_command("ledger_check")


def test_money_of_a_market_s_own_gateway_goes_back_from_the_market(sara, paper, gateway):
    paper("able")
    paid(sara)
    Gateway.objects.filter(pk=gateway.pk).update(owner_kind="market", owner_ref="tea-1")
    back(1_000_000)

    send_due_refunds()

    assert balance_of(AccountRef("vendor_free", "market", "tea-1")) == 1_000_000


def with_seller(gateway, *, owing: int):
    """The gateway is a market's own, which owes us so much for what goes back."""
    Gateway.objects.filter(pk=gateway.pk).update(owner_kind="market", owner_ref="tea-1")
    drafts = [PostingDraft(AccountRef("vendor_free", "market", "tea-1"), owing), PostingDraft(RECEIPTS, -owing)]
    post_entry(key=f"owing:{owing}", reason="test", cause_kind="test", cause_ref="tea-1", postings=drafts)


@pytest.mark.parametrize("kind", ["plain", "refunding"])
def test_we_pay_nobody_what_only_a_market_has(sara, paper, wallets, gateway, kind):
    paper(kind).moods = ["no"]
    paid(sara)
    with_seller(gateway, owing=1_000_000)
    [refund] = back(1_000_000)

    send_due_refunds()

    assert (now_of(refund).status, refund.way, refund.last_code) == ("failed", "wallet", "insufficient_funds")
    assert (owed(), in_wallet(sara)) == (1_000_000, 0)


def test_what_a_market_has_with_us_again_pays_its_refunds(sara, paper, wallets, gateway):
    paper("plain")
    paid(sara)
    with_seller(gateway, owing=1_000_000)
    [refund] = back(1_000_000)
    send_due_refunds()
    with_seller(gateway, owing=-1_000_000)

    send_refund_now(actor=FINANCE, refund_id=refund.pk)

    assert (now_of(refund).status, owed(), in_wallet(sara)) == ("sent", 0, 1_000_000)


def test_nothing_is_put_into_the_wallet_of_who_has_left(sara, wallets):
    told = {"purpose": "thing", "reference": "cash", "payer": sara, "method": "cod", "amount": 700}
    cash = Payment.objects.create(**told, deadline_at=timezone.now())
    capture_payment(payment_id=cash.pk, receipt="")
    type(sara).objects.filter(pk=sara.pk).update(is_active=False)

    [refund] = back(700, reference="cash")
    send_due_refunds()

    assert (now_of(refund).status, refund.last_code) == ("failed", "no_wallet")
    assert (owed(), in_wallet(sara)) == (700, 0)


def test_cash_that_goes_back_goes_to_the_wallet(sara, wallets, shelf):
    told = {"purpose": "thing", "reference": "cash", "payer": sara, "method": "cod", "amount": 700}
    cash = Payment.objects.create(**told, deadline_at=timezone.now())
    capture_payment(payment_id=cash.pk, receipt="")

    [refund] = back(700, reference="cash")
    send_due_refunds()

    assert (now_of(refund).status, in_wallet(sara)) == ("sent", 700)


def test_one_refund_that_fails_keeps_no_other_waiting(sara, paper, caplog):
    paper("able")
    broken, fine = paid(sara), paid(sara, reference="t-2")
    back(1_000, key="a")
    [second] = back(1_000, key="b", reference="t-2")
    Payment.objects.filter(pk=broken.pk).update(purpose="vanished")

    send_due_refunds()

    assert now_of(second).status == "sent"
    assert now_of(fine).refunded == 1_000
    assert "Sending refund" in caplog.text


def test_the_sweep_has_three_doors(sara, paper, capsys):
    paper("able")
    payment = paid(sara)
    back(1_000, key="a")

    assert send_refunds() == 1
    assert send_refunds() == 0
    back(1_000, key="b")
    call_command("sweep_payments")

    assert now_of(payment).refunded == 2_000
    assert "1 refunds looked at" in capsys.readouterr().out


def test_a_lost_reversal_that_is_found_in_the_bank_s_books_is_sent(sara, paper):
    vault = paper("inquiring")
    vault.moods = ["lost", "no"]
    paid(sara)
    [refund] = back(PRICE)
    send_due_refunds()
    later(refund, minutes=40)

    send_due_refunds()

    assert vault.calls == ["reverse", "reverse", "inquire"]
    assert (now_of(refund).status, owed()) == ("sent", 0)


def test_a_bank_that_will_not_tell_of_a_refund_is_asked_again(sara, paper):
    vault = paper("telling")
    vault.moods = ["lost", "no"]
    paid(sara)
    [refund] = back(1_000_000)
    send_due_refunds()
    for _again in range(2):
        later(refund, minutes=5)
        send_due_refunds()

    assert vault.calls == ["refund", "find", "find"]
    assert (now_of(refund).status, len(vault.sent)) == ("sent", 1)


@pytest.mark.parametrize("heard", [Refused("-1"), Unreachable("timeout")])
def test_a_try_that_slept_through_its_lease_is_not_heard_any_more(sara, paper, monkeypatch, heard):
    paper("able")
    paid(sara)
    [refund] = back(1_000_000)

    def answer_after_another_took_over(attempt, returning):
        Refund.objects.filter(pk=refund.pk).update(tries=F("tries") + 1)
        raise heard

    monkeypatch.setattr(banks.get("paper-able"), "refund", answer_after_another_took_over)

    send_due_refunds()

    assert (now_of(refund).way, refund.status) == ("gateway", "sending")
