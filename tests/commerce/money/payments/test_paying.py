import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.http import NetworkInsideTransaction
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.models import Entry
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.errors import (
    AmountOutOfRange,
    GatewayRefused,
    GatewayUnavailable,
    GatewayUnreachable,
    HandoffInProgress,
    PaymentClosed,
)
from commerce.money.payments.models import Gateway, PaymentNote
from commerce.money.payments.services import ask_bank, capture_payment, open_gateway, open_handoff, take_callback
from tests.commerce.money.payments.conftest import PRICE, later, start


def came_back(payment, status="OK", **told):
    return take_callback(
        gateway_slug=told.pop("slug", "zarinpal"),
        data={"Authority": payment.authority, "Status": status, **told},
    )


def postings_of(payment):
    entry = Entry.objects.get(key=f"capture:{payment.public_id}")
    return {posting.account.ref: posting.amount for posting in entry.postings.select_related("account")}


def test_a_payment_begins_without_the_bank(payment):
    assert payment.status == "created"
    assert payment.authority == ""
    assert payment.bank_order > 10**11


def test_a_paid_payment_is_captured_and_booked(at_bank, bank, shelf):
    bank.pay(at_bank)
    came_back(at_bank)

    paid = ask_bank(payment_id=at_bank.pk)

    assert (paid.status, paid.last_code) == ("captured", "100")
    assert paid.receipt == bank.sees(at_bank).receipt
    assert paid.card_mask == "603799******1234"
    assert postings_of(paid) == {AccountRef("gateway_clearing"): PRICE, AccountRef("receipts"): -PRICE}
    assert shelf.captured == [paid.public_id]
    told = OutboxEvent.objects.get(name="payment.captured").payload
    assert told == {"payment": paid.public_id, "purpose": "thing", "reference": "t-1", "amount": PRICE}


def test_a_second_callback_changes_nothing(at_bank, bank, shelf):
    bank.pay(at_bank)
    came_back(at_bank)
    first = ask_bank(payment_id=at_bank.pk)

    came_back(at_bank, "NOK")
    second = ask_bank(payment_id=at_bank.pk)

    assert (second.status, second.captured_at, second.asks) == ("captured", first.captured_at, 1)
    assert shelf.captured == [first.public_id]


def test_a_callback_that_says_ok_pays_nothing(at_bank, shelf):
    came_back(at_bank)

    payment = ask_bank(payment_id=at_bank.pk)

    assert (payment.status, payment.last_code) == ("failed", "-51")
    assert (shelf.captured, shelf.closed) == ([], [payment.public_id])


def test_a_cancelled_visit_ends_as_cancelled_once_the_bank_says_so(at_bank, shelf):
    assert came_back(at_bank, "NOK").status == "returned"

    assert ask_bank(payment_id=at_bank.pk).status == "cancelled"
    assert shelf.closed == [at_bank.public_id]


def test_a_callback_that_lies_about_a_cancellation_loses_no_money(at_bank, bank, shelf):
    came_back(at_bank, "NOK")
    ask_bank(payment_id=at_bank.pk)
    bank.pay(at_bank)
    came_back(at_bank)

    late = ask_bank(payment_id=at_bank.pk)

    assert late.status == "captured"
    assert (shelf.closed, shelf.captured) == ([late.public_id], [late.public_id])
    assert PaymentNote.objects.get(payment=late, kind="paid").data["was"] == "cancelled"


def test_another_amount_at_the_bank_is_not_this_payment(at_bank, bank, shelf):
    bank.pay(at_bank)
    type(at_bank).objects.filter(pk=at_bank.pk).update(amount=PRICE + 10)
    came_back(at_bank)

    payment = ask_bank(payment_id=at_bank.pk)

    assert (payment.status, payment.last_code) == ("failed", "-50")
    assert shelf.captured == []


