"""A month of a market ties out with the ledger to the rial, whatever happened in it."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.earnings.payouts.errors import MonthNotBegun, NoSuchMonth
from commerce.earnings.payouts.selectors.months import code_of, months_of, own_accounts, read_month
from commerce.earnings.payouts.selectors.statements import mark_of, statement_of_month, statement_rows
from commerce.foundation.core import clock
from commerce.money.ledger.selectors import balance_before, month_of
from commerce.money.ledger.services import AccountRef, take_snapshots
from commerce.money.ledger.services.counting import count_days
from commerce.money.settlement.services import net_debt, pay_goodwill, release_sale, restore_reversals, reverse_line
from tests.commerce.money.books import transfer
from tests.commerce.money.sales import delivered, free, item, released, sold

pytestmark = pytest.mark.django_db

TRANSIT = AccountRef("payouts_in_transit")


def this_month():
    return month_of(clock.today())


def statement(market="market"):
    return statement_of_month(market_ref=market, month=this_month())


def ends_as_the_ledger(market="market"):
    told = statement(market)
    after = this_month().last_day + timedelta(days=1)
    books = {one.kind: balance_before(account=one, day=after) for one in own_accounts(market)}
    closing = {"vendor_held": told.closing.held, "vendor_free": told.closing.free, "vendor_debt": told.closing.debt}
    assert {kind: closing[kind] for kind in books} == books
    for amounts in told.groups.values():
        parts = amounts.gross + amounts.commission + amounts.vat + amounts.shared + amounts.collected
        assert parts == amounts.net
    return told


def test_a_month_without_entries_is_all_noughts() -> None:
    told = statement()

    assert (told.opening.net, told.closing.net, told.groups, told.days) == (0, 0, {}, {})


def test_a_sale_shows_its_price_and_what_went_off_it(rate) -> None:
    sold(item(1_000_000))

    sale = ends_as_the_ledger().groups["sale"]

    assert (sale.gross, sale.commission, sale.vat, sale.net) == (1_000_000, -100_000, -10_000, 890_000)
    assert (sale.held, sale.free, sale.debt) == (890_000, 0, 0)


def test_what_the_platform_pays_of_a_discount_is_part_of_the_price(rate) -> None:
    sold(item(1_000_000, ours=300_000))

    assert ends_as_the_ledger().groups["sale"].gross == 1_000_000


def test_what_the_market_took_in_itself_is_taken_off(rate) -> None:
    sold(item(1_000_000), with_seller=1_000_000)

    sale = ends_as_the_ledger().groups["sale"]

    assert (sale.gross, sale.collected, sale.debt, sale.net) == (1_000_000, -1_000_000, 110_000, -110_000)


def test_a_refund_gives_back_the_fees_too(rate) -> None:
    sold(item(1_000_000, ref="a", quantity=2))
    reverse_line(line_ref="a", key="r1", quantity=1)

    refund = ends_as_the_ledger().groups["refund"]

    assert (refund.gross, refund.commission, refund.vat, refund.net) == (-500_000, 50_000, 5_000, -445_000)


def test_every_kind_of_event_has_its_own_line(rate) -> None:
    first = sold(item(1_000_000, ref="a"))
    sold(item(2_000_000), with_seller=2_000_000)
    released(first)
    reverse_line(line_ref="a", key="r1", amount=100_000)
    restore_reversals(key="r1")
    net_debt(market_ref="market", key="n1")
    pay_goodwill(key="g1", amount=5_000, funded_by="market", market_ref="market", cause_kind="test", cause_ref="1")
    transfer(TRANSIT, free(), 300_000)
    transfer(free(), TRANSIT, 100_000)

    told = ends_as_the_ledger()

    assert set(told.groups) == {
        "sale", "released", "refund", "restored", "netted", "goodwill", "payout", "payout_returned"
    }  # fmt: skip
    assert told.groups["payout"].net == -300_000
    assert told.entries == len(list(statement_rows(market_ref="market", month=this_month())))


def test_counting_days_changes_nothing(rate) -> None:
    sold(item(1_000_000))
    before = ends_as_the_ledger()

    count_days()
    take_snapshots()

    assert ends_as_the_ledger() == before


def test_long_months_are_read_in_chunks(rate, monkeypatch) -> None:
    monkeypatch.setattr("commerce.earnings.payouts.selectors.statements.CHUNK", 2)
    for _ in range(5):
        sold(item(100_000))

    told = ends_as_the_ledger()

    assert (told.entries, told.groups["sale"].gross) == (5, 500_000)


def test_others_sales_are_not_in_it(rate) -> None:
    sold(item(1_000_000, market="other"))

    assert statement().groups == {}
    assert own_accounts("market") == []


def test_the_mark_changes_with_the_books_only(rate) -> None:
    sold(item(1_000_000))
    before = mark_of(market_ref="market", month=this_month())

    assert mark_of(market_ref="market", month=this_month()) == before
    sold(item(1))
    assert mark_of(market_ref="market", month=this_month()) != before


@pytest.mark.parametrize("typed", ["", "1405", "1405-13", "1405-00", "۱۴۰۵-۱۳", "2026-11-22", "abc", "0000-01"])
def test_what_is_no_month_is_refused(typed) -> None:
    with pytest.raises(NoSuchMonth):
        read_month(typed)


def test_the_future_has_no_statement() -> None:
    with pytest.raises(MonthNotBegun):
        read_month("1499-01")


def test_a_month_is_read_in_any_digits() -> None:
    assert code_of(read_month("۱۴۰۵/۸")) == code_of(read_month("1405-08")) == "1405-08"


def test_months_begin_with_the_first_entry(rate) -> None:
    assert months_of("market") == []

    sold(item(1_000_000))

    assert [one.code for one in months_of("market")] == [code_of(this_month())]
    assert not months_of("market")[0].is_closed


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["sell", "sell_direct", "reverse", "release", "net"]),
        st.integers(1, 3_000_001),
        st.integers(0, 500_000),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_month_ties_out(rate, steps) -> None:
    market = f"market-{clock.now().timestamp()}"
    lines: list[tuple[str, str, int]] = []
    for number, (what, amount, ours) in enumerate(steps):
        if what in {"sell", "sell_direct"}:
            line = item(amount, market=market, ours=min(ours, amount) if what == "sell" else 0)
            sale = sold(line, with_seller=amount if what == "sell_direct" else 0)
            lines.append((sale, line.ref, line.amount - line.platform_discount))
        elif what == "reverse" and lines:
            _sale, ref, paid = lines.pop()
            reverse_line(line_ref=ref, key=f"{market}-{number}", amount=min(amount, paid))
        elif what == "release" and lines:
            delivered(lines[0][0], ago=8)
            release_sale(sale_ref=lines[0][0])
        elif what == "net":
            net_debt(market_ref=market, key=f"{market}-{number}")

    told = ends_as_the_ledger(market)

    assert told.moved.held == sum(amounts.held for amounts in told.days.values())
