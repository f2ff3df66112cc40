"""What happens between a shopper, us and a bank, over HTTP to the sandbox. A bank joins by its name in `banks`."""

import logging
from collections.abc import Callable

import httpx
import pytest
from django.utils import timezone

from commerce.foundation.core.errors import Refused
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.attempts import attempt_of
from commerce.money.payments.errors import GatewayUnreachable
from commerce.money.payments.gateways import banks
from commerce.money.payments.gateways.base import Refunds, Returning, Reverses, TellsOfRefunds
from commerce.money.payments.models import Payment, PaymentNote, Refund
from commerce.money.payments.sandbox.banks import banks as desks
from commerce.money.payments.services import (
    open_gateway,
    open_handoff,
    recover_open_payments,
    refund_money,
    send_due_refunds,
)
from tests.commerce.money.payments.conftest import PRICE, Bank, later, start
from tests.commerce.money.payments.visiting import Visit

pytestmark = pytest.mark.django_db

# What nobody brought back cannot be verified at these; the bank returns it to the card by itself.
TOLD_ONLY_BY_THE_CALLBACK = {"mellat", "sep"}
# The bank neither tells an amount nor compares one: its receipt is good for one order number only.
BOUND_TO_THE_ORDER = {"mellat"}
# The bank does not say whose a receipt is: it pays any one attempt of its amount, and then no other.
RECEIPT_OF_NO_ORDER = {"sep"}
REFUNDING = [name for name in banks if isinstance(banks.get(name), Refunds)]
# A settled sale is refunded, never reversed.
REVERSING = [name for name in banks if isinstance(banks.get(name), Reverses) and name != "mellat"]
NO_ANSWERS = ("down", "html", "drop", "huge", "fault", "bomb")


@pytest.fixture(params=list(banks))
def name(request) -> str:
    return request.param


@pytest.fixture
def visit(name, sara, shelf, bank: Bank) -> Callable[..., Visit]:
    """Begin an attempt at the bank of this story and stand before its page."""
    title = {"title_fa": name, "title_en": name}
    open_gateway(slug=name, adapter=name, credentials=desks[name].contract, is_test=True, **title)

    def begin(*, reference: str = "t-1", amount: int = PRICE, handed_off: bool = True) -> Visit:
        payment = start(sara, reference=reference, amount=amount, gateway_slug=name)
        if handed_off:
            open_handoff(payment=payment)
        return Visit(name, bank.server, Payment.objects.get(pk=payment.pk))

    return begin