def test_a_receipt_buys_once(at_bank, bank, sara, shelf):
    bank.pay(at_bank, receipt="777")
    ask_bank(payment_id=at_bank.pk)
    other = start(sara, reference="t-2")
    open_handoff(payment=other)
    other.refresh_from_db()
    bank.pay(other, receipt="777")

    refused = ask_bank(payment_id=other.pk)

    assert (refused.status, refused.last_code, refused.receipt) == ("failed", "receipt_used", "")
    assert shelf.captured == [at_bank.public_id]
    assert PaymentNote.objects.filter(payment=other, kind="receipt_used").exists()


def test_a_used_receipt_ends_an_attempt_whose_shopper_comes_back_meanwhile(at_bank, bank, sara, shelf):
    capture_payment(payment_id=start(sara, reference="t-2").pk, receipt="77")
    came_back(at_bank)

    capture_payment(payment_id=at_bank.pk, receipt="77")

    at_bank.refresh_from_db()
    assert (at_bank.status, at_bank.last_code) == ("failed", "receipt_used")
    assert shelf.closed == [at_bank.public_id]


@pytest.mark.parametrize("trouble", ["down", "html", "drop", "lose", "huge"])
def test_no_answer_leaves_the_payment_open(at_bank, bank, shelf, trouble):
    bank.pay(at_bank)
    came_back(at_bank)
    bank.trouble("verify", trouble)

    unknown = ask_bank(payment_id=at_bank.pk)

    assert unknown.status == "unknown"
    assert unknown.next_ask_at is not None
    assert ask_bank(payment_id=at_bank.pk).status == "captured"
    assert shelf.captured == [at_bank.public_id]


@pytest.mark.parametrize("code", ["-12", "-52", "-10", "-4711"])
def test_a_code_that_says_nothing_of_the_payment_leaves_it_open(at_bank, bank, code):
    came_back(at_bank)
    bank.trouble("verify", "code", code=code)

    unknown = ask_bank(payment_id=at_bank.pk)

    assert (unknown.status, unknown.last_code) == ("unknown", code)


def test_a_token_is_asked_for_once(payment, bank):
    first, second = open_handoff(payment=payment), open_handoff(payment=payment)

    payment.refresh_from_db()
    assert first == second
    assert first.url.endswith(f"/pg/StartPay/{payment.authority}")
    assert len(bank.attempts) == 1
    assert (payment.status, bank.sees(payment).amount) == ("redirected", PRICE)
    assert bank.sees(payment).description == "چیز t-1"


@pytest.mark.parametrize("trouble", ["down", "drop", "lose", "html"])
def test_a_bank_that_is_down_leaves_the_payment_to_be_made(payment, bank, trouble):
    order = payment.bank_order
    bank.trouble("request", trouble)

    with pytest.raises(GatewayUnreachable):
        open_handoff(payment=payment)

    payment.refresh_from_db()
    assert (payment.status, payment.authority) == ("created", "")
    assert payment.bank_order != order
    assert open_handoff(payment=payment).url


def test_a_bank_that_refuses_ends_the_attempt(payment, bank, shelf):
    bank.trouble("request", "code", code="-11")

    with pytest.raises(GatewayRefused):
        open_handoff(payment=payment)

    payment.refresh_from_db()
    assert (payment.status, payment.last_code) == ("failed", "-11")
    assert shelf.closed == [payment.public_id]


def test_only_one_page_asks_for_the_token(payment, bank):
    type(payment).objects.update(asking_until=payment.deadline_at)

    with pytest.raises(HandoffInProgress):
        open_handoff(payment=payment)

    assert bank.attempts == []


def test_a_page_opened_too_late_leads_nowhere(at_bank):
    later(at_bank, hours=1)

    with pytest.raises(PaymentClosed):
        open_handoff(payment=at_bank)


def test_the_bank_is_never_called_inside_a_transaction(payment, bank):
    with pytest.raises(NetworkInsideTransaction), transaction.atomic():
        open_handoff(payment=payment)

    assert bank.attempts == []


