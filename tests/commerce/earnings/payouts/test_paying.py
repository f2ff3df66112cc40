"""Markets are paid what is free, the oldest first, once for each payday; and told why not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.earnings.payouts import services
from commerce.earnings.payouts.calendar import next_working_day
from commerce.earnings.payouts.errors import CannotBePaid
from commerce.earnings.payouts.models import Payout, PayoutRun
from commerce.earnings.payouts.selectors import next_payout_of
from commerce.earnings.payouts.selectors.runs import forecast, since_of
from commerce.earnings.payouts.services.paying import KIND
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import DomainError, Forbidden
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.remittances import services as remittances
from commerce.money.remittances.errors import OwnDecision
from commerce.money.remittances.kinds import kinds, remittance_kind
from commerce.money.remittances.models import BankAccount
from commerce.money.settlement.errors import NotThatMuchFree
from commerce.money.settlement.services import take_earnings
from commerce.shop.markets.services import restrict
from tests.commerce.earnings.payouts.paying import (
    PAYER,
    TRANSIT,
    account_of,
    earn,
    free,
    free_of,
    outcome,
    run,
    terms,
    to_the_bank,
)
from tests.commerce.money.books import RECEIPTS, transfer
from tests.commerce.money.outgoing import CHECKER, IBANS, MAKER, clerk
from tests.factories import make_market

pytestmark = pytest.mark.django_db


def working_day():
    return next_working_day(clock.today())


def pay(market) -> Payout:
    run(day=working_day())
    return Payout.objects.get(market_ref=market.public_id, status="waiting")


def test_peer_bug_13_a_payout_is_never_above_what_is_free_and_takes_the_oldest_earnings(market):
    oldest, middle = earn(market, 300_000), earn(market, 500_000)
    payout = pay(market)

    assert payout.amount == 800_000
    assert list(payout.items.values_list("ref", "amount")) == [(oldest, 300_000), (middle, 500_000)]
    assert (free_of(market), balance_of(TRANSIT)) == (0, 800_000)
    with pytest.raises(NotThatMuchFree):
        take_earnings(market_ref=market.public_id, amount=1)
    assert find_drift() == []


def test_a_sale_taken_back_late_lowers_the_next_payout(market):
    earn(market, -200_000)
    fresh = earn(market, 500_000)

    payout = pay(market)

    assert payout.amount == 300_000
    assert payout.items.get(ref=fresh).amount == 500_000
    assert find_drift() == []


def test_a_debt_is_paid_first(market):
    earn(market, 900_000)
    debt = AccountRef("vendor_debt", "market", market.public_id)
    transfer(RECEIPTS, debt, 400_000)

    payout = pay(market)

    assert (payout.amount, balance_of(debt), free_of(market)) == (500_000, 0, 0)
    assert find_drift() == []


def test_a_day_that_is_run_twice_is_paid_once(market):
    earn(market, 500_000)
    pay(market)
    earn(market, 100_000)

    again = run(day=working_day())

    assert outcome(again, market) == "paid_before"
    assert Payout.objects.count() == 1
    assert free_of(market) == 100_000


def test_a_run_that_is_worked_on_twice_goes_on_where_it_was(market):
    earn(market, 500_000)
    made = run(day=working_day())
    PayoutRun.objects.filter(pk=made.pk).update(
        status="working", touched_at=timezone.now() - timedelta(hours=1), finished_at=None
    )
    earn(market, 100_000)

    services.work_on_run(run_id=made.pk)

    made.refresh_from_db()
    assert (made.status, made.paid, made.total) == ("done", 1, 500_000)
    assert Payout.objects.count() == 1


def test_too_little_waits_for_more(market):
    terms(minimum=1_000_000)
    earn(market, 999_999)

    assert outcome(run(day=working_day()), market) == "below_minimum"
    assert next_payout_of(market.public_id).judgement.outcome == "below_minimum"
    assert free_of(market) == 999_999


def test_a_market_whose_payouts_are_stopped_keeps_its_money(market):
    earn(market, 500_000)
    restrict(actor=Actor("user", "r", rights=frozenset({"markets.restrict_market"})),
             market_ref=market.public_id, what="no_payouts", why="بدهی")  # fmt: skip

    assert outcome(run(day=working_day()), market) == "restricted"
    assert next_payout_of(market.public_id).judgement.outcome == "restricted"
    with pytest.raises(CannotBePaid):
        services.pay_now(actor=PAYER, market_ref=market.public_id)
    assert free_of(market) == 500_000


@pytest.mark.parametrize(
    ("account", "why"),
    [
        (None, "no_account"),
        ({"verified": False}, "account_unverified"),
        ({"cool": False}, "account_new"),
    ],
)
def test_money_waits_for_a_bank_account_that_can_take_it(db, account, why):
    market = make_market()
    terms()
    if account is not None:
        account_of(market, **account)
    earn(market, 500_000)

    assert outcome(run(day=working_day()), market) == why
    assert free_of(market) == 500_000


def test_a_market_is_paid_only_on_its_own_days(market):
    day = working_day()
    another = (clock.to_jalali(day).weekday() + 1) % 7
    terms(market, schedule="weekly", weekday=another)
    earn(market, 500_000)

    made = run(day=day)

    assert not made.lines.exists()


def test_a_day_on_which_nothing_ran_is_made_up_for(market):
    earn(market, 500_000)
    day = working_day()
    terms(market, schedule="weekly", weekday=clock.to_jalali(day).weekday())
    PayoutRun.objects.create(day=day - timedelta(days=3), since=day - timedelta(days=3), is_automatic=True,
                             asked_by=SYSTEM.key, status="done")  # fmt: skip
    late = day + timedelta(days=2)

    made = PayoutRun.objects.create(day=late, since=since_of(late), asked_by=PAYER.key)
    services.work_on_run(run_id=made.pk)

    assert Payout.objects.get().due_on == day


def test_a_market_whose_books_are_wrong_keeps_no_other_from_its_money_nor_from_a_lost_day(market):
    first, second = sorted([market, make_market(handle="second")], key=lambda one: one.public_id)
    account_of(next(one for one in (first, second) if one != market), iban=IBANS[1])
    transfer(free(first), RECEIPTS, 700_000)
    earn(second, 500_000)
    day = working_day()

    made = PayoutRun.objects.create(day=day, since=day, asked_by=PAYER.key, is_automatic=True)
    for _worker in range(4):
        PayoutRun.objects.update(touched_at=None)
        services.work_on_run(run_id=made.pk)

    made.refresh_from_db()
    assert outcome(made, second) == "paid"
    assert (made.status, made.lines.filter(market_ref=first.public_id).exists()) == ("failed", False)
    assert since_of(day + timedelta(days=1)) == day


def test_staff_pay_who_is_paid_by_hand(market):
    terms(market, schedule="manual")
    earn(market, 500_000)

    assert not run(day=working_day()).lines.exists()
    assert outcome(run(scope="manual"), market) == "paid"
    earn(market, 100_000)
    assert services.pay_now(actor=PAYER, market_ref=market.public_id).amount == 100_000
    with pytest.raises(Forbidden):
        services.pay_now(actor=Actor("user", "x"), market_ref=market.public_id)


def test_a_preview_says_what_a_run_then_does(market):
    poor = make_market()
    earn(market, 500_000)
    earn(poor, 300_000)
    day = working_day()

    foreseen = {one.turn.market_ref: one.judgement.outcome for one in forecast(scope="due", since=day, day=day)}
    made = run(day=day)

    assert foreseen == {market.public_id: "paid", poor.public_id: "no_account"}
    assert foreseen == dict(made.lines.values_list("market_ref", "outcome"))
    assert {one.judgement.outcome for one in forecast(scope="due", since=day, day=day)} == {"no_account"}


def test_who_asked_for_a_run_does_not_approve_what_it_proposes(market):
    earn(market, 500_000)
    made = run(actor=MAKER, day=working_day())

    with pytest.raises(OwnDecision):
        services.approve_run(actor=MAKER, run=made)
    assert services.approve_run(actor=CHECKER, run=made).approved == 1
    assert services.approve_run(actor=CHECKER, run=made).approved == 0


def test_a_large_payout_needs_two_people(market, settings):
    settings.REMITTANCE_TWO_APPROVALS_ABOVE = 400_000
    earn(market, 500_000)
    made = run(day=working_day())

    assert services.approve_run(actor=CHECKER, run=made) == services.Approved(0, 1)
    assert services.approve_run(actor=CHECKER, run=made) == services.Approved(0, 1)
    assert services.approve_run(actor=clerk("second"), run=made) == services.Approved(1, 0)


def test_what_the_bank_has_is_off_the_books_of_transit(market):
    earn(market, 500_000)
    payout = pay(market)

    to_the_bank(payout)

    assert (payout.status, balance_of(TRANSIT)) == ("sent", 0)
    assert find_drift() == []


def test_a_refused_payout_is_free_again(market):
    earn(market, 500_000)
    payout = pay(market)

    remittances.refuse_remittance(actor=CHECKER, public_id=payout.remittance.public_id, reason="بررسی")

    payout.refresh_from_db()
    assert (payout.status, payout.reason, free_of(market)) == ("refused", "بررسی", 500_000)
    assert OutboxEvent.objects.filter(name="payout.refused", payload__reason="بررسی").exists()
    assert find_drift() == []


@pytest.mark.parametrize("arrived_first", [False, True])
def test_peer_bug_14_a_payout_that_the_bank_returned_is_owed_again_even_if_it_arrived_first(
    market, arrived_first, django_capture_on_commit_callbacks
):
    sold = earn(market, 500_000)
    payout = pay(market)
    to_the_bank(payout)
    named = payout.remittance.public_id
    if arrived_first:
        with django_capture_on_commit_callbacks(execute=True):
            remittances.mark_settled(actor=MAKER, public_id=named)
        payout.refresh_from_db()
        assert payout.status == "settled"

    remittances.mark_returned(actor=MAKER, public_id=named, reason="حساب مسدود است")

    payout.refresh_from_db()
    assert (payout.status, payout.reason) == ("returned", "حساب مسدود است")
    assert (free_of(market), balance_of(TRANSIT)) == (500_000, 0)
    assert find_drift() == []
    next_one = services.pay_now(actor=PAYER, market_ref=market.public_id)
    assert list(next_one.items.values_list("ref", "amount")) == [(sold, 500_000)]


def test_peer_bug_14_a_late_word_that_it_arrived_does_not_undo_the_return(market):
    earn(market, 500_000)
    payout = pay(market)
    to_the_bank(payout)
    remittances.mark_returned(actor=MAKER, public_id=payout.remittance.public_id, reason="حساب بسته است")

    assert not services.payout_settled(remittance_id=payout.remittance_id, at=timezone.now())

    payout.refresh_from_db()
    assert (payout.status, free_of(market)) == ("returned", 500_000)


def test_peer_bug_15_the_banks_word_has_one_listener_and_is_known_by_its_number(
    market, django_capture_on_commit_callbacks
):
    """Peers registered a web hook at each start and lost its secret; here results come by files that staff upload,
    each line named by a tracking number of ours, and one kind hears what becomes of a payout."""
    with pytest.raises(Exception, match=KIND):
        remittance_kind(KIND, title="", transit="bank", on_refused=print, on_returned=print)
    earn(market, 500_000)
    payout = pay(market)
    to_the_bank(payout)
    with django_capture_on_commit_callbacks(execute=True):
        remittances.mark_settled(actor=MAKER, public_id=payout.remittance.public_id)
    with pytest.raises(DomainError):
        remittances.mark_settled(actor=MAKER, public_id=payout.remittance.public_id)
    assert kinds.get(KIND).transit == "payouts_in_transit"
    assert OutboxEvent.objects.filter(name="payout.settled").count() == 1


def test_money_goes_to_the_default_account_of_the_moment(market):
    second = account_of(market, iban=IBANS[1])
    BankAccount.objects.exclude(pk=second.pk).update(is_default=False)
    BankAccount.objects.filter(pk=second.pk).update(is_default=True)
    earn(market, 500_000)

    assert pay(market).remittance.bank_account == second
