"""A market's share is held from delivery on so many days, and longer while somebody disputes the sale."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.models import Entry
from commerce.money.ledger.selectors import balance_of, balances_of, entry_of
from commerce.money.ledger.services import AccountRef
from commerce.money.settlement import shares
from commerce.money.settlement.errors import SaleNotPosted
from commerce.money.settlement.models import Earning, Sale
from commerce.money.settlement.selectors import free_of, held_of, open_earnings, sale_of, sales_of
from commerce.money.settlement.services import (
    freeze_shares,
    pause_release,
    release_due,
    release_sale,
    resume_release,
    reverse_line,
    reverse_sale,
    start_hold,
)
from commerce.money.settlement.shares import Share, share_holder
from commerce.money.settlement.tasks import release_due as release_task
from commerce.shop.commissions.services import set_rate
from tests.commerce.money.sales import COMMISSION, REFUNDS, delivered, delivery, free, held, item, released, sold

pytestmark = pytest.mark.django_db


@pytest.fixture
def marketer(monkeypatch):
    """A share-holder of a test's own: a marketer has a tenth of every item."""
    monkeypatch.setattr(shares, "_holders", holders := type(shares._holders)("share holder"))
    for name, holder in [*shares._holders.items()]:
        holders.add(name, holder)

    @share_holder("marketer")
    def bring(lines, at):
        account = AccountRef("affiliate_held", "user", "mina")
        return [Share(line.ref, "marketer", account, line.amount // 10, {}) for line in lines if not line.shipping]


def facts(name):
    return [event.payload for event in OutboxEvent.objects.filter(name=name).order_by("id")]


def test_a_sale_is_known_once_its_money_came():
    sale = sold(item(1_000_000), delivery(50_000))

    row = sale_of(sale)

    assert (row.market_ref, row.amount, row.vendor_amount, row.held) == ("market", 1_050_000, 1_050_000, 1_050_000)
    assert (row.delivered_at, row.release_at, row.released_at) == (None, None, None)
    assert [each.sale_ref for each in sales_of("market")] == [sale]
    assert facts("sale.posted") == [{"sale": sale, "market": "market"}]
    assert sale_of("never") is None


def test_the_hold_is_counted_from_delivery_and_the_first_word_counts():
    sale = sold(item(1_000))
    moment = delivered(sale, days=7)

    assert not start_hold(sale_ref=sale, delivered_at=moment + timedelta(days=1), days=30)

    row = sale_of(sale)
    assert (row.delivered_at, row.release_at) == (moment, moment + timedelta(days=7))


def test_what_was_not_paid_is_not_held():
    freeze_shares(sale_ref="unpaid", lines=[item(5)])

    with pytest.raises(SaleNotPosted):
        delivered("unpaid")


def test_what_is_not_over_stays_held():
    sold(item(1_000))
    delivered(sold(item(1_000)), days=7, ago=6)

    assert release_due() == 0
    assert (held_of("market"), free_of("market")) == (2_000, 0)


def test_what_is_over_becomes_free_once():
    set_rate(actor=SYSTEM, percent=Decimal(10))
    sale = sold(item(1_000_000))
    delivered(sale, days=7, ago=8)

    assert [release_task(), release_due()] == [1, 0]
    assert not release_sale(sale_ref=sale)

    assert balances_of([held(), free(), COMMISSION]) == {held(): 0, free(): 900_000, COMMISSION: 100_000}
    assert facts("sale.released") == [{"sale": sale, "market": "market", "amount": 900_000}]
    assert sale_of(sale).released_at is not None
    [earning] = open_earnings("market")
    assert (earning.kind, earning.ref, earning.freed, earning.used) == ("sale", sale, 900_000, 0)
    entry = entry_of(f"released:{sale}")
    assert (entry.reason, entry.cause_kind, entry.cause_ref) == ("sale_released", "sale", sale)
    assert find_drift() == []


def test_a_marketers_share_is_held_and_released_with_the_sale(marketer):
    mina_held, mina_free = AccountRef("affiliate_held", "user", "mina"), AccountRef("affiliate_free", "user", "mina")
    line = item(1_000_000, quantity=2)
    sale = sold(line)
    reverse_line(line_ref=line.ref, quantity=1, key="before")
    assert find_drift() == []

    released(sale)
    assert balances_of([mina_held, mina_free, free()]) == {mina_held: 0, mina_free: 50_000, free(): 450_000}

    reverse_sale(sale_ref=sale, key="after")
    assert balances_of([mina_held, mina_free, free()]) == {mina_held: 0, mina_free: 0, free(): 0}
    assert find_drift() == []


def test_an_open_dispute_keeps_it_until_the_last_is_closed():
    sale = sold(item(1_000))
    delivered(sale, ago=30)
    for why in ("refund:a", "refund:a", "chargeback:b"):
        assert pause_release(sale_ref=sale, why=why)
    assert sale_of(sale).pauses == ["refund:a", "chargeback:b"]

    assert resume_release(sale_ref=sale, why="refund:a")
    assert not resume_release(sale_ref=sale, why="refund:a")
    assert release_due() == 0
    resume_release(sale_ref=sale, why="chargeback:b")

    assert release_due() == 1


def test_what_is_free_is_not_kept_any_more():
    sale = sold(item(1_000))
    released(sale)

    assert not pause_release(sale_ref=sale, why="refund:late")
    assert not pause_release(sale_ref="never sold", why="refund:none")
    assert sale_of(sale).pauses == []


def test_only_what_is_left_becomes_free():
    line = item(900_000, quantity=3)
    sale = sold(line)
    reverse_line(line_ref=line.ref, quantity=1, key="one")

    released(sale)

    assert balances_of([held(), free(), REFUNDS]) == {held(): 0, free(): 600_000, REFUNDS: 300_000}


def test_a_sale_taken_back_wholly_is_never_released():
    sale = sold(item(900_000), delivery(30_000))
    reverse_sale(sale_ref=sale, key="all")
    delivered(sale, ago=30)

    assert release_due() == 0
    assert (sale_of(sale).released_at, sale_of(sale).reversed_at is None) == (None, False)


def test_a_sale_for_nothing_is_released_for_nothing():
    sale = sold(item(0))
    delivered(sale, ago=30)
    before = Entry.objects.count()

    assert release_due() == 1
    assert (Entry.objects.count(), Earning.objects.count()) == (before, 0)
    assert facts("sale.released") == [{"sale": sale, "market": "market", "amount": 0}]


def test_what_was_released_is_taken_back_from_what_is_free_even_below_nothing():
    from commerce.money.settlement.services import take_earnings
    from tests.commerce.money.books import transfer

    sale = sold(item(1_000))
    released(sale)
    take_earnings(market_ref="market", amount=1_000)
    transfer(AccountRef("suspense"), free(), 1_000)

    reverse_sale(sale_ref=sale, key="late")

    assert (balance_of(free()), balance_of(REFUNDS)) == (-1_000, 1_000)
    [earning] = open_earnings("market")
    assert (earning.freed, earning.used, earning.open) == (0, 1_000, -1_000)
    assert find_drift() == []


def test_one_bad_sale_keeps_no_other_waiting(monkeypatch, caplog):
    bad, *good = [sold(item(1_000)) for _ in range(5)]
    for number, sale in enumerate([bad, *good]):
        delivered(sale, ago=30 - number)
    monkeypatch.setattr("commerce.money.settlement.services.releasing.BATCH", 2)
    with transaction.atomic(), connection.cursor() as cursor:
        # Somebody wrote an entry by hand under this sale's key: its books cannot be made.
        cursor.execute(
            "INSERT INTO ledger_entry (key, reason, cause_kind, cause_ref, booked_on, created_at)"
            " VALUES (%s, 'wrong', 'test', '1', current_date, now())",
            [f"released:{bad}"],
        )

    assert release_due() == 4

    assert f"Releasing sale {bad} failed" in caplog.text
    assert set(Sale.objects.filter(released_at=None).values_list("sale_ref", flat=True)) == {bad}
    assert free_of("market") == 4_000


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE settlement_sale SET amount = 1",
        "UPDATE settlement_sale SET vendor_amount = 0",
        "UPDATE settlement_soldline SET platform_discount = 1",
        "UPDATE settlement_earning SET market_ref = 'other'",
        "DELETE FROM settlement_sale",
        "DELETE FROM settlement_earning",
    ],
)
def test_the_database_refuses_to_change_what_was_sold(statement):
    released(sold(item(1_000)))

    with pytest.raises(IntegrityError, match="a sale is frozen"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_is_counted_wrongly_is_found():
    sale = sold(item(1_000))
    released(sold(item(500)))
    Sale.objects.filter(sale_ref=sale).update(held=999)
    Earning.objects.update(used=1)

    assert {drift.check for drift in find_drift()} == {
        "sales are as their lines and shares",
        "what sales hold is held for their markets",
        "earnings are what markets have free",
    }