def test_a_purpose_that_stumbles_loses_no_money(at_bank, bank, shelf):
    bank.pay(at_bank)
    shelf.broken = True
    with pytest.raises(RuntimeError):
        ask_bank(payment_id=at_bank.pk)
    at_bank.refresh_from_db()
    assert at_bank.status == "verifying"
    assert not Entry.objects.filter(key=f"capture:{at_bank.public_id}").exists()

    shelf.broken = False
    later(at_bank, minutes=5)

    assert ask_bank(payment_id=at_bank.pk).status == "captured"
    assert shelf.captured == [at_bank.public_id]


def test_a_callback_of_nobody_is_nobodys(at_bank, gateway):
    open_gateway(slug="other", adapter="zarinpal", title_fa="دیگر", title_en="Other", credentials={"merchant_id": "x"})
    before = list(PaymentNote.objects.values_list("pk", flat=True))

    assert take_callback(gateway_slug="zarinpal", data={"Authority": "A" * 36, "Status": "OK"}) is None
    assert take_callback(gateway_slug="zarinpal", data={"Authority": "A" * 5000, "Status": "OK"}) is None
    assert take_callback(gateway_slug="zarinpal", data={}) is None
    assert take_callback(gateway_slug="none", data={"Authority": at_bank.authority, "Status": "OK"}) is None
    assert came_back(at_bank, slug="other") is None

    at_bank.refresh_from_db()
    assert at_bank.status == "redirected"
    assert list(PaymentNote.objects.values_list("pk", flat=True)) == before


def test_a_gateway_takes_what_its_contract_covers(sara, gateway, shelf):
    Gateway.objects.update(min_amount=50_000, max_amount=60_000, purposes=["thing"])

    assert start(sara, amount=50_000).gateway == gateway
    with pytest.raises(AmountOutOfRange):
        start(sara, amount=60_001)
    with pytest.raises(GatewayUnavailable):
        start(sara, amount=50_000, gateway_slug="none")
    Gateway.objects.update(purposes=["other"])
    with pytest.raises(GatewayUnavailable):
        start(sara, amount=50_000)


def test_a_test_contract_takes_no_real_shopper(sara, gateway, settings):
    settings.PRODUCTION = True

    with pytest.raises(GatewayUnavailable):
        start(sara)


def test_only_our_apps_are_returned_to(sara, gateway):
    assert start(sara, app_link="asoud://payments/done").app_link == "asoud://payments/done"
    with pytest.raises(InvalidInput):
        start(sara, app_link="https://evil.example/")


def test_a_gateway_needs_its_credentials(db):
    with pytest.raises(InvalidInput):
        open_gateway(slug="z", adapter="zarinpal", title_fa="ز", title_en="Z", credentials={})


def test_credentials_are_encrypted_and_notes_are_kept(at_bank):
    with connection.cursor() as cursor:
        cursor.execute("SELECT credentials FROM payments_gateway")
        assert "merchant_id" not in cursor.fetchone()[0]
    with pytest.raises(ProgrammingError, match="never changed"), transaction.atomic():
        PaymentNote.objects.update(code="x")


def test_a_payment_is_of_something(sara, gateway, shelf):
    with pytest.raises(IntegrityError), transaction.atomic():
        type(start(sara)).objects.update(amount=0)


def test_capturing_twice_is_capturing_once(at_bank, shelf):
    capture_payment(payment_id=at_bank.pk, receipt="1")
    capture_payment(payment_id=at_bank.pk, receipt="1")

    assert shelf.captured == [at_bank.public_id]


def test_whoever_calls_back_without_end_is_heard_no_more(at_bank, monkeypatch):
    monkeypatch.setattr("commerce.money.payments.services.returning.MOST_RETURNS", 2)
    came_back(at_bank)
    came_back(at_bank)
    heard = ask_bank(payment_id=at_bank.pk)

    assert came_back(at_bank).next_ask_at == heard.next_ask_at
    assert PaymentNote.objects.filter(payment=at_bank, kind="returned").count() == 2
