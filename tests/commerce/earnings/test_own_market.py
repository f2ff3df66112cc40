"""Staff who work in a market decide nothing about its money: two seats are one person."""

from decimal import Decimal

import pytest

from commerce.earnings.debts.services import TermsDraft, approve_relief, ask_relief, give_more_time, save_terms
from commerce.earnings.payouts import services
from commerce.earnings.payouts.models import Payout
from commerce.earnings.payouts.services.pausing import pause_sale, resume_sale
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.money.remittances.errors import OwnDecision
from commerce.money.remittances.policies import may_decide
from commerce.money.remittances.services import approve_remittance, refuse_bank_account, verify_bank_account
from commerce.shop.commissions.services import set_rate
from commerce.shop.markets.models import Membership
from commerce.shop.markets.services import lift, restrict
from tests.commerce.earnings.debts.owing import look, owe
from tests.commerce.earnings.debts.owing import set_terms as set_debt_terms
from tests.commerce.earnings.payouts.paying import account_of, earn, free_of, run, terms
from tests.commerce.money.outgoing import CHECKER
from tests.commerce.money.sales import item, sold
from tests.factories import make_market, make_member, make_user, omid

pytestmark = pytest.mark.django_db

RIGHTS = frozenset(
    {
        "remittances.approve_remittance",
        "remittances.verify_bankaccount",
        "debts.add_debtrelief",
        "debts.approve_debtrelief",
        "debts.change_debtbill",
        "markets.restrict_market",
        "settlement.change_sale",
        "payouts.add_payoutterms",
        "debts.change_debtterms",
    }
)


@pytest.fixture
def market(db):
    set_rate(actor=SYSTEM, percent=Decimal(10))
    terms()
    set_debt_terms()
    return make_market(omid(), handle="tea-house")


@pytest.fixture
def leila(market):
    """A manager of the market who approves payouts by day."""
    return Actor("user", make_member(market, "manager").public_id, rights=RIGHTS)


def test_nobody_approves_the_payout_of_a_market_they_work_in(market, leila):
    account_of(market)
    earn(market, 500_000)
    made = run()
    remittance = Payout.objects.get().remittance

    assert not may_decide(actor=leila, remittance=remittance)
    with pytest.raises(OwnDecision):
        approve_remittance(actor=leila, public_id=remittance.public_id)
    assert services.approve_run(actor=leila, run=made) == services.Approved(0, 1)
    assert free_of(market) == 0


def test_a_run_is_approved_but_for_ones_own_market(market, leila):
    pots = make_market(make_user(), handle="pot-house")
    for one in (market, pots):
        account_of(one)
        earn(one, 500_000)

    assert services.approve_run(actor=leila, run=run()) == services.Approved(1, 1)


def test_who_left_the_market_may_decide_again(market, leila):
    account_of(market)
    earn(market, 500_000)
    run()
    Membership.objects.filter(role="manager").update(is_active=False)

    assert may_decide(actor=leila, remittance=Payout.objects.get().remittance)


def test_nobody_verifies_the_bank_account_of_a_market_they_work_in(market, leila):
    account = account_of(market, verified=False)

    for decide in (
        lambda: verify_bank_account(actor=leila, public_id=account.public_id, holder="لیلا"),
        lambda: refuse_bank_account(actor=leila, public_id=account.public_id, reason="نه"),
    ):
        with pytest.raises(OwnDecision):
            decide()
    verify_bank_account(actor=CHECKER, public_id=account.public_id, holder="چای‌خانه")


def test_nobody_lessens_or_puts_off_the_debt_of_a_market_they_work_in(market, leila, settings):
    settings.DEBT_RELIEF_UNCHECKED_MOST = 0
    owe(market, 22_000_000)
    look(market)
    told = {"market_ref": market.public_id, "kind": "waiver", "amount": 1_000_000, "reason": "چون"}
    asked = ask_relief(actor=Actor("user", "reza", rights=RIGHTS), **told)

    for act in (
        lambda: ask_relief(actor=leila, **told),
        lambda: approve_relief(actor=leila, relief=asked.public_id),
        lambda: give_more_time(
            actor=leila, bill=market.debt_bills.get().public_id, last_day=clock.today(), reason="چون"
        ),
    ):
        with pytest.raises(OwnDecision):
            act()


def test_nobody_lifts_what_their_market_was_forbidden(market, leila):
    told = {"market_ref": market.public_id, "what": "no_payouts", "why": "چون"}
    restrict(actor=Actor("user", "reza", rights=RIGHTS), **told)

    with pytest.raises(OwnDecision):
        lift(actor=leila, **told)


def test_nobody_lets_the_money_of_their_markets_sale_go_on(market, leila):
    ref = sold(item(1_000_000, market=market.public_id))
    pause_sale(actor=leila, sale_ref=ref, reason="چون")

    with pytest.raises(OwnDecision):
        resume_sale(actor=leila, sale_ref=ref, why="staff:چون", reason="بس است")


def test_nobody_says_on_what_terms_their_market_is_paid_and_owes(market, leila):
    at_once = {"hold_days": 0, "market_word_hold_days": 0, "minimum": 0, "schedule": "daily"}
    named = {"starts_on": clock.today(), "market_ref": market.public_id}
    lenient = TermsDraft(bill_by="both", threshold=10**14, grace_days=365, nets=False, smallest=10**14)

    with pytest.raises(OwnDecision):
        services.set_terms(actor=leila, fields=at_once, **named)
    with pytest.raises(OwnDecision):
        save_terms(actor=leila, draft=lenient, market=market)
    assert services.set_terms(actor=SYSTEM, fields=at_once, **named)
    with pytest.raises(OwnDecision):
        services.lift_terms(actor=leila, **named)
