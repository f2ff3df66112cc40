"""Many who take back the same thing take it back once."""

from decimal import Decimal

import pytest
from django.db import transaction

from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.models import Entry
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.owners import note_repaid
from commerce.money.settlement.errors import MoreThanSold, NotThatMuchFree
from commerce.money.settlement.models import LineReversal
from commerce.money.settlement.services import (
    LinePart,
    net_debt,
    post_sale,
    release_due,
    release_sale,
    restore_reversals,
    reverse_line,
    reverse_lines,
    reverse_sale,
    take_earnings,
)
from commerce.money.tax.models import TaxRate
from commerce.shop.commissions.services import set_rate
from tests.commerce.money.books import CLEARING, together, transfer
from tests.commerce.money.sales import REFUNDS, debt, delivered, free, held, item, released, sold

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]

RIVALS = 50
PAID_OUT = AccountRef("suspense")


def test_fifty_rivals_take_back_three_pieces():
    line = item(1_000_000, quantity=3)
    sold(line)

    answers = together(lambda number: reverse_line(line_ref=line.ref, quantity=1, key=f"piece:{number}"), RIVALS)

    assert sum(isinstance(answer, LineReversal) for answer in answers) == 3
    assert sum(isinstance(answer, MoreThanSold) for answer in answers) == RIVALS - 3
    assert (balance_of(REFUNDS), balance_of(held())) == (1_000_000, 0)
    assert find_drift() == []


def test_fifty_retries_take_back_once():
    line = item(1_000_000, quantity=3)
    sale = sold(line)

    answers = together(lambda _: reverse_line(line_ref=line.ref, quantity=1, key="return"), RIVALS)
    together(lambda _: post_sale(sale_ref=sale, cause_ref=sale), RIVALS)

    assert len({answer.pk for answer in answers}) == 1
    assert balance_of(held()) == 666_667


def test_rivals_refund_release_and_pay_out_one_sale():
    """Every third takes a piece back, every third releases, every third pays out whatever is free."""
    line, other = item(50_000, quantity=50), item(30_000)
    sale, earlier = sold(line), sold(other)
    released(earlier)
    delivered(sale, ago=30)

    def act(number: int) -> object:
        if number % 3 == 0:
            return reverse_line(line_ref=line.ref, quantity=1, key=f"piece:{number}")
        if number % 3 == 1:
            return release_sale(sale_ref=sale)
        return pay_out(1_000)

    answers = together(act, RIVALS)

    odd = [answer for answer in answers if isinstance(answer, Exception) and not isinstance(answer, NotThatMuchFree)]
    assert odd == []
    assert [answer for answer in answers if answer is True] == [True]
    gone = sum(answer for answer in answers if type(answer) is int)
    assert -balance_of(PAID_OUT) == gone
    assert (balance_of(held()), balance_of(free())) == (0, 30_000 + 50_000 - 17 * 1_000 - gone)
    assert find_drift() == []


def test_fifty_sweeps_release_each_sale_once():
    sales = [sold(item(1_000)) for _ in range(12)]
    for sale in sales:
        delivered(sale, ago=30)

    answers = together(lambda _: release_due(), RIVALS)

    assert sum(answers) == len(sales)
    assert balance_of(free()) == 12_000
    assert OutboxEvent.objects.filter(name="sale.released").count() == len(sales)
    assert find_drift() == []


def test_fifty_rivals_take_no_more_than_is_free():
    for _ in range(4):
        released(sold(item(5_000)))

    answers = together(lambda _: pay_out(3_000), RIVALS)

    assert sorted(answer for answer in answers if type(answer) is int) == [3_000] * 6
    assert sum(isinstance(answer, NotThatMuchFree) for answer in answers) == RIVALS - 6
    assert balance_of(free()) == 2_000
    assert find_drift() == []


def test_fifty_rivals_net_one_debt():
    """Some net it, some pay it, some take a sale back that lessens it: it is never below nothing, nobody fails."""
    for _ in range(3):
        released(sold(item(20_000)))
    lines = [item(1_000) for _ in range(10)]
    for line in lines:
        sold(line, with_seller=1_000)
    transfer(CLEARING, debt(), 40_000)

    def act(number: int) -> object:
        if number % 5 == 0:
            return reverse_line(line_ref=lines[number // 5].ref, quantity=1, key=f"back:{number}")
        if number % 5 == 1:
            return transfer(debt(), CLEARING, 1_000)
        return net_debt(market_ref="market", key="today" if number % 2 else f"net:{number}")

    answers = together(act, RIVALS)

    odd = [answer for answer in answers if isinstance(answer, Exception) and not isinstance(answer, InsufficientFunds)]
    assert odd == []
    assert balance_of(debt()) >= 0
    assert balance_of(debt()) == 0 or balance_of(free()) <= 0
    assert find_drift() == []


def test_fees_come_back_while_the_debt_is_paid():
    """Each sale that is taken back would lessen a debt which others pay at the same time."""
    set_rate(actor=SYSTEM, percent=Decimal(50))
    TaxRate.objects.all().delete()
    lines = [item(1_000) for _ in range(25)]
    for line in lines:
        sold(line, with_seller=1_000)
    assert balance_of(debt()) == 12_500

    def act(number: int) -> object:
        if number % 2:
            return transfer(debt(), CLEARING, 500)
        return reverse_line(line_ref=lines[number // 2].ref, quantity=1, key=f"back:{number}")

    answers = together(act, RIVALS)

    odd = [answer for answer in answers if isinstance(answer, Exception) and not isinstance(answer, InsufficientFunds)]
    assert odd == []
    assert sum(isinstance(answer, LineReversal) for answer in answers) == 25
    paid = 500 * sum(isinstance(answer, Entry) for answer in answers)
    assert balance_of(free()) - balance_of(debt()) == -25_000 + paid
    assert balance_of(debt()) == 0
    assert find_drift() == []


def test_fifty_rivals_restore_and_reverse_one_sale():
    line = item(900_000, quantity=3)
    sale = sold(line)
    reverse_line(line_ref=line.ref, quantity=1, key="charged")

    def act(number: int) -> object:
        if number % 2:
            return restore_reversals(key="charged")
        return reverse_sale(sale_ref=sale, key="all")

    answers = together(act, RIVALS)
    reverse_sale(sale_ref=sale, key="rest")

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert (balance_of(held()), balance_of(REFUNDS)) == (0, 900_000)
    assert find_drift() == []


@transaction.atomic
def pay_out(amount: int) -> int:
    take_earnings(market_ref="market", amount=amount)
    transfer(PAID_OUT, free(), amount)
    return amount


def test_what_is_refused_at_the_door_and_payouts_wait_in_no_circle():
    """A sale that a market collected is booked, taken back in part and repaid in one go, while others pay it out."""
    for _ in range(5):
        released(sold(item(100_000)))
    transfer(CLEARING, debt(), 1_000)

    @transaction.atomic
    def refuse_a_half(number: int) -> object:
        line = item(1_000, quantity=2)
        sold(line, with_seller=1_000)
        [made] = reverse_lines(parts=[LinePart(line.ref, quantity=1)], key=f"not taken:{number}")
        note_repaid(kind="market", ref="market", refund=f"r:{number}", amount=made.amount)
        return transfer(free(), REFUNDS, made.amount)

    def act(number: int) -> object:
        if number % 3:
            return refuse_a_half(number)
        return net_and_pay_out(number)

    answers = together(act, RIVALS)

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert find_drift() == []


@transaction.atomic
def net_and_pay_out(number: int) -> int:
    netted = net_debt(market_ref="market", key=f"net:{number}")
    return netted + pay_out(1_000)
