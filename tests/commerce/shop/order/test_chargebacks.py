"""A bank takes the money of an order back: who bears it, and what is again when it is won."""

from datetime import timedelta

import pytest

from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import DomainError
from commerce.money.payments.models import Chargeback, Payment
from commerce.money.payments.services import (
    BankClaim,
    check_chargeback,
    lose_chargeback,
    record_chargeback,
    refuse_chargeback,
    send_due_refunds,
    win_chargeback,
)
from commerce.money.settlement.models import Sale
from commerce.shop.order.models import Order
from tests.commerce.shop.refunds.conftest import rates, vault  # noqa: F401
from tests.commerce.shop.refunds.stories import (
    LEILA,
    NIMA,
    REZA,
    STAFF_RIGHTS,
    ask_as_staff,
    balance,
    books_are_right,
    deliver,
    given,
    part_of,
)
from tests.factories import bearer, make_user
from tests.factories.sales import buy, fresh_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(sara, tea):
    return deliver(part_of(buy(sara, (tea, 2))))


def claim(amount, **more):
    told = {"reason": "کارت گم شده بود", "deadline_on": clock.today() + timedelta(days=10)}
    return BankClaim(amount=amount, **(told | more))


def taken(amount, actor=REZA, **more) -> Chargeback:
    payment = Payment.objects.get()
    return record_chargeback(actor=actor, payment=payment.public_id, claim=claim(amount, **more))


def refusal(act) -> str:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def accounts(part):
    kinds = ("gateway_clearing", "commission", "vat_payable", "refunds_payable", "chargeback_loss")
    return [balance("vendor_held", part), *map(balance, kinds)]


def test_a_buyers_chargeback_is_borne_by_the_shares(part):
    chargeback = taken(part.total)

    order, payment = Order.objects.get(), Payment.objects.get()
    assert (chargeback.status, chargeback.borne) == ("open", part.total)
    assert (payment.status, order.status) == ("charged_back", "delivered")
    assert order.disputed_at is not None
    assert Sale.objects.get().pauses == [f"chargeback:{chargeback.public_id}"]
    assert accounts(part) == [0, 0, 0, 0, 0, 0]
    assert books_are_right()


def test_when_it_is_won_everyone_has_again_what_they_had(part):
    before = accounts(part)
    chargeback = taken(200_001)
    win_chargeback(actor=LEILA, chargeback=chargeback.public_id, because="مدارک پذیرفته شد")

    assert accounts(part) == before
    assert (Payment.objects.get().status, Payment.objects.get().charged_back) == ("captured", 0)
    assert (Order.objects.get().disputed_at, Sale.objects.get().pauses) == (None, [])
    assert books_are_right()


def test_our_own_fault_costs_no_market(part):
    held = balance("vendor_held", part)

    chargeback = taken(part.total, our_fault=True)

    assert balance("vendor_held", part) == held
    assert (chargeback.borne, balance("chargeback_loss"), balance("gateway_clearing")) == (0, part.total, 0)
    win_chargeback(actor=REZA, chargeback=chargeback.public_id, because="برگشت")
    assert (balance("chargeback_loss"), balance("gateway_clearing")) == (0, part.total)
    assert books_are_right()


def test_what_is_lost_in_part_leaves_the_rest_to_be_refunded(part):
    chargeback = taken(100_000)
    assert refusal(lambda: given(part)) == "more_than_paid"

    lose_chargeback(actor=REZA, chargeback=chargeback.public_id, because="رد شد")
    given(part)
    send_due_refunds()

    payment = Payment.objects.get()
    assert (payment.status, payment.refunded, payment.charged_back) == ("refunded", part.total - 100_000, 100_000)
    assert (balance("gateway_clearing"), balance("refunds_payable")) == (0, 0)
    assert books_are_right()


def test_money_that_is_on_its_way_back_is_not_taken_back_as_well(part):
    given(part, kind="amount", amounts={part.lines.get().public_id: 100_000})

    assert refusal(lambda: taken(part.total)) == "more_than_paid"
    chargeback = taken(part.total - 100_000)
    send_due_refunds()

    payment = Payment.objects.get()
    assert (payment.status, payment.refunded, payment.returning) == ("charged_back", 100_000, 0)
    assert refusal(lambda: ask_as_staff(part)) in {"more_than_paid", "nothing_to_refund", "more_than_sold"}
    win_chargeback(actor=REZA, chargeback=chargeback.public_id, because="برگشت")
    assert Payment.objects.get().status == "partially_refunded"
    assert books_are_right()


def test_a_large_one_is_booked_once_a_second_person_agrees(part, settings):
    settings.CHARGEBACK_SECOND_PERSON_ABOVE = 1
    chargeback = taken(part.total)

    assert (chargeback.status, Payment.objects.get().status) == ("recorded", "captured")
    assert Sale.objects.get().pauses == [f"chargeback:{chargeback.public_id}"]
    assert refusal(lambda: check_chargeback(actor=REZA, chargeback=chargeback.public_id)) == "chargeback_needs_another"
    assert check_chargeback(actor=LEILA, chargeback=chargeback.public_id).status == "open"
    assert refusal(lambda: check_chargeback(actor=NIMA, chargeback=chargeback.public_id)) == "chargeback_not_open"


def test_a_wrong_one_is_refused_and_books_nothing(part, settings):
    settings.CHARGEBACK_SECOND_PERSON_ABOVE = 1
    before = accounts(part)
    chargeback = taken(part.total)

    refuse_chargeback(actor=LEILA, chargeback=chargeback.public_id, reason="اشتباه")

    assert (accounts(part), Sale.objects.get().pauses) == (before, [])
    assert refusal(lambda: win_chargeback(actor=REZA, chargeback=chargeback.public_id, because="x")) == (
        "chargeback_not_open"
    )


def test_one_at_a_time_and_never_by_the_payer(part):
    taken(1_000)

    assert refusal(lambda: taken(1_000)) in {"more_than_paid", "chargeback_known"}
    payer = Actor("user", part.order.user.public_id, rights=STAFF_RIGHTS)
    assert refusal(lambda: taken(1_000, payer)) == "forbidden"
    assert refusal(lambda: taken(1_000, Actor("user", "nobody"))) == "forbidden"


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_cannot_be_taken_back(part, amount):
    assert refusal(lambda: taken(amount)) == "invalid"


def test_staff_record_and_win_over_the_api(part):
    boss = bearer(make_user(is_staff=True, is_superuser=True), audience="staff")
    told = {
        "payment": Payment.objects.get().public_id,
        "amount": 50_000,
        "reason": "شکایت",
        "deadline_on": str(clock.today() + timedelta(days=3)),
    }

    made = boss.post("/api/v1/staff/chargebacks/", told, headers={"Idempotency-Key": fresh_key()})
    won = boss.post(f"/api/v1/staff/chargebacks/{made.json()['id']}/win/", {"because": "برگشت"})

    assert (made.status_code, made.json()["status"]) == (201, "open")
    assert (won.status_code, won.json()["status"]) == (200, "won")
    assert [one["id"] for one in boss.get("/api/v1/staff/chargebacks/").json()["results"]] == [made.json()["id"]]