class TestEveryBankStory:
    def test_a_shopper_pays(self, visit, shelf):
        at_bank = visit()

        paid = at_bank.pay()

        assert paid.status == "captured"
        assert at_bank.seen.state in {"verified", "settled"}
        assert (at_bank.seen.amount, at_bank.seen.order_id) == (PRICE, str(paid.bank_order))
        assert at_bank.seen.receipt in paid.receipt
        assert shelf.captured == [paid.public_id]
        assert balance_of(AccountRef("gateway_clearing")) == PRICE

    def test_a_shopper_presses_cancel(self, visit, shelf):
        at_bank = visit()
        at_bank.press("cancel")
        at_bank.come_back()

        ended = at_bank.ask()

        assert (ended.status, ended.returned_as) == ("cancelled", "NOK")
        assert str(banks.get(at_bank.name).explain(ended.last_code))
        assert (shelf.captured, shelf.closed) == ([], [ended.public_id])

    def test_a_shopper_comes_back_again_and_again(self, visit, shelf):
        at_bank = visit()
        at_bank.press("pay")
        at_bank.come_back()
        at_bank.come_back()
        first = at_bank.ask()

        at_bank.come_back()
        again = at_bank.ask()

        assert (again.status, again.captured_at, again.receipt) == ("captured", first.captured_at, first.receipt)
        assert shelf.captured == [first.public_id]
        assert balance_of(AccountRef("gateway_clearing")) == PRICE

    def test_a_closed_tab(self, visit, name):
        at_bank = visit()
        at_bank.press("leave")
        later(at_bank.payment, minutes=31)

        recover_open_payments()

        assert at_bank.now.status == ("expired" if name in TOLD_ONLY_BY_THE_CALLBACK else "captured")

    def test_a_callback_that_says_paid_pays_nothing(self, visit, shelf):
        paid, unpaid = visit(), visit(reference="t-2")
        paid.press("pay")
        forged = paid.forged_for(unpaid)
        forged = {key: "987654321987" if value == paid.seen.receipt else value for key, value in forged.items()}

        assert unpaid.come_back(forged) == unpaid.payment

        assert unpaid.ask().status in {"failed", "cancelled"}
        assert shelf.captured == []

    def test_a_receipt_of_another_order_pays_nothing(self, visit, shelf):
        cheap, dear = visit(amount=10_000), visit(reference="t-2", amount=900_000)
        cheap.press("pay")

        dear.come_back(cheap.forged_for(dear))
        assert dear.ask().status == "failed"
        cheap.come_back()
        assert cheap.ask().status == "captured"
        dear.come_back(cheap.forged_for(dear))

        assert dear.ask().status == "failed"
        assert shelf.captured == [cheap.payment.public_id]

    def test_no_mix_of_two_callbacks_pays_twice_or_the_other_order(self, visit, shelf, name):
        paid, unpaid = visit(), visit(reference="t-2")
        paid.press("pay")
        unpaid.press("cancel")
        for key in paid.told:
            unpaid.come_back({**unpaid.told, key: paid.told[key]})
            unpaid.come_back({**paid.told, key: unpaid.told.get(key, "")})

            assert name in RECEIPT_OF_NO_ORDER or unpaid.ask().status != "captured", key

        paid.come_back()
        paid.ask()
        unpaid.ask()
        assert len(shelf.captured) == 1
        assert balance_of(AccountRef("gateway_clearing")) == PRICE

    @pytest.mark.parametrize("name", [name for name in banks if name not in BOUND_TO_THE_ORDER])
    def test_another_amount_at_the_bank_is_not_this_payment(self, visit, shelf):
        at_bank = visit()
        at_bank.press("pay")
        Payment.objects.filter(pk=at_bank.payment.pk).update(amount=PRICE + 10)
        at_bank.come_back()

        assert at_bank.ask().status == "failed"
        assert shelf.captured == []

    @pytest.mark.parametrize("trouble", NO_ANSWERS)
    def test_a_bank_that_does_not_answer_is_asked_again(self, visit, shelf, trouble):
        at_bank = visit()
        at_bank.press("pay")
        at_bank.come_back()
        at_bank.trouble("verify", trouble)

        # One that can be asked another way may know already.
        assert at_bank.ask().status in {"unknown", "captured"}
        at_bank.well_again()

        assert at_bank.ask().status == "captured"
        assert shelf.captured == [at_bank.payment.public_id]

    @pytest.mark.parametrize("trouble", ["lose", "hold"])
    def test_an_answer_that_is_lost_or_late_is_asked_for_again(self, visit, shelf, trouble, monkeypatch):
        monkeypatch.setattr("commerce.foundation.core.http.TIMEOUT", httpx.Timeout(0.3))
        at_bank = visit()
        at_bank.press("pay")
        at_bank.come_back()
        at_bank.trouble("verify", trouble)

        assert at_bank.ask().status in {"unknown", "captured"}
        assert at_bank.seen.state in {"verified", "settled"}
        at_bank.well_again()

        assert at_bank.ask().status == "captured"
        assert shelf.captured == [at_bank.payment.public_id]

    def test_money_that_comes_after_the_end_is_money(self, visit, shelf):
        at_bank = visit()
        later(at_bank.payment, minutes=31)
        recover_open_payments()
        assert at_bank.now.status == "expired"

        at_bank.pay_late(visit(reference="t-2"))

        assert at_bank.ask().status == "captured"
        assert (shelf.closed, shelf.captured) == ([at_bank.payment.public_id], [at_bank.payment.public_id])

    @pytest.mark.parametrize("trouble", [*NO_ANSWERS, "lose"])
    def test_a_bank_that_gives_no_token_is_tried_again_under_another_number(self, visit, trouble):
        before = visit(handed_off=False)
        number = before.payment.bank_order
        before.trouble("request", trouble)

        with pytest.raises(GatewayUnreachable):
            open_handoff(payment=before.payment)
        before.well_again()

        assert before.now.status == "created"
        assert before.payment.bank_order != number
        assert before.pay().status == "captured"

    @pytest.mark.parametrize("name", REVERSING)
    def test_a_whole_payment_is_taken_back_once(self, visit, name):
        at_bank = visit()
        taken = attempt_of(at_bank.pay())

        for _again in range(2):
            banks.get(name).reverse(taken)
            assert at_bank.seen.state == "reversed"

    @pytest.mark.parametrize("name", REFUNDING)
    def test_parts_are_refunded_and_no_more_than_was_paid(self, visit, name):
        at_bank, bank = visit(), banks.get(name)
        taken = attempt_of(at_bank.pay())
        half = Returning(number=300_000_000_001, amount=PRICE // 2)

        sent = bank.refund(taken, half)
        with pytest.raises(Refused):
            bank.refund(taken, Returning(number=300_000_000_002, amount=PRICE))

        assert sent.reference
        assert at_bank.server.book.refunded(at_bank.seen) == PRICE // 2
        if isinstance(bank, TellsOfRefunds):
            assert bank.find_refund(taken, half).reference == sent.reference
            assert bank.find_refund(taken, Returning(number=300_000_000_003, amount=PRICE // 2)) is None

    @pytest.mark.parametrize("name", sorted({*REFUNDING, *REVERSING}))
    def test_a_whole_refund_leaves_by_the_bank(self, visit):
        at_bank = visit()
        at_bank.pay()

        refund = refund_of(PRICE)

        assert (refund.status, refund.way) == ("sent", "gateway")
        assert at_bank.seen.state == "reversed" or at_bank.server.book.refunded(at_bank.seen) == PRICE

    @pytest.mark.parametrize("name", REFUNDING)
    def test_a_refund_whose_answer_is_lost_leaves_once(self, visit, name):
        at_bank = visit()
        at_bank.pay()
        at_bank.trouble("refund", "lose", times=1)
        refund = refund_of(PRICE // 2)
        assert refund.status == "unknown"

        Refund.objects.filter(next_try_at__isnull=False).update(next_try_at=timezone.now())
        send_due_refunds()

        refund.refresh_from_db()
        assert refund.status == ("sent" if isinstance(banks.get(name), TellsOfRefunds) else "unknown")
        assert at_bank.server.book.refunded(at_bank.seen) == PRICE // 2

    def test_no_secret_is_written_down(self, visit, name, caplog):
        caplog.set_level(logging.DEBUG)
        for library in ("httpx", "httpcore"):
            caplog.set_level(logging.DEBUG, logger=library)
        at_bank = visit(handed_off=False)
        for trouble in NO_ANSWERS:
            at_bank.trouble("request", trouble, times=1)
            with pytest.raises(GatewayUnreachable):
                open_handoff(payment=at_bank.payment)
        at_bank.press("pay")
        at_bank.come_back()
        for trouble in NO_ANSWERS:
            at_bank.trouble("verify", trouble, times=1)
            at_bank.ask()
        at_bank.ask()

        notes = [f"{note.kind} {note.code} {note.data}" for note in PaymentNote.objects.all()]
        written = "\n".join([caplog.text, *notes, repr(attempt_of(at_bank.now)), at_bank.payment.last_code])
        assert [secret for secret in desks[name].contract.values() if secret in written] == []
        assert at_bank.payment.status == "captured"


def refund_of(amount: int) -> Refund:
    """So much of the thing is owed, and sent back."""
    owed = [PostingDraft(AccountRef("receipts"), amount), PostingDraft(AccountRef("refunds_payable"), -amount)]
    post_entry(key="owed", reason="test", cause_kind="test", cause_ref="t-1", postings=owed)
    [refund] = refund_money(purpose="thing", reference="t-1", amount=amount, key="k", reason="test")
    send_due_refunds()
    refund.refresh_from_db()
    return refund
