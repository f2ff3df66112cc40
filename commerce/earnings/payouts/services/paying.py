"""Paying a market out: its debt first, then all that is free, the oldest earnings first and never more."""

from datetime import date

from django.db import transaction

from commerce.earnings.debts.services import net
from commerce.earnings.payouts import locks
from commerce.earnings.payouts.entries import made_entry
from commerce.earnings.payouts.errors import CannotBePaid
from commerce.earnings.payouts.events import PayoutMade
from commerce.earnings.payouts.judging import Judgement, judge, standings_of
from commerce.earnings.payouts.models import Outcome, Payout, PayoutItem, PayoutRun, RunLine
from commerce.earnings.payouts.policies import START, require
from commerce.earnings.payouts.selectors.terms import terms_of
from commerce.earnings.payouts.telling import tell
from commerce.earnings.payouts.terms import Fee, Terms
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.money.ledger.services import post_entries
from commerce.money.remittances.models import BankAccount
from commerce.money.remittances.services import ask_remittance
from commerce.money.settlement.services import take_earnings

KIND = "payout"
OWNER = "market"


@transaction.atomic
def pay_for_run(*, actor: Actor, run: PayoutRun, market_ref: str, due_on: date, terms: Terms) -> RunLine:
    """Pay one market for a day of its schedule, and keep what became of it; asked again, it is the same line."""
    locks.lock_market(market_ref)
    if known := RunLine.objects.filter(run=run, market_ref=market_ref).first():
        return known
    kind = Payout.Kind.MANUAL if run.scope == PayoutRun.Scope.MANUAL else Payout.Kind.SCHEDULED
    if kind == Payout.Kind.SCHEDULED and _was_paid(market_ref, due_on):
        return RunLine.objects.create(run=run, market_ref=market_ref, outcome=Outcome.PAID_BEFORE)
    judgement = pay_debt_and_judge(market_ref=market_ref, terms=terms)
    payout = None
    if judgement.is_paid:
        payout = make_payout(
            actor=actor, market_ref=market_ref, kind=kind, due_on=due_on, amount=judgement.amount, terms=terms, run=run
        )
    return RunLine.objects.create(
        run=run, market_ref=market_ref, outcome=judgement.outcome, amount=judgement.amount, payout=payout
    )


@transaction.atomic
def pay_now(*, actor: Actor, market_ref: str) -> Payout:
    """Staff have a market paid out of its turn; others approve it. Raises CannotBePaid with the reason."""
    require(START, actor=actor)
    locks.lock_market(market_ref)
    terms = terms_of(market_ref)
    today = clock.today()
    judgement = pay_debt_and_judge(market_ref=market_ref, terms=terms)
    if not judgement.is_paid:
        raise CannotBePaid(Outcome(judgement.outcome).label, outcome=judgement.outcome)
    return make_payout(
        actor=actor,
        market_ref=market_ref,
        kind=Payout.Kind.MANUAL,
        due_on=today,
        amount=judgement.amount,
        terms=terms,
    )


def pay_debt_and_judge(*, market_ref: str, terms: Terms) -> Judgement:
    """Let what is free pay what the market owes, and say what a payout of the rest would come to."""
    net(market_ref=market_ref)
    return judge(standings_of([market_ref])[market_ref], terms)


def make_payout(
    *,
    actor: Actor,
    market_ref: str,
    kind: str,
    due_on: date,
    amount: int,
    terms: Terms,
    fee: Fee | None = None,
    run: PayoutRun | None = None,
) -> Payout:
    """Take so much of the oldest earnings and have it sent to the market's default bank account.

    The caller holds the market's turn and has judged that it can be paid. Raises NotThatMuchFree.
    """
    parts = take_earnings(market_ref=market_ref, amount=amount)
    cost = fee or Fee()
    payout = Payout(
        market_ref=market_ref,
        kind=kind,
        due_on=due_on,
        amount=amount,
        fee=cost.fee,
        vat=cost.vat,
        terms_id=terms.row_id,
        run=run,
        asked_by=actor.key,
    )
    payout.remittance = ask_remittance(
        actor=actor,
        kind=KIND,
        owner_kind=OWNER,
        owner_ref=market_ref,
        bank_account=_account_of(market_ref),
        amount=payout.net,
        reference=payout.public_id,
        key=f"{KIND}:{payout.public_id}",
    )
    payout.save(force_insert=True)
    PayoutItem.objects.bulk_create(
        PayoutItem(payout=payout, kind=part.kind, ref=part.ref, amount=part.amount) for part in parts
    )
    post_entries(entries=[made_entry(payout)])
    tell(payout, actor=actor, fact=PayoutMade)
    return payout


def _was_paid(market_ref: str, due_on: date) -> bool:
    return Payout.objects.filter(market_ref=market_ref, due_on=due_on, kind=Payout.Kind.SCHEDULED).exists()


def _account_of(market_ref: str) -> str:
    account = BankAccount.objects.kept().get(owner_kind=OWNER, owner_ref=market_ref, is_default=True)
    return account.public_id
