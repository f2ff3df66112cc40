"""The platform's invoice for a Jalali month: what it earned from a market's sales, less what went back."""

from datetime import timedelta

import pytest

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden, InFlight
from commerce.money.invoices import services
from commerce.money.invoices.errors import MonthNotOver
from commerce.money.invoices.models import CommissionRun, Invoice
from commerce.money.settlement.models import LineRestoration, LineReversal, LineShare, Sale, SoldLine

pytestmark = pytest.mark.django_db

YEAR, MONTH = 1405, 6
START, END = clock.jalali_month_bounds(YEAR, MONTH)


def sold(ref, *, at, commission, tax, market="m1"):
    line = SoldLine.objects.create(
        sale_ref=ref, line_ref=f"{ref}-1", market_ref=market, kind="good", quantity=1, amount=10_000_000
    )
    rest = 10_000_000 - commission - tax
    shares = (("commission", commission), ("vat_payable", tax), ("vendor_held", rest))
    LineShare.objects.bulk_create(
        LineShare(line=line, holder=kind, account_kind=kind, owner_kind="x", owner_ref="x", amount=amount, rule={})
        for kind, amount in shares
    )
    Sale.objects.create(sale_ref=ref, market_ref=market, amount=10_000_000, vendor_amount=rest, posted_at=at)
    return line


def back(line, *, at, commission, tax):
    parts = {"commission": commission, "vat_payable": tax, "vendor_held": 5}
    return LineReversal.objects.create(
        key=f"back-{line.pk}", line=line, quantity=1, amount=commission + tax + 5, parts=parts, created_at=at
    )


def bill():
    return services.bill_market(market_ref="m1", year=YEAR, month=MONTH)


def test_a_month_has_a_line_a_day():
    sold("a", at=START, commission=100_000, tax=10_000)
    sold("b", at=START + timedelta(hours=3), commission=50_000, tax=5_000)
    sold("c", at=START + timedelta(days=2), commission=20_000, tax=2_000)

    (invoice,) = bill()

    assert (invoice.kind, invoice.issuer_kind, invoice.buyer_ref) == ("commission", "platform", "m1")
    assert (invoice.before_tax, invoice.tax, invoice.month) == (170_000, 17_000, "1405-06")
    assert [(row["quantity"], row["before_tax"]) for row in invoice.content["lines"]] == [(2, 150_000), (1, 20_000)]


def test_other_months_and_markets_are_not_in_it():
    sold("before", at=START - timedelta(seconds=1), commission=1, tax=0)
    sold("after", at=END, commission=1, tax=0)
    sold("other", at=START, commission=1, tax=0, market="m2")

    assert bill() == []


def test_what_went_back_in_the_month_is_taken_off():
    old = sold("old", at=START - timedelta(days=9), commission=40_000, tax=4_000)
    sold("new", at=START, commission=100_000, tax=10_000)
    back(old, at=START + timedelta(days=1), commission=40_000, tax=4_000)

    (invoice,) = bill()

    assert (invoice.before_tax, invoice.tax) == (60_000, 6_000)


def test_what_stands_again_is_added_again():
    old = sold("old", at=START - timedelta(days=9), commission=40_000, tax=4_000)
    taken = back(old, at=START - timedelta(days=1), commission=40_000, tax=4_000)
    LineRestoration.objects.create(reversal=taken, created_at=START + timedelta(days=1))

    (invoice,) = bill()

    assert (invoice.before_tax, invoice.tax) == (40_000, 4_000)


def test_a_month_in_which_more_went_back_is_a_credit_note():
    old = sold("old", at=START - timedelta(days=9), commission=40_000, tax=4_000)
    sold("new", at=START, commission=10_000, tax=1_000)
    back(old, at=START, commission=40_000, tax=4_000)

    (invoice,) = bill()

    assert (invoice.kind, invoice.before_tax, invoice.tax) == ("commission_credit", 30_000, 3_000)


def test_tax_and_fee_that_go_two_ways_make_two_papers():
    old = sold("old", at=START - timedelta(days=9), commission=1, tax=50)
    sold("new", at=START, commission=10, tax=0)
    back(old, at=START, commission=1, tax=50)

    papers = bill()

    assert [(one.kind, one.total) for one in papers] == [("commission", 10), ("commission_credit", 51)]


def test_a_month_is_billed_once():
    sold("a", at=START, commission=100_000, tax=10_000)
    bill()
    sold("late", at=START, commission=7, tax=0)

    assert bill() == []
    assert Invoice.objects.count() == 1


def test_a_run_bills_every_market_and_says_how_far_it_is():
    sold("a", at=START, commission=100_000, tax=10_000)
    sold("b", at=START, commission=100_000, tax=10_000, market="m2")
    run = services.ask_commission_run(year=YEAR, month=MONTH)
    assert AuditEntry.objects.get(action="commission_run.asked").subject_ref == run.public_id

    services.run_commissions(run_id=run.pk)

    run.refresh_from_db()
    assert (run.status, run.made, run.steps_done) == ("done", 2, 2)
    assert services.run_commissions(run_id=run.pk) is None


def test_no_two_runs_at_once():
    services.ask_commission_run(year=YEAR, month=MONTH)
    with pytest.raises(InFlight):
        services.ask_commission_run(year=YEAR, month=MONTH)


def test_a_month_that_is_not_over_is_not_billed():
    today = clock.to_jalali(clock.now())
    with pytest.raises(MonthNotOver):
        services.ask_commission_run(year=today.year, month=today.month)


def test_only_who_may_has_a_month_billed():
    with pytest.raises(Forbidden):
        services.ask_commission_run(year=YEAR, month=MONTH, actor=Actor(kind="user", ref="x"))
    clerk = Actor(kind="user", ref="x", rights=frozenset({"invoices.add_commissionrun"}))
    assert services.ask_commission_run(year=YEAR, month=MONTH, actor=clerk).asked_by == "user:x"


def test_the_month_that_is_over_is_seen_to_once_by_itself(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: END + timedelta(minutes=5))
    assert services.bill_last_month() is None

    monkeypatch.setattr(clock, "now", lambda: END + timedelta(hours=1))
    run = services.bill_last_month()
    assert run.name == "1405-06"
    assert run.asked_by == SYSTEM.key
    assert services.bill_last_month() is None
    assert CommissionRun.objects.count() == 1
