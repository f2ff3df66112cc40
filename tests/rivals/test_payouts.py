"""Many at once: what is free leaves once, whoever asks for it and however often a run is worked on."""

import pytest

from commerce.earnings.payouts import services
from commerce.earnings.payouts.calendar import next_working_day
from commerce.earnings.payouts.models import Payout, PayoutRun, RunLine
from commerce.foundation.core import clock
from commerce.foundation.core.errors import DomainError
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.remittances import services as remittances
from commerce.money.remittances.models import Batch, Remittance
from commerce.money.remittances.services import mark_returned, mark_settled
from commerce.money.settlement.models import Earning
from commerce.money.settlement.services import net_debt
from tests.commerce.earnings.payouts.paying import PAYER, TRANSIT, account_of, earn, free_of, terms, to_the_bank
from tests.commerce.money.books import together
from tests.commerce.money.outgoing import CHECKER, MAKER, clerk, owner, stepped_up
from tests.factories import make_market, omid, tenant_of

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]

RIVALS = 50
FREE = 5_000_000


@pytest.fixture
def market(db):
    market = make_market(omid(), handle="tea-house")
    account_of(market)
    terms()
    earn(market, FREE)
    return market


def only_refusals(answers: list[object]) -> None:
    assert [one for one in answers if isinstance(one, Exception) and not isinstance(one, DomainError)] == []


def is_paid_once(market) -> None:
    assert Payout.objects.filter(market_ref=market.public_id).count() == 1
    assert (free_of(market), balance_of(TRANSIT), Remittance.objects.get().amount) == (0, FREE, FREE)
    assert find_drift() == []


def test_fifty_workers_of_one_run_pay_a_market_once(market):
    day = next_working_day(clock.today())
    run = PayoutRun.objects.create(day=day, since=day, asked_by=PAYER.key)

    only_refusals(together(lambda _number: services.work_on_run(run_id=run.pk), RIVALS))

    is_paid_once(market)
    assert RunLine.objects.count() == 1


def test_fifty_runs_of_one_day_pay_a_market_once(market):
    day = next_working_day(clock.today())
    runs = [PayoutRun.objects.create(day=day, since=day, asked_by=PAYER.key) for _one in range(RIVALS)]

    only_refusals(together(lambda number: services.work_on_run(run_id=runs[number].pk), RIVALS))

    is_paid_once(market)
    outcomes = sorted(RunLine.objects.values_list("outcome", flat=True))
    assert outcomes.count("paid") == 1
    assert set(outcomes) <= {"paid", "paid_before"}


def test_fifty_beats_begin_one_run(market, settings, monkeypatch):
    settings.PAYOUT_RUN_HOUR = 0
    monkeypatch.setattr("commerce.earnings.payouts.services.running.is_working_day", lambda day: True)

    together(lambda _number: services.begin_run_of_today(), RIVALS)

    assert PayoutRun.objects.filter(is_automatic=True).count() == 1


def test_fifty_early_requests_take_what_is_free_once(market):
    def ask(_number: int) -> Payout:
        return services.ask_early_payout(
            actor=owner("vendor"), tenant=tenant_of(market), credentials=stepped_up(), amount=None
        )

    answers = together(ask, RIVALS)

    only_refusals(answers)
    assert sum(isinstance(one, Payout) for one in answers) == 1
    assert free_of(market) == 0
    assert find_drift() == []


def test_parts_asked_for_at_once_never_come_to_more_than_is_free(market):
    def ask(_number: int) -> Payout:
        return services.ask_early_payout(
            actor=owner("vendor"), tenant=tenant_of(market), credentials=stepped_up(), amount=FREE // 10
        )

    answers = together(ask, RIVALS)

    only_refusals(answers)
    assert sum(isinstance(one, Payout) for one in answers) == 10
    assert free_of(market) == 0
    assert find_drift() == []


def test_runs_requests_and_netting_meet_without_waiting_for_each_other_for_ever(market):
    day = next_working_day(clock.today())
    run = PayoutRun.objects.create(day=day, since=day, asked_by=PAYER.key)

    def act(number: int) -> object:
        if number % 3 == 0:
            return services.work_on_run(run_id=run.pk)
        if number % 3 == 1:
            return services.pay_now(actor=PAYER, market_ref=market.public_id)
        return net_debt(market_ref=market.public_id, key=f"rival:{number}")

    only_refusals(together(act, RIVALS))

    assert (free_of(market), balance_of(TRANSIT)) == (0, FREE)
    assert Earning.objects.get().open == 0
    assert find_drift() == []


def test_fifty_words_of_the_bank_give_the_money_back_once(market):
    payout = services.pay_now(actor=PAYER, market_ref=market.public_id)
    to_the_bank(payout)
    named = payout.remittance.public_id

    def say(number: int) -> Remittance:
        if number % 2:
            return mark_settled(actor=MAKER, public_id=named)
        return mark_returned(actor=MAKER, public_id=named, reason="حساب بسته است")

    only_refusals(together(say, RIVALS))

    payout.refresh_from_db()
    assert (payout.status, free_of(market), balance_of(TRANSIT)) == ("returned", FREE, 0)
    assert find_drift() == []


def test_fifty_approvals_of_one_run_are_one(market):
    day = next_working_day(clock.today())
    run = PayoutRun.objects.create(day=day, since=day, asked_by=PAYER.key)
    services.work_on_run(run_id=run.pk)

    answers = together(lambda number: services.approve_run(actor=clerk(f"clerk-{number}"), run=run), RIVALS)

    only_refusals(answers)
    remittance = Remittance.objects.get()
    assert (remittance.status, remittance.approvals.count()) == ("approved", 1)
    assert find_drift() == []


def test_fifty_who_batch_and_send_a_payout_send_it_once(market):
    payout = services.pay_now(actor=PAYER, market_ref=market.public_id)
    remittances.approve_remittance(actor=CHECKER, public_id=payout.remittance.public_id)

    made = together(lambda _number: remittances.make_batch(actor=MAKER, batch_format="paya-csv", kind="payout"), RIVALS)
    [batch] = [one for one in made if isinstance(one, Batch)]
    remittances.check_batch(actor=CHECKER, batch=batch.public_id)
    remittances.export_batch(batch=batch.public_id)
    told = together(
        lambda number: remittances.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference=str(number)), RIVALS
    )

    only_refusals([*made, *told])
    payout.refresh_from_db()
    assert sum(isinstance(one, Batch) for one in told) == 1
    assert (payout.status, balance_of(TRANSIT), balance_of(AccountRef("bank"))) == ("sent", 0, -FREE)
    assert find_drift() == []
