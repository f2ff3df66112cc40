"""What an order owes its buyer goes back by itself, and everyone can see that it did."""

import pytest
from django.core.management import call_command

from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Gateway, Payment, Refund
from commerce.money.payments.services import send_due_refunds
from commerce.shop.order.models import Order
from tests.commerce.money.payments.conftest import wallets  # noqa: F401
from tests.commerce.money.payments.paper_banks import Able
from tests.factories import bearer, make_user
from tests.factories.sales import buy, capture, make_gateway, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def vault(monkeypatch):
    """The test bank gives money back."""
    bank = Able()
    monkeypatch.setitem(banks._entries, "paper", bank)
    make_gateway()
    Gateway.objects.update(adapter="paper")
    return bank.vault


def reject(seller, sold):
    part = next(part for part in sold["order"]["vendor_orders"] if part["market"]["handle"] == "tea-house")
    path = f"/api/v1/vendor/tea-house/orders/{part['id']}/reject/"
    answer = seller.post(path, {"reason": "تمام شد"})
    assert answer.status_code == 200, answer.content


def read(shopper, sold):
    return shopper.get(f"/api/v1/orders/{sold['order']['number']}/").json()


def owed_back():
    return balance_of(AccountRef("refunds_payable"))


def test_the_part_of_a_market_that_cannot_send_it_goes_back_to_the_card(sara, shopper, seller, tea, pot, vault):
    sold = buy(sara, (tea, 3), (pot, 1))
    reject(seller, sold)

    waiting = read(shopper, sold)["refunds"]
    assert [(one["amount"]["amount"], one["status"], one["way"]) for one in waiting] == [
        (840_000, "pending", "gateway")
    ]

    send_due_refunds()

    seen = read(shopper, sold)
    assert [one["status"] for one in seen["refunds"]] == ["sent"]
    assert [payment["status"] for payment in seen["payments"]] == ["partially_refunded"]
    assert (Order.objects.get().refund_due, owed_back()) == (0, 0)
    last = seen["timeline"][-1]
    assert (last["code"], last["text"].startswith("۸۴٬۰۰۰ تومان ")) == ("refund_sent", True)
    assert [amount for _number, amount in vault.sent] == [840_000]
    call_command("ledger_check")


def test_money_for_a_cancelled_order_goes_back_whole(sara, shopper, tea, vault):
    placed = place(sara, (tea, 1))
    shopper.post(f"/api/v1/orders/{placed['order']['number']}/cancel/")
    capture(placed)

    send_due_refunds()

    seen = read(shopper, placed)
    assert (seen["status"], seen["payments"][0]["status"]) == ("cancelled", "refunded")
    assert (vault.reversals, owed_back(), balance_of(AccountRef("gateway_clearing"))) == (1, 0, 0)
    assert Order.objects.get().refund_due == 0


def test_of_two_payments_only_the_one_that_buys_nothing_goes_back(sara, shopper, tea, vault):
    placed = place(sara, (tea, 1))
    first = Payment.objects.get()
    second = Payment.objects.create(
        purpose="order",
        reference=first.reference,
        payer=sara,
        method="gateway",
        gateway=first.gateway,
        amount=first.amount,
        deadline_at=first.deadline_at,
    )
    capture(placed)
    capture({"payment": {"id": second.public_id}})

    send_due_refunds()

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("captured", "refunded")


def test_every_part_rejected_gives_all_of_it_back(sara, seller, tea, vault):
    sold = buy(sara, (tea, 2))
    reject(seller, sold)

    send_due_refunds()

    payment = Payment.objects.get()
    assert (payment.status, payment.refunded) == ("refunded", payment.amount)
    assert (owed_back(), balance_of(AccountRef("gateway_clearing"))) == (0, 0)
    call_command("ledger_check")


@pytest.mark.usefixtures("wallets")
def test_what_the_bank_refuses_is_found_in_the_wallet(sara, shopper, seller, tea, vault):
    sold = buy(sara, (tea, 2))
    vault.moods = ["no", "no"]
    reject(seller, sold)

    send_due_refunds()

    assert [one["way"] for one in read(shopper, sold)["refunds"]] == ["wallet"]
    assert balance_of(AccountRef("wallet", "user", sara.public_id)) == Payment.objects.get().amount


def test_what_was_owed_before_goes_back_too_and_once(sara, seller, tea, pot, vault):
    rejected = buy(sara, (tea, 1), (pot, 1))
    reject(seller, rejected)
    cancelled = place(make_user(), (pot, 1))
    buyer = Order.objects.get(number=cancelled["order"]["number"]).user
    bearer(buyer).post(f"/api/v1/orders/{cancelled['order']['number']}/cancel/")
    capture(cancelled)
    forget_the_refunds()

    call_command("adopt_refunds")
    call_command("adopt_refunds")
    send_due_refunds()

    assert sorted(Refund.objects.values_list("status", flat=True)) == ["sent", "sent"]
    assert not Order.objects.exclude(refund_due=0).exists()
    assert owed_back() == 0


def forget_the_refunds():
    """As it was before refunds had rows."""
    Refund.objects.all().delete()
    Payment.objects.update(returning=0)
