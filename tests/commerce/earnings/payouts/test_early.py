"""Free money before its payday: quoted, for a fee, once, and only what is free."""

from decimal import Decimal

import pytest

from commerce.earnings.payouts import services
from commerce.earnings.payouts.errors import CannotBePaid, EarlyNotAllowed, FeeAboveAmount
from commerce.earnings.payouts.models import Payout
from commerce.earnings.payouts.selectors import quote_early
from commerce.foundation.core import clock
from commerce.foundation.core.errors import Forbidden, IllegalTransition, StepUpRequired
from commerce.money.invoices.charges import charged_markets
from commerce.money.invoices.services import bill_market
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.remittances.services import approve_remittance, mark_returned
from tests.commerce.earnings.payouts.paying import TRANSIT, earn, free_of, terms, to_the_bank
from tests.commerce.money.books import RECEIPTS, transfer
from tests.commerce.money.outgoing import CHECKER, MAKER, owner, stepped_up
from tests.factories import tenant_of

pytestmark = pytest.mark.django_db

INCOME, VAT = AccountRef("platform_income"), AccountRef("vat_payable")


@pytest.fixture
def market(market):
    terms(early_fixed=10_000, early_percent=Decimal(1), early_fee_most=50_000, schedule="manual")
    return market


def ask(market, amount=None, **named) -> Payout:
    told = {"actor": owner("vendor"), "tenant": tenant_of(market), "credentials": stepped_up()} | named
    return services.ask_early_payout(amount=amount, **told)


def test_a_quote_names_the_fee_its_tax_and_the_day(market):
    earn(market, 1_000_000)

    quote = quote_early(market_ref=market.public_id)

    assert (quote.amount, quote.fee.fee, quote.fee.vat, quote.net) == (1_000_000, 20_000, 2_000, 978_000)
    assert quote.is_possible
    assert quote_early(market_ref=market.public_id, amount=400_000).fee.fee == 14_000


def test_the_fee_has_a_cap(market):
    earn(market, 90_000_000)

    assert quote_early(market_ref=market.public_id).fee.fee == 50_000


def test_an_early_payout_books_the_fee_and_its_tax(market):
    earn(market, 1_000_000)

    payout = ask(market)

    assert (payout.kind, payout.net, payout.remittance.amount) == ("early", 978_000, 978_000)
    assert [balance_of(one) for one in (TRANSIT, INCOME, VAT)] == [978_000, 20_000, 2_000]
    assert free_of(market) == 0
    assert find_drift() == []


def test_a_part_may_be_asked_for(market):
    earn(market, 1_000_000)

    assert ask(market, 400_000).amount == 400_000
    assert free_of(market) == 600_000


def test_a_debt_is_paid_before_anything_is_early(market):
    earn(market, 1_000_000)
    transfer(RECEIPTS, AccountRef("vendor_debt", "market", market.public_id), 300_000)

    assert quote_early(market_ref=market.public_id).free == 700_000
    assert ask(market).amount == 700_000


@pytest.mark.parametrize(("amount", "why"), [(1_000_001, "not_that_much"), (400_000, "below_minimum")])
def test_never_more_than_is_free_and_never_less_than_the_least(market, amount, why):
    terms(early_percent=Decimal(1), minimum=500_000)
    earn(market, 1_000_000)

    with pytest.raises(CannotBePaid) as refused:
        ask(market, amount)

    assert refused.value.extra["outcome"] == why
    assert free_of(market) == 1_000_000


def test_nothing_is_free_is_said(market):
    with pytest.raises(CannotBePaid) as refused:
        ask(market)
    assert refused.value.extra["outcome"] == "nothing"


def test_a_fee_that_takes_it_all_is_refused(market):
    earn(market, 10_000)

    with pytest.raises(FeeAboveAmount):
        ask(market)


def test_terms_may_allow_none(market):
    terms(market, early_allowed=False)
    earn(market, 1_000_000)

    with pytest.raises(EarlyNotAllowed):
        ask(market)


def test_it_needs_a_fresh_code_and_the_right(market):
    earn(market, 1_000_000)

    with pytest.raises(StepUpRequired):
        ask(market, credentials=type(stepped_up())("vendor", "session", None))
    with pytest.raises(Forbidden):
        ask(market, tenant=tenant_of(market, "manager"))


def test_who_changes_their_mind_has_the_fee_back(market):
    earn(market, 1_000_000)
    payout = ask(market)

    cancelled = services.cancel_payout(actor=owner("vendor"), tenant=tenant_of(market), public_id=payout.public_id)

    assert (cancelled.status, free_of(market)) == ("cancelled", 1_000_000)
    assert [balance_of(one) for one in (TRANSIT, INCOME, VAT)] == [0, 0, 0]
    assert find_drift() == []


def test_what_staff_agreed_to_is_not_taken_back(market):
    earn(market, 1_000_000)
    payout = ask(market)
    approve_remittance(actor=CHECKER, public_id=payout.remittance.public_id)

    with pytest.raises(IllegalTransition):
        services.cancel_payout(actor=owner("vendor"), tenant=tenant_of(market), public_id=payout.public_id)


def test_a_returned_early_payout_gives_the_fee_back(market):
    earn(market, 1_000_000)
    payout = ask(market)
    to_the_bank(payout)

    mark_returned(actor=MAKER, public_id=payout.remittance.public_id, reason="حساب بسته است")

    assert free_of(market) == 1_000_000
    assert [balance_of(one) for one in (TRANSIT, INCOME, VAT)] == [0, 0, 0]
    assert find_drift() == []


def test_the_fee_stands_on_the_platforms_invoice_of_its_month_and_goes_back_with_the_payout(market):
    earn(market, 1_000_000)
    payout = ask(market)
    (year, month), (later_year, later_month) = (1405, 6), (1405, 7)
    made, ended = (clock.jalali_month_bounds(*one)[0] for one in ((year, month), (later_year, later_month)))
    to_the_bank(payout)
    mark_returned(actor=MAKER, public_id=payout.remittance.public_id, reason="حساب بسته است")
    Payout.objects.filter(pk=payout.pk).update(made_at=made, ended_at=ended)

    (invoice,) = bill_market(market_ref=market.public_id, year=year, month=month)
    (credit,) = bill_market(market_ref=market.public_id, year=later_year, month=later_month)

    assert (invoice.kind, invoice.before_tax, invoice.tax) == ("commission", 20_000, 2_000)
    assert [row["code"] for row in invoice.content["lines"]] == ["early_payout"]
    assert (credit.kind, credit.before_tax, credit.tax) == ("commission_credit", 20_000, 2_000)
    assert charged_markets(made, ended) == {market.public_id}
